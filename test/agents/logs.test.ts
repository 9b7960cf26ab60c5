import { mkdtemp, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { planLogs, type LogFacts, type LogFile } from '../../src/engine/agents/plan-logs.ts';
import { tidyLogs } from '../../src/engine/agents/tidy-logs.ts';

const file = (name: string, bytes: number, changedAt = 1): LogFile => ({ name, bytes, changedAt });
const facts: LogFacts = {
  open: new Set(['9-1-aa']),
  slots: new Set(['agent-1', 'agent-2']),
  busySlots: new Set(['agent-2']),
  bytesMax: 1000,
  endedLogBytesMax: 100,
};

describe('the plan for logs', () => {
  test.each<[string, LogFile[], string[], string[]]>([
    ['nothing is there: nothing', [], [], []],
    ['all is small: nothing', [file('1-1-aa.log', 100), file('1-1-aa.jsonl', 500)], [], []],
    [
      'the raw output of an ended session: its end is kept',
      [file('1-1-aa.log', 101)],
      [],
      ['1-1-aa.log'],
    ],
    ['of an open one: nothing', [file('9-1-aa.log', 9999)], [], []],
    [
      'exit codes, and input that a crash left: only those of ended sessions go',
      [
        file('1-1-aa.exit', 2),
        file('1-1-aa.log.0f.input', 9),
        file('9-1-aa.exit', 2),
        file('9-1-aa.log.0f.input', 9),
      ],
      ['1-1-aa.exit', '1-1-aa.log.0f.input'],
      [],
    ],
    [
      'all together is too much: the session that ended first goes, with all its files',
      [
        file('2-1-bb.jsonl', 600, 20),
        file('1-1-aa.jsonl', 300, 5),
        file('1-1-aa.older.jsonl', 300, 4),
        file('1-1-aa.log', 200, 5),
        file('3-1-cc.jsonl', 300, 30),
      ],
      ['1-1-aa.jsonl', '1-1-aa.older.jsonl', '1-1-aa.log'],
      [],
    ],
    [
      'an open session alone is too much: others go, it stays',
      [file('9-1-aa.log', 5000, 1), file('1-1-aa.jsonl', 10, 50), file('2-1-bb.jsonl', 10, 40)],
      ['2-1-bb.jsonl', '1-1-aa.jsonl'],
      [],
    ],
    [
      'what the next attempt must be told, and what nobody knows: never',
      [file('feature-1.last-error.txt', 5000), file('notes.txt', 5000), file('1-1-aa.jsonl', 1)],
      ['1-1-aa.jsonl'],
      [],
    ],
    [
      'set-up logs: those of slots that are no more go, those of idle slots may, of busy ones not',
      [
        file('agent-1.setup.log', 90, 1),
        file('agent-2.setup.log', 2000, 1),
        file('agent-7.setup.log', 9, 1),
      ],
      ['agent-7.setup.log', 'agent-1.setup.log'],
      [],
    ],
  ])('when %s', (_case, files, remove, shorten) => {
    const plan = planLogs(files, facts);
    expect([...plan.remove].sort()).toEqual([...remove].sort());
    expect(plan.shorten).toEqual(shorten);
  });
});

it('logs of ended sessions are shortened in place and removed, oldest first, until all are within the limit', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'logs-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  const write = async (name: string, text: string, seconds: number) => {
    await writeFile(join(dir, name), text);
    await utimes(join(dir, name), seconds, seconds);
  };
  await write('1-1-aa.log', `${'x'.repeat(900)}the end`, 20);
  await write('1-1-aa.exit', '0\n', 20);
  await write('1-1-aa.jsonl', 'y'.repeat(300), 20);
  await write('2-1-bb.jsonl', 'z'.repeat(800), 10);
  await write('9-1-aa.log', 'o'.repeat(500), 1);
  await write('feature-1.last-error.txt', 'told', 1);
  const inode = (await stat(join(dir, '1-1-aa.log'))).ino;

  const tidied = await tidyLogs(dir, () => facts);

  expect(tidied).toEqual({ files: 2, freedBytes: 807 + 800 + 2 });
  expect((await readdir(dir)).sort()).toEqual([
    '1-1-aa.jsonl',
    '1-1-aa.log',
    '9-1-aa.log',
    'feature-1.last-error.txt',
  ]);
  const raw = await readFile(join(dir, '1-1-aa.log'), 'utf8');
  expect(raw).toHaveLength(100);
  expect(raw).toMatch(/the end$/);
  expect((await stat(join(dir, '1-1-aa.log'))).ino).toBe(inode);
  expect((await stat(join(dir, '9-1-aa.log'))).size).toBe(500);
  expect(await tidyLogs(dir, () => facts)).toEqual({ files: 0, freedBytes: 0 });
});
