import {
  statesBefore,
  type Difficulty,
  type Feature,
  type FeatureState,
  type FeatureTransition,
} from '../model/feature.ts';

/** A row of `features` with its dependencies as a JSON array. */
export interface FeatureRecord {
  id: number;
  name: string;
  description: string;
  category: string;
  difficulty: Difficulty;
  priority: number;
  acceptance: string;
  state: FeatureState;
  epoch: number;
  attempts: number;
  gate_failures: number;
  conflicts: number;
  faults: number;
  error_print: string | null;
  error_repeats: number;
  diff_print: string | null;
  diff_repeats: number;
  passed_over: number;
  last_error: string | null;
  last_agent: string | null;
  head: string | null;
  not_before: number;
  blocked_kind: BlockedKind | null;
  blocked_reason: string | null;
  merged_as: string | null;
  created_at: number;
  updated_at: number;
  depends_on: string;
}

/** Why a feature is blocked: it failed too often, in the same way again, or too fast; a dependency will not come; a person's word. */
export type BlockedKind = 'attempts' | 'breaker' | 'crash-loop' | 'dependency' | 'person';

/** The columns of a feature, for every statement that returns one. */
export const featureColumns = `f.*, (
  SELECT coalesce(json_group_array(d.depends_on), '[]') FROM feature_dependencies d WHERE d.feature_id = f.id
) AS depends_on`;

/** The states a transition may start from, for the `WHERE` of the statement that makes it. */
export function anyBefore(transition: FeatureTransition): string {
  return `('${statesBefore(transition).join("','")}')`;
}

/** Turns a row into the noun. */
export function featureOf(row: FeatureRecord): Feature {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    category: row.category,
    difficulty: row.difficulty,
    priority: row.priority,
    acceptance: row.acceptance,
    state: row.state,
    dependsOn: JSON.parse(row.depends_on) as number[],
    epoch: row.epoch,
    attempts: row.attempts,
    gateFailures: row.gate_failures,
    conflicts: row.conflicts,
    faults: row.faults,
    lastError: row.last_error,
    lastAgent: row.last_agent,
    head: row.head,
    notBefore: row.not_before,
    blockedReason: row.blocked_reason,
    mergedAs: row.merged_as,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
