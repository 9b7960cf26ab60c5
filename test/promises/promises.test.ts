import { spawn } from 'node:child_process';
import { appendFile, rm, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedLimits } from '../../src/engine/model/limits.ts';
import { openProject } from '../failpoints/projects.ts';
import { checkPromises } from './index.ts';
import type { Left } from './left.ts';
import { terminalSane } from './terminal-sane.ts';
import { recordFile } from './work-kept.ts';

let left: Left;

beforeAll(async () => {
  left = await openProject('plain');
  expect((await left.scratch.run('run', '--json')).code).toBe(0);
}, 60_000);

afterAll(async () => {
  await left.scratch.remove();
});

function write(sql: string): void {
  const db = new Database(left.paths.database);
  db.exec(sql);
  db.close();
}

/** Files that say they are large and take no room. */
async function hugeFiles(dir: string, names: readonly string[], bytes: number): Promise<void> {
  for (const name of names) {
    await writeFile(join(dir, name), '');
    await truncate(join(dir, name), bytes);
  }
}

const many = Array.from({ length: 17 }, (_, index) => `many-${String(index)}.log`);

// Each breaks one thing and mends it again.
const wrongs: readonly (readonly [string, RegExp, () => unknown, () => unknown])[] = [
  [
    'a main without a verdict',
    /^I1 main green: main was \w+ without a verdict/m,
    () => {
      const tree = left.gate('rev-parse', 'main^{tree}');
      const who = ['-c', 'user.name=x', '-c', 'user.email=x@example.invalid'];
      const commit = left.gate(...who, 'commit-tree', tree, '-p', 'main', '-m', 'stray');
      left.gate('update-ref', 'refs/heads/main', commit);
    },
    () => left.gate('update-ref', 'refs/heads/main', left.gate('rev-parse', 'main^')),
  ],
  [
    'a feature that is gone',
    /^I2 no feature lost: asked for were/m,
    () => {
      write("UPDATE features SET name = 'Omega' WHERE name = 'Alpha'");
    },
    () => {
      write("UPDATE features SET name = 'Alpha' WHERE name = 'Omega'");
    },
  ],
  [
    'two sessions at once on one feature',
    /^I3 no double claim: session .* overlaps/m,
    () => {
      write('UPDATE sessions SET started_at = started_at - 1000000 WHERE epoch > 1');
    },
    () => {
      write('UPDATE sessions SET started_at = started_at + 1000000 WHERE epoch > 1');
    },
  ],
  [
    'a commit of an agent that nothing keeps',
    /^I4 no work lost: 0{40} of an agent cannot be reached/m,
    () => appendFile(recordFile(left.scratch.home), `${'0'.repeat(40)}\n`),
    () => writeFile(recordFile(left.scratch.home), ''),
  ],
  [
    "a change in the person's repository",
    /^I5 checkout untouched: src\/sum\.js/m,
    () => left.scratch.write('src/sum.js', 'export const sum = (a, b) => b + a;\n'),
    () => left.scratch.write('src/sum.js', 'export const sum = (a, b) => a + b;\n'),
  ],
  [
    'a log without a bound',
    /^I8 bounded: .*huge\.log has \d+ bytes/m,
    () => hugeFiles(left.paths.logs, ['huge.log'], fixedLimits.sessionLogBytesMax * 5),
    () => rm(join(left.paths.logs, 'huge.log')),
  ],
  [
    'logs that are too much together',
    /^I8 bounded: the logs together have \d+ bytes/m,
    () => hugeFiles(left.paths.logs, many, fixedLimits.sessionLogBytesMax * 4),
    () => Promise.all(many.map((name) => rm(join(left.paths.logs, name)))),
  ],
  [
    'a write-ahead log without a bound',
    /^I8 bounded: the write-ahead log has \d+ bytes/m,
    () => hugeFiles(dirname(left.paths.database), ['state.db-wal'], fixedLimits.walBytesMax + 1),
    () => rm(`${left.paths.database}-wal`),
  ],
  [
    'a landing that is neither done nor dropped',
    /^I11 all settled: landing/m,
    () => {
      write("UPDATE landings SET state = 'intended' WHERE id = 1");
    },
    () => {
      write("UPDATE landings SET state = 'done' WHERE id = 1");
    },
  ],
  [
    'a session without its log',
    /^I11 all settled: session .* has no log/m,
    () => {
      write("UPDATE sessions SET log_file = log_file || '~'");
    },
    () => {
      write("UPDATE sessions SET log_file = rtrim(log_file, '~')");
    },
  ],
];

describe('the checkers', () => {
  it('find nothing where all is well', async () => {
    expect(await checkPromises(left)).toEqual([]);
  }, 60_000);

  it.each(wrongs)('find %s', async (_name, words, breaks, mends) => {
    await breaks();
    const promise = /^\^(I\d+)/.exec(words.source)?.[1] ?? '';
    const found = (await checkPromises(left, `${promise} `)).join('\n');
    await mends();
    expect(found).toMatch(words);
  });

  it('find a process that runs on', async () => {
    const child = spawn('sleep', ['600'], { env: left.scratch.env });
    const found = await checkPromises(left, 'I6');
    child.kill('SIGKILL');
    expect(found).toEqual([`I6 nothing runs: process ${String(child.pid)} still runs: sleep 600 `]);
  });

  it('find what is left on in a terminal', () => {
    const same = { settingsBefore: 'a', settingsAfter: 'a' };
    expect(terminalSane({ output: 'plain', ...same })).toEqual([]);
    const on = '\u001B[?1049h\u001B[?25l\u001B[?1000;1006h\u001B[>1u';
    const off = '\u001B[<u\u001B[?1000l\u001B[?1006l\u001B[?25h\u001B[?1049l';
    expect(terminalSane({ output: on + off, ...same })).toEqual([]);
    expect(terminalSane({ output: off + on, ...same })).toHaveLength(5);
    expect(terminalSane({ output: '', settingsBefore: 'a', settingsAfter: 'b' })).toHaveLength(1);
  });
});
