import type { FrameworkCase, ScenarioName } from './framework-case.ts';
import { scenarioNames } from './framework-case.ts';
import type { Equipment } from './needs.ts';
import { CannotRun, equip } from './needs.ts';
import { runScenario } from './run-scenario.ts';

/** What one scenario came to. */
interface Outcome {
  readonly name: ScenarioName;
  readonly kind: 'held' | 'broke' | 'without';
  /** Everything that is not as it should be. */
  readonly wrong: readonly string[];
}

/** What a case came to. */
export interface CaseResult {
  readonly one: FrameworkCase;
  /** Why it could not be run; null: it was. */
  readonly missing: string | null;
  readonly version: string;
  readonly outcomes: readonly Outcome[];
  readonly durationMs: number;
}

/** Whether a case was run and everything was as it should be. */
export function isHeld({ missing, outcomes }: CaseResult): boolean {
  return missing === null && outcomes.every(({ kind }) => kind !== 'broke');
}

/** Runs all scenarios of a case; never throws. */
export async function runCase(
  one: FrameworkCase,
  choice: { readonly signal: AbortSignal; readonly keeps: boolean },
): Promise<CaseResult> {
  const startedAt = performance.now();
  const outcomes: Outcome[] = [];
  let version = '';
  let missing: string | null = null;
  try {
    const equipment: Equipment = await equip(one);
    version = equipment.version;
    for (const name of scenarioNames) {
      outcomes.push(await runNamed(one, name, { equipment, ...choice }));
      if (choice.signal.aborted) break;
    }
  } catch (error) {
    missing = error instanceof CannotRun ? error.message : String(error);
  }
  return { one, missing, version, outcomes, durationMs: performance.now() - startedAt };
}

async function runNamed(
  one: FrameworkCase,
  name: ScenarioName,
  place: Parameters<typeof runScenario>[2],
): Promise<Outcome> {
  const isLeftOut = one.without?.[name] !== undefined || one[name] === null;
  if (isLeftOut) return { name, kind: 'without', wrong: [] };
  const wrong = await runScenario(one, name, place);
  return { name, kind: wrong.length === 0 ? 'held' : 'broke', wrong };
}
