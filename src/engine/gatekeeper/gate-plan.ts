import { createHash } from 'node:crypto';
import type { Config } from '../model/config.ts';
import type { Limits } from '../model/limits.ts';
import { readBlob } from '../git/index.ts';
import type { Git } from '../git/index.ts';
import { detectTests, planSetup } from '../testing/index.ts';
import type { Detection, ProjectFiles, SetupPlan } from '../testing/index.ts';
import { policyVersion } from './policy.ts';

const namesBytesMax = 128 * 1024 * 1024;

/** The settings that the gate works by; the caller reads them from the target branch, never from a candidate. */
export interface GateConfig {
  readonly limits: Limits;
  readonly test: Config['test'];
  readonly setup: Config['setup'];
}

/** What the gate is going to run on a tree, fixed before anything of the tree is run. */
export interface GatePlan {
  readonly detection: Detection;
  readonly setup: SetupPlan;
  /** Whether set-up has other inputs (lockfiles) in the tree than in the commit that the plan is from. */
  readonly setupInputsChanged: boolean;
  /** SHA-256 of everything above and of the limits and rules: two runs with the same hash and tree mean the same. */
  readonly gateHash: string;
}

/**
 * Plans the gate for a tree. How tests are run is read from `planFrom`, a commit of main, so that a candidate cannot
 * choose its judge. Set-up follows the tree's own lockfiles, since a feature may need a new dependency, but the
 * commands come out of a fixed table or out of the configuration.
 */
export async function planGate(
  gate: Git,
  input: { readonly planFrom: string; readonly tree: string },
  config: GateConfig,
): Promise<GatePlan> {
  const before = await projectFiles(gate, input.planFrom);
  const after = await projectFiles(gate, input.tree);
  const detection = await detectTests({ ...before, override: config.test });
  const setup = await planSetup({ ...after, override: config.setup });
  const setupBefore = await planSetup({ ...before, override: config.setup });
  return {
    detection,
    setup,
    setupInputsChanged: setup.key !== setupBefore.key,
    gateHash: hashOf({ detection, setup, config }),
  };
}

async function projectFiles(gate: Git, commit: string): Promise<ProjectFiles> {
  const listed = await gate.run(['ls-tree', '-r', '-z', '--name-only', commit], {
    okExitCodes: [0],
    outputBytesMax: namesBytesMax,
  });
  return {
    names: listed.stdout.split('\0').filter((name) => name !== ''),
    read: (path) => readBlob(gate, commit, path),
  };
}

function hashOf(input: {
  readonly detection: Detection;
  readonly setup: SetupPlan;
  readonly config: GateConfig;
}): string {
  const { detection, setup, config } = input;
  const tests =
    detection.kind === 'none'
      ? null
      : [detection.framework, detection.dir, detection.packageManager, detection.invocation];
  const parts = {
    tests,
    args: config.test.args,
    setup: [setup.commands, setup.key],
    limits: [config.limits.testDurationMsMax, config.limits.setupDurationMsMax],
    policyVersion,
  };
  return createHash('sha256').update(JSON.stringify(sorted(parts))).digest('hex');
}

/** The same value with the keys of every object in one order, so that its text can be hashed. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}
