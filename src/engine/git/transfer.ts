import type { Git } from './git.ts';
import { resolve, setRef, synced, updateRef } from './plumbing.ts';

const fetchOptions: readonly string[] = [
  '--quiet',
  '--no-tags',
  '--no-write-fetch-head',
  '--no-auto-maintenance',
  '--no-recurse-submodules',
  '--no-show-forced-updates',
];

/** What came of bringing a commit over; `refused` says why git would not take its objects. */
export type ImportOutcome =
  { readonly kind: 'imported' } | { readonly kind: 'refused'; readonly reason: string };

/** Brings a commit from another git directory, every object checked, and keeps it under a ref. */
export async function importCommit(input: {
  into: Git;
  from: string;
  commit: string;
  ref: string;
}): Promise<ImportOutcome> {
  const outcome = await fetchCommits(input.into, input.from, [input.commit]);
  if (outcome.kind === 'imported') await setRef(input.into, input.ref, input.commit);
  return outcome;
}

/** Brings commits over without keeping them under a ref; the caller does that next. */
export async function fetchCommits(
  into: Git,
  from: string,
  commits: readonly string[],
): Promise<ImportOutcome> {
  const known = await Promise.all(commits.map((commit) => resolve(into, commit)));
  const missing = commits.filter((_, place) => known[place] === null);
  if (missing.length === 0) return { kind: 'imported' };
  const result = await into.run(['fetch', ...fetchOptions, from, ...missing], {
    settings: ['transfer.fsckObjects=true', 'fetch.fsckObjects=true'],
  });
  if (result.exitCode === 0) return { kind: 'imported' };
  return { kind: 'refused', reason: reasonIn(result.stderr) };
}

/**
 * Lays the objects of commits into a repository that agents can configure. Git runs in `from` alone: a fetch or a push
 * would read the other side's settings, and some of those name programs.
 */
export async function layObjects(input: {
  from: Git;
  objectsDir: string;
  commits: readonly string[];
  known: readonly string[];
}): Promise<void> {
  const wanted = [...input.commits, ...input.known.map((commit) => `^${commit}`)];
  await input.from.run(
    ['pack-objects', '--revs', '--quiet', '--delta-base-offset', `${input.objectsDir}/pack/pack`],
    { okExitCodes: [0], stdin: `${wanted.join('\n')}\n` },
  );
}

function reasonIn(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  return (
    lines.find((line) => /^(error|fatal):/.test(line)) ??
    lines.find((line) => line !== '') ??
    'git gave no reason'
  ).slice(0, 500);
}

/**
 * Brings a commit from gate.git into the person's repository and moves one ref there by compare-and-swap; false
 * when the ref is not at `old` any more. Nothing else of theirs is written.
 */
export async function publish(input: {
  person: Git;
  gate: Git;
  commit: string;
  ref: string;
  old: string | null;
}): Promise<boolean> {
  const { person, gate, commit, ref, old } = input;
  const bring = () =>
    person.run(['fetch', ...fetchOptions, gate.dir, commit], {
      okExitCodes: [0],
      settings: synced,
    });
  if ((await resolve(person, commit)) === null) await bring();
  return updateRef(person, ref, { to: commit, from: old, durable: true });
}
