import { createHash } from 'node:crypto';
import type { Config } from '../model/config.ts';
import type { Limits } from '../model/limits.ts';
import { treeOf } from '../git/index.ts';
import type { Git } from '../git/index.ts';
import { detectTests, howTested, planSetup } from '../testing/index.ts';
import type { Detection, ProjectFiles, SetupPlan } from '../testing/index.ts';
import { policyVersion } from './policy.ts';

const namesBytesMax = 128 * 1024 * 1024;
/** More than one file of a candidate may have, so that only what a person committed is ever cut. */
const manifestBytesMax = 32 * 1024 * 1024;

/**
 * The settings that the gate works by: the person's own, read where they work and never from a candidate. What is
 * committed stays in their hands too: a candidate that changes agent-tui.json is rejected.
 */
export interface GateConfig {
  readonly limits: Limits;
  readonly test: Config['test'];
  readonly setup: Config['setup'];
}

/** What the gate is going to run on a tree, fixed before anything of the tree is run. */
export interface GatePlan {
  readonly detection: Detection;
  /** How the tree itself would have its tests run, where that is not how main does it; it must pass as well. */
  readonly otherDetection: Detection | null;
  readonly setup: SetupPlan;
  /** Whether set-up has other inputs (lockfiles) in the tree than in the commit that the plan is from. */
  readonly setupInputsChanged: boolean;
  /** SHA-256 of everything above and of the limits and rules: two runs with the same hash and tree mean the same. */
  readonly gateHash: string;
}

/**
 * Plans the gate for a tree. How tests are run is read from `planFrom`, a commit of main, so that a candidate cannot
 * choose its judge. Set-up follows the tree's own lockfiles, since a feature may need a new dependency, but the
 * commands come out of a fixed table or out of the configuration. Where the tree says otherwise how its tests are run,
 * both ways count: else a feature could land that leaves main without a judge.
 */
export async function planGate(
  gate: Git,
  input: { readonly planFrom: string; readonly tree: string },
  config: GateConfig,
): Promise<GatePlan> {
  const read = blobReader(gate);
  const before = await projectFiles(gate, input.planFrom, read);
  const detection = await detectTests({ ...before, override: config.test });
  const setupBefore = await planSetup({ ...before, override: config.setup });
  if ((await treeOf(gate, input.planFrom)) === input.tree) {
    const gateHash = hashOf({ detection, setup: setupBefore, config });
    const plan = { detection, setup: setupBefore, gateHash };
    return { ...plan, otherDetection: null, setupInputsChanged: false };
  }
  const after = await projectFiles(gate, input.tree, read);
  const detectionAfter = await detectTests({ ...after, override: config.test });
  const isSame = textOf(howTested(detectionAfter)) === textOf(howTested(detection));
  const setup = await planSetup({ ...after, override: config.setup });
  return {
    detection,
    otherDetection: isSame ? null : detectionAfter,
    setup,
    setupInputsChanged: setup.key !== setupBefore.key,
    gateHash: hashOf({ detection, setup, config }),
  };
}

type ReadBlob = (id: string) => Promise<string>;

/** Reads each file once: detection asks for the same ones for every framework, and two trees share most of theirs. */
function blobReader(gate: Git): ReadBlob {
  const known = new Map<string, Promise<string>>();
  return (id) => {
    const text = known.get(id) ?? readBlobById(gate, id);
    known.set(id, text);
    return text;
  };
}

async function readBlobById(gate: Git, id: string): Promise<string> {
  const { stdout } = await gate.run(['cat-file', 'blob', id], {
    okExitCodes: [0],
    truncate: true,
    outputBytesMax: manifestBytesMax,
  });
  return stdout;
}

async function projectFiles(gate: Git, commit: string, read: ReadBlob): Promise<ProjectFiles> {
  const listed = await gate.run(['ls-tree', '-r', '-z', commit], {
    okExitCodes: [0],
    outputBytesMax: namesBytesMax,
  });
  const ids = new Map<string, string>();
  for (const row of listed.stdout.split('\0')) {
    const [, mode, id, path] = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(row) ?? [];
    // A link's blob is the name of another file, and a submodule has none.
    if (path !== undefined && id !== undefined && mode?.startsWith('100') === true)
      ids.set(path, id);
  }
  return {
    names: [...ids.keys()],
    read: async (path) => {
      const id = ids.get(path);
      return id === undefined ? undefined : read(id);
    },
  };
}

function hashOf(input: {
  readonly detection: Detection;
  readonly setup: SetupPlan;
  readonly config: GateConfig;
}): string {
  const { detection, setup, config } = input;
  const parts = {
    tests: howTested(detection),
    args: config.test.args,
    setup: [setup.commands, setup.key],
    limits: [config.limits.testDurationMsMax, config.limits.setupDurationMsMax],
    policyVersion,
  };
  return createHash('sha256').update(textOf(parts)).digest('hex');
}

function textOf(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** The same value with the keys of every object in one order, so that equal values have equal texts. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}
