import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { driverNamed, drivers } from '../../src/engine/agents/drivers/index.ts';
import { parseScript, stepsOfAttempt } from '../../src/engine/agents/script.ts';
import { runCommand } from '../../src/engine/platform/commands.ts';
import { AgentStage, patience, shown } from './stage.ts';

let stage: AgentStage;

beforeEach(async () => {
  stage = await AgentStage.open();
});

afterEach(async () => {
  await stage.close();
});

test('every driver is named as in the table and keeps lines that it does not know', () => {
  for (const [name, driver] of Object.entries(drivers)) {
    expect(driver.name).toBe(name);
    for (const line of ['', 'text', '{"kind":"new"}', '{"kind":', '[1]', '\0']) {
      expect(driver.reader()(line)).toEqual([{ kind: 'output', text: line }]);
    }
  }
});

describe('the command driver', () => {
  test('runs in the worktree with the prompt on its input and the facts in its environment', async () => {
    const session = await stage.start(
      {
        driver: 'command',
        command: ['bash', '-c', 'pwd; cat; env | grep -E "^(AGENT_TUI_|OWN)" | sort'],
        env: { OWN: 'yes', AGENT_TUI_FEATURE: 'not to be set' },
      },
      { epoch: 2, lastErrorFile: '/tmp/last-error' },
    );
    expect(await session.ended).toMatchObject({ exitCode: 0 });
    expect(shown(session)).toEqual(
      [
        stage.brief.worktree,
        'Build it.',
        'Well.',
        'AGENT_TUI_ATTEMPT=2',
        'AGENT_TUI_FEATURE=7',
        'AGENT_TUI_FEATURE_NAME=Add a greeting',
        'AGENT_TUI_LAST_ERROR_FILE=/tmp/last-error',
        'AGENT_TUI_PRESET=balanced',
        `AGENT_TUI_SESSION=${stage.marker}`,
        'AGENT_TUI_TIER=top',
        `AGENT_TUI_WORKTREE=${stage.brief.worktree}`,
        'OWN=yes',
      ].map((line) => `output: ${line}`),
    );
  });

  test('names the model that the tier is called, where somebody has said it', () => {
    const settings = { driver: 'command', command: ['x'] } as const;
    const named = { ...stage.brief, model: 'small-one' };
    const { start } = driverNamed('command');
    expect(start(named, { ...settings, command: ['x'] }).env['AGENT_TUI_MODEL']).toBe('small-one');
    const spec = start(stage.brief, { ...settings, command: ['x'] });
    expect(spec.env).not.toHaveProperty('AGENT_TUI_MODEL');
  });

  test('names no file of the last error when there was none', () => {
    const spec = driverNamed('command').start(stage.brief, { driver: 'command', command: ['x'] });
    expect(spec.env).not.toHaveProperty('AGENT_TUI_LAST_ERROR_FILE');
  });

  test('takes a script from the worktree, else from the directory of the project', async () => {
    const argv = () => {
      const command = ['bash', 'agent.sh', '--flag', 'word'];
      return driverNamed('command').start(stage.brief, { driver: 'command', command }).argv;
    };
    expect(argv()).toEqual(['bash', 'agent.sh', '--flag', 'word']);
    await stage.write('project/agent.sh', 'echo from the project');
    const own = join(stage.brief.projectDir, 'agent.sh');
    expect(argv()).toEqual(['bash', own, '--flag', 'word']);
    const session = await stage.start({ driver: 'command', command: ['bash', 'agent.sh'] });
    await session.ended;
    expect(shown(session)).toEqual(['output: from the project']);
    await stage.write('worktree/agent.sh', 'echo from the worktree');
    expect(argv()).toEqual(['bash', 'agent.sh', '--flag', 'word']);
  });

  test('takes a program with a slash from the project too', async () => {
    await stage.write('project/tools/agent', '#!/bin/sh\necho ran');
    await chmod(join(stage.brief.projectDir, 'tools/agent'), 0o755);
    const session = await stage.start({ driver: 'command', command: ['./tools/agent'] });
    await session.ended;
    expect(shown(session)).toEqual(['output: ran']);
  });
});

