import { execFile } from 'node:child_process';
import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Left } from './left.ts';

interface VerdictFile {
  readonly outcome: string;
  readonly evidence: {
    readonly merge: { readonly tree?: string; readonly commit?: string };
    readonly tests: { readonly verdict: string } | null;
  };
}

/** I1: main only ever became trees whose tests passed, and `agent-tui/main` shows it. */
export async function mainGreen(left: Left): Promise<string[]> {
  const { gate, base, scratch, paths } = left;
  const breaches: string[] = [];
  const main = gate('rev-parse', 'refs/heads/main');
  const verdicts = await passedCommits(paths.verdicts);
  for (const commit of firstParents(left, base, main)) {
    const tree = gate('rev-parse', `${commit}^{tree}`);
    if (verdicts.get(commit) !== tree) breaches.push(`main was ${commit} without a verdict`);
  }
  const mirror = scratch.git('rev-parse', 'refs/heads/agent-tui/main').trim();
  if (mirror !== main) breaches.push(`agent-tui/main is ${mirror}, verified main is ${main}`);
  return [...breaches, ...(await testsOf(left, main))];
}

/** What main was, one after the other, since the base; newest first. */
export function firstParents({ gate }: Left, base: string, main: string): string[] {
  const listed = gate('rev-list', '--first-parent', main, `^${base}`);
  return listed.split('\n').filter((line) => line !== '');
}

async function passedCommits(dir: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const name of await readdir(dir).catch(() => [])) {
    if (!name.endsWith('.json')) continue;
    const verdict = JSON.parse(await readFile(join(dir, name), 'utf8')) as VerdictFile;
    const { merge, tests } = verdict.evidence;
    if (verdict.outcome !== 'verified' || tests?.verdict !== 'passed') continue;
    found.set(merge.commit ?? '', merge.tree ?? '');
  }
  return found;
}

/** Runs the project's own tests on a fresh checkout of a commit. */
export async function testsOf({ scratch, gate }: Left, commit: string): Promise<string[]> {
  const dir = join(scratch.home, `checkout-${commit.slice(0, 12)}`);
  await rm(dir, { recursive: true, force: true });
  try {
    execClone(gate, dir, commit);
    await promisify(execFile)(process.execPath, ['--test'], { cwd: dir, env: scratch.env });
    return [];
  } catch (error) {
    const { stdout = '' } = error as { stdout?: string };
    return [`the tests of main at ${commit} are red: ${stdout.slice(-400)}`];
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function execClone(gate: Left['gate'], dir: string, commit: string): void {
  gate('clone', '--quiet', '--no-checkout', gate('rev-parse', '--absolute-git-dir'), dir);
  gate(`--git-dir=${dir}/.git`, `--work-tree=${dir}`, 'checkout', '--quiet', '--detach', commit);
}
