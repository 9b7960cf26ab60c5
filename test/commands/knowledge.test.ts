import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { runProgram, type Io } from '../../src/commands/index.ts';
import { openKnowledge, openProject, openQueue } from '../../src/engine/index.ts';
import { makeStage, type Stage } from '../e2e/stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await makeStage();
  stage.git('init', '--quiet', '--initial-branch=main');
  await stage.write('one', '1');
  stage.commitAll('first');
});

/** Runs `agent-tui knowledge …` in this process. */
async function run(...argv: readonly string[]) {
  let [stdout, stderr] = ['', ''];
  const io = {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    env: stage.env,
    cwd: stage.dir,
  } as unknown as Io;
  const code = await runProgram(['knowledge', ...argv], io, '1');
  return { code, stdout, stderr };
}

function file(...lines: readonly (object | string)[]): string {
  const path = join(stage.dir, 'lines.jsonl');
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  writeFileSync(path, `\uFEFF${text.join('\r\n')}\n`);
  return path;
}

const login = {
  feature: 'User login',
  category: 'auth',
  outcome: 'landed',
  origin: 'gate',
  project: 'shop',
  attempts: 1,
  lessons: ['Mind the clock'],
  files: ['src/login.ts'],
  tries: [{ outcome: 'landed', model: 'opus' }],
  createdAt: '2026-01-02T03:04:05.000Z',
};

/** A feature that the gate has judged. */
async function judged(): Promise<void> {
  const project = await openProject({ dir: stage.dir, env: stage.env });
  const queue = openQueue(
    project.db,
    () => 5_000,
    () => undefined,
  );
  const plain = { description: '', category: 'docs', priority: 1, dependsOn: [], acceptance: '' };
  queue.addFeatures([{ ...plain, name: 'Manual' }]);
  const knowledge = openKnowledge(project.db, () => 5_000);
  const outcome = { featureId: 1, outcome: 'landed', files: [], failingTests: [] } as const;
  knowledge.record({ ...outcome, agent: 'claude', model: null });
  project.close();
}

describe('agent-tui knowledge', () => {
  it('imports lines, searches them and shows one', async () => {
    const imported = await run('import', file(login));
    expect(imported).toEqual({
      code: 0,
      stdout: 'added 1 patterns, 0 were known already\n',
      stderr: '',
    });
    const found = await run('search', 'login', 'form');
    expect(found.stdout).toBe(
      '1 similar, 1 landed, first try 1, 1 of the 1 imported; opus 1 of 1\n1  landed  auth    User login\n',
    );
    const shown = await run('show', '1');
    expect(shown.stdout).toContain('lesson    Mind the clock');
    expect((await run('search', 'zebra')).stdout).toContain('Nothing similar is known.');
  });

  it('prints one documented object for programs', async () => {
    expect((await run('import', file(login), '--json')).stdout).toBe(
      '{"added":1,"known":0,"redacted":0}\n',
    );
    const { stdout } = await run(
      'search',
      'login',
      '--category',
      'auth',
      '--path',
      'src',
      '--json',
    );
    expect(JSON.parse(stdout)).toMatchObject({
      counts: { similar: 1, landed: 1 },
      patterns: [{ id: 1, feature: 'User login', createdAt: '2026-01-02T03:04:05.000Z' }],
    });
    const shown = JSON.parse((await run('show', '1', '--json')).stdout) as object;
    expect(shown).toMatchObject({ id: 1, importedFrom: 'shop', origin: 'gate' });
    const stats = JSON.parse((await run('stats', '--json')).stdout) as object;
    expect(stats).toMatchObject({ patterns: 1, judged: 1, byOutcome: { landed: 1, lesson: 0 } });
  });

  it('counts in words', async () => {
    await judged();
    await run('import', file({ feature: 'A' }));
    expect((await run('stats')).stdout).toBe(
      '2 patterns, 1 judged, 1 imported; 0 lessons\ndocs  1 of 1 landed  first try 0\n',
    );
  });

  it('imports nothing when one line is wrong', async () => {
    const { code, stderr } = await run('import', file(login, '{"feature":1}'));
    expect(code).toBe(2);
    expect(stderr).toContain('nothing was imported: line 2: feature:');
    expect((await run('stats')).stdout).toContain('0 patterns');
  });

  it('says what is wrong with a file', async () => {
    expect((await run('import', 'none.jsonl')).stderr).toContain('there is no such file');
    expect((await run('import', '.')).stderr).toContain('it is a directory');
  });

  it('exports to standard output and to a new file, never over one', async () => {
    await judged();
    await run('import', file(login));
    const { stdout } = await run('export');
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toMatchObject([
      { feature: 'Manual', project: 'project', origin: 'gate' },
      { feature: 'User login', project: 'shop' },
    ]);
    expect((await run('export', 'out.jsonl')).stdout).toBe('wrote 2 patterns to out.jsonl\n');
    expect(readFileSync(join(stage.dir, 'out.jsonl'), 'utf8')).toBe(stdout);
    const again = await run('export', 'out.jsonl');
    expect(again).toMatchObject({ code: 2 });
    expect(again.stderr).toContain('it is there already');
    expect((await run('import', 'out.jsonl')).stdout).toBe(
      'added 0 patterns, 2 were known already\n',
    );
  });

  it('forgets one, that of a feature, or all when that is meant', async () => {
    await judged();
    await run('import', file(login, { feature: 'B' }, { feature: 'C' }));
    expect((await run('forget', '2')).stdout).toBe('forgot 1 pattern\n');
    expect((await run('forget', '--feature', 'Manual')).stdout).toBe('forgot 1 pattern\n');
    const all = await run('forget', '--all');
    expect(all).toMatchObject({ code: 2 });
    expect(all.stderr).toContain('--all --yes');
    expect((await run('forget', '--all', '--yes')).stdout).toBe('forgot 2 patterns\n');
    expect((await run('forget', '--all', '3')).code).toBe(2);
    expect((await run('forget')).code).toBe(2);
    expect((await run('forget', '77')).stderr).toContain('there is no pattern "77"');
  });

  it('changes words, and refuses a secret', async () => {
    await run('import', file(login));
    expect((await run('edit', '1', '--lesson', 'One', 'Two', '--category', 'login')).stdout).toBe(
      '1 User login: changed\n',
    );
    const shown = JSON.parse((await run('show', '1', '--json')).stdout) as object;
    expect(shown).toMatchObject({ category: 'login', lessons: ['One', 'Two'], outcome: 'landed' });
    const refused = await run('edit', '1', '--approach', 'key AKIAABCDEFGHIJKLMNOP');
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.stderr).toContain('an AWS key');
    expect((await run('edit', '1')).stderr).toContain('nothing is to be changed');
  });

  it('takes 1 to 100 results', async () => {
    for (const limit of ['0', '101', 'x']) {
      expect((await run('search', 'a', '--limit', limit)).code).toBe(2);
    }
  });
});
