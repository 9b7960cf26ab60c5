import type { Feature } from '../../src/engine/model/feature.ts';

/** A feature as it is while the gatekeeper has it. */
export function makeFeature(name: string): Feature {
  return {
    id: 7,
    name,
    description: '',
    category: 'core',
    difficulty: 'normal',
    priority: 100,
    acceptance: '',
    state: 'verifying',
    dependsOn: [],
    epoch: 1,
    attempts: 1,
    gateFailures: 0,
    conflicts: 0,
    faults: 0,
    lastError: null,
    lastAgent: 'agent-1',
    head: null,
    notBefore: 0,
    blockedReason: null,
    mergedAs: null,
    createdAt: 0,
    updatedAt: 0,
  };
}
