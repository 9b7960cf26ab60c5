import { mergeBase, diffNumstat, isAncestor, resolve, type Git } from '../git/index.ts';
import type { Checkpoint } from '../model/checkpoint.ts';
import type { Verdict } from '../model/verdict.ts';
import { verifiedMain, type Repositories } from '../worktrees/repositories.ts';
import { readVerdicts } from './verdict-file.ts';

/** A ref of gate.git that keeps a commit of an attempt. */
export interface KeptRef {
  readonly kind: 'checkpoint' | 'candidate';
  readonly featureId: number;
  readonly epoch: number;
  /** Of a checkpoint; 0 for a candidate. */
  readonly number: number;
  readonly commit: string;
}

/** A commit of main that merged a candidate. */
export interface MergeRecord {
  readonly commit: string;
  /** What main was before. */
  readonly before: string;
  /** The candidate. */
  readonly head: string;
  readonly tree: string;
  readonly subject: string;
  readonly featureId: number;
  readonly verdict: string;
  readonly gateHash: string;
}

/** What a kept commit tells by itself. */
export interface CommitRecord {
  readonly commit: string;
  readonly tree: string;
  /** Wall-clock milliseconds. */
  readonly at: number;
  readonly subject: string;
}

/** How much a commit changes against where it left main. */
export type ChangeCounts = Pick<Checkpoint, 'changedFiles' | 'insertions' | 'deletions'>;

/** What gate.git and the verdict files tell of the past, whatever has become of the database. */
export interface Records {
  main(): Promise<string>;
  refs(): Promise<KeptRef[]>;
  /** Whether a commit is in the history of verified main. */
  isOnMain(commit: string): Promise<boolean>;
  /** Merges of candidates that main gained since a commit of its own (null: all), oldest first. */
  mergesSince(since: string | null): Promise<MergeRecord[]>;
  /** Every commit that main ever was. */
  mains(): Promise<ReadonlySet<string>>;
  /** Those of the commits that are there. */
  commits(ids: readonly string[]): Promise<ReadonlyMap<string, CommitRecord>>;
  counts(commit: string): Promise<ChangeCounts>;
  verdicts(): Promise<Verdict[]>;
}

/** Opens the records of a project; they are only read. */
export function openRecords(repositories: Repositories, stateDir: string): Records {
  const { gate } = repositories;
  const main = () => verifiedMain(repositories);
  return {
    main,
    refs: () => keptRefs(gate),
    isOnMain: async (commit) =>
      (await resolve(gate, commit)) !== null && isAncestor(gate, commit, await main()),
    mergesSince: async (since) => mergesOf(gate, await main(), since),
    mains: async () => {
      const listed = await gate.text(['rev-list', '--first-parent', await main()], {
        outputBytesMax: mainsBytesMax,
      });
      return new Set(listed.split('\n'));
    },
    commits: (ids) => commitsOf(gate, ids),
    counts: async (commit) => {
      const base = await mergeBase(gate, await main(), commit);
      if (base === null) return { changedFiles: 0, insertions: 0, deletions: 0 };
      const { files: changedFiles, insertions, deletions } = await diffNumstat(gate, base, commit);
      return { changedFiles, insertions, deletions };
    },
    verdicts: () => readVerdicts(stateDir),
  };
}

const mainsBytesMax = 256 * 1024 * 1024;
const refPattern =
  /^refs\/agent-tui\/(checkpoint|candidate)s\/(\d{1,15})\/(\d{1,15})(?:\/(\d{1,15}))?$/;

async function keptRefs(gate: Git): Promise<KeptRef[]> {
  const listed = await gate.text(
    [
      'for-each-ref',
      '--format=%(objectname) %(refname)',
      'refs/agent-tui/checkpoints',
      'refs/agent-tui/candidates',
    ],
    { outputBytesMax: mainsBytesMax },
  );
  return listed.split('\n').flatMap((line) => {
    const [commit = '', ref = ''] = line.split(' ');
    const [, kind, featureId, epoch, number] = refPattern.exec(ref) ?? [];
    if (kind !== 'checkpoint' && kind !== 'candidate') return [];
    if ((kind === 'checkpoint') !== (number !== undefined)) return [];
    const numbers = { featureId: Number(featureId), epoch: Number(epoch) };
    return [{ kind, ...numbers, number: Number(number ?? 0), commit }];
  });
}

const field = '%x1f';
const trailer = (name: string) => `%(trailers:key=${name},valueonly,separator=%x2C)`;
const mergeFormat = [
  ...['%H', '%P', '%T', '%s'],
  trailer('Agent-Tui-Feature'),
  trailer('Agent-Tui-Verdict'),
  trailer('Agent-Tui-Gate-Hash'),
].join(field);

async function mergesOf(gate: Git, main: string, since: string | null): Promise<MergeRecord[]> {
  const range = since === null ? [main] : [main, `^${since}`];
  const listed = await gate.text(
    [
      ...['log', '--first-parent', '--reverse', '--min-parents=2', '--grep=^Agent-Tui-Feature: '],
      ...[`--format=${mergeFormat}`, ...range],
    ],
    { outputBytesMax: mainsBytesMax },
  );
  return listed.split('\n').flatMap((line) => {
    const [commit = '', parents = '', tree = '', subject = '', feature = '', ...rest] =
      line.split('\u001f');
    const [verdict = '', gateHash = ''] = rest;
    const [before = '', head, ...others] = parents.split(' ');
    if (head === undefined || others.length > 0 || !/^\d{1,15}$/.test(feature)) return [];
    const featureId = Number(feature);
    return [{ commit, before, head, tree, subject, featureId, verdict, gateHash }];
  });
}

async function commitsOf(
  gate: Git,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CommitRecord>> {
  if (ids.length === 0) return new Map();
  const listed = await gate.text(
    [
      ...['log', '--no-walk=unsorted', '--ignore-missing', '--stdin'],
      `--format=${['%H', '%T', '%ct', '%s'].join(field)}`,
    ],
    { stdin: `${ids.join('\n')}\n`, outputBytesMax: mainsBytesMax },
  );
  const rows = listed.split('\n').map((line) => {
    const [commit = '', tree = '', time = '', subject = ''] = line.split('\u001f');
    return [commit, { commit, tree, at: Number(time) * 1000, subject }] as const;
  });
  return new Map(rows);
}
