import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { makeProject, type Outcome, type Stage } from './stage.ts';

export const scripts = {
  work: [
    [{ write: 'src/new.js', text: '// one\n' }, { wait: 60_000 }],
    [{ append: 'src/new.js', text: '// two\n' }, { wait: 60_000 }],
  ],
};
const waitMs = 25_000;
export const until = <T>(check: () => T | Promise<T>) =>
  vi.waitFor(check, { timeout: waitMs, interval: 100 });

/** A project whose engine runs in another process and works on its first feature. */
export async function withEngine() {
  const stage = await makeProject(
    [{ name: 'Work' }, { name: 'Later', dependsOn: ['Work'] }],
    scripts,
  );
  const engine = stage.start('run', '--json');
  let said = '';
  engine.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
  await until(() => {
    expect(said).toContain('session:started');
  });
  return { stage, engine, said: () => said };
}

export async function stateDirOf(stage: Stage): Promise<string> {
  const parent = join(stage.home, 'state/agent-tui');
  const [name] = await readdir(parent);
  return join(parent, name ?? '');
}

export const json = (outcome: Outcome) => JSON.parse(outcome.stdout) as unknown;

export function expectRefusal(outcome: Outcome, code: number, patterns: readonly RegExp[]): void {
  expect(outcome.stdout).toBe('');
  const lines = outcome.stderr.trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  for (const [index, pattern] of patterns.entries()) expect(lines[index]).toMatch(pattern);
  expect(outcome.code).toBe(code);
}