describe('the scripted driver', () => {
  test('plays its steps for real and tells of them', async () => {
    await stage.write('worktree/old.txt', 'a\nb\nc\n');
    await stage.write('worktree/gone.txt', 'x');
    const session = await stage.script([
      [
        { say: 'I begin.' },
        { write: 'src/new.js', text: 'one\ntwo\n' },
        { append: 'src/new.js', text: 'three\n' },
        { replace: 'old.txt', old: 'b', new: 'B\nB2' },
        { resolve: 'old.txt', text: 'a\n' },
        { delete: 'gone.txt' },
        { run: ['bash', '-c', 'echo from bash; exit 3'] },
        { run: ['no-such-program'] },
        { wait: 1 },
        { usage: { tokens: 100, costUsd: 0.5 } },
        { usage: { tokens: 20, costUsd: null } },
        { flood: { lines: 2, text: 'spam' } },
      ],
    ]);
    expect(await session.ended).toMatchObject({ ending: 'exited', exitCode: 0 });
    expect(shown(session)).toEqual([
      'say: I begin.',
      'edit: src/new.js +2 −0',
      'edit: src/new.js +1 −0',
      'edit: old.txt +2 −1',
      'edit: old.txt +0 −3',
      'edit: delete gone.txt',
      'run: bash -c echo from bash; exit 3',
      'output: from bash',
      'result: bash -c echo from bash; exit 3 → exit 3',
      'run: no-such-program',
      'result: no-such-program → spawn no-such-program ENOENT',
      'output: spam',
      'output: spam',
    ]);
    expect(await stage.read('worktree/src/new.js')).toBe('one\ntwo\nthree\n');
    expect(session.usage()).toMatchObject({ tokens: 120, costUsd: 0.5 });
  });

  test('plays the list of its attempt, the last one again and again', async () => {
    const attempts = [[{ fail: 9, message: 'not yet' }], [{ say: 'second' }]];
    const first = await stage.script(attempts);
    expect(await first.ended).toMatchObject({ exitCode: 9, detail: 'not yet' });
    expect(shown(first)).toEqual(['error: not yet']);
    const third = await stage.script(attempts, { epoch: 3 });
    expect(await third.ended).toMatchObject({ exitCode: 0 });
    expect(shown(third)).toEqual(['say: second']);
  });

  test('commits what is there', async () => {
    const git = (...argv: string[]) => {
      const env = { PATH: process.env['PATH'] ?? '', HOME: stage.directory };
      const cwd = stage.brief.worktree;
      return runCommand({ argv: ['git', ...argv], cwd, env, timeLimitMs: 20_000 });
    };
    await git('init', '--quiet');
    const session = await stage.script([[{ write: 'a', text: 'b' }, { commit: 'add a' }]]);
    expect(await session.ended).toMatchObject({ exitCode: 0 });
    expect((await git('log', '--format=%s', '--name-only')).stdout).toBe('add a\n\na\n');
  });

  test.each([
    ['a path that leaves the worktree', { write: '../outside', text: '' }],
    ['an absolute path', { write: '/tmp/outside', text: '' }],
    ['a text that is not there', { replace: 'missing', old: 'x', new: 'y' }],
    ['a file that is not there', { delete: 'missing' }],
  ])('fails on %s', async (_name, step) => {
    const session = await stage.script([[step]]);
    expect(await session.ended).toMatchObject({ ending: 'exited', exitCode: 1 });
    expect(shown(session)[0]).toMatch(/^error: step /u);
  });

  test('fails on a link that leads out of the worktree', async () => {
    const link = { run: ['ln', '-s', '..', 'out'] };
    const session = await stage.script([[link, { write: 'out/file', text: '' }]]);
    expect(await session.ended).toMatchObject({ exitCode: 1 });
    expect(shown(session).at(-1)).toContain('out/file is not inside the worktree');
  });

  test('leaves a daemon, which the session ends', async () => {
    const session = await stage.script([[{ fork: 'daemon' }, { say: 'left it' }]]);
    expect(await session.ended).toMatchObject({ exitCode: 0, survivors: 0 });
    expect(shown(session)[0]).toMatch(/^note: started a daemon, pid \d+$/u);
  });

  test('hangs until it is stopped', async () => {
    const session = await stage.script([[{ say: 'hanging' }, { hang: true }]]);
    await vi.waitFor(() => {
      expect(shown(session)).toEqual(['say: hanging']);
    }, patience);
    await session.stop('timed-out');
    expect(await session.ended).toMatchObject({ ending: 'timed-out', signal: 'SIGTERM' });
  });

  test('says which script it misses', async () => {
    const session = await stage.start({ driver: 'scripted', scripts: 'nowhere' });
    expect(await session.ended).toMatchObject({ exitCode: 2 });
    expect(shown(session)[0]).toMatch(/no script for "add-a-greeting": .*nowhere/u);
  });
});

describe('a script', () => {
  test.each([
    ['{', /^not JSON: /u],
    ['{}', /^attempts: /u],
    ['{"attempts":[]}', /^attempts: /u],
    ['{"attempts":[[{"shout":"x"}]]}', /^attempts\.0\.0: not a step; the steps are say, write/u],
    ['{"attempts":[[{"say":1}]]}', /^attempts\.0\.0: say: .*string/u],
    ['{"attempts":[[{"write":"a"}]]}', /^attempts\.0\.0: text: .*string/u],
    ['{"attempts":[[{"say":"x","text":"y"}]]}', /^attempts\.0\.0: .*"text"/u],
    ['{"attempts":[[{"wait":-1}]]}', /^attempts\.0\.0.*wait: /u],
    ['{"attempts":[[]],"more":1}', /^the script: .*"more"/u],
  ])('%s is refused with the place and the reason', (text, reason) => {
    const reading = parseScript(text);
    expect(reading.kind).toBe('unreadable');
    expect(reading.kind === 'unreadable' ? reading.reason : '').toMatch(reason);
  });

  test('has a list of steps for every attempt', () => {
    const lists = [[{ say: 'a' }], [{ say: 'b' }]];
    expect([0, 1, 2, 9].map((epoch) => stepsOfAttempt(lists, epoch))).toEqual([
      [{ say: 'a' }],
      [{ say: 'a' }],
      [{ say: 'b' }],
      [{ say: 'b' }],
    ]);
  });
});
