import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readTranscript } from '../../src/engine/agents/transcript.ts';
import type { TranscriptEntry } from '../../src/engine/model/session.ts';
import { identityOf } from '../../src/engine/platform/process-tree.ts';
import { AgentStage, patience, shown } from './stage.ts';

let stage: AgentStage;

beforeEach(async () => {
  stage = await AgentStage.open();
});

afterEach(async () => {
  await stage.close();
});

describe('how a session ends', () => {
  test('exit 0', async () => {
    const session = await stage.bash('echo done');
    expect(await session.ended).toEqual({
      ending: 'exited',
      exitCode: 0,
      signal: null,
      detail: null,
      survivors: 0,
    });
    expect(shown(session)).toEqual(['output: done']);
  });

  test('another exit code, with its last words', async () => {
    const session = await stage.bash('for i in 1 2 3 4 5; do echo line $i; done; exit 3');
    expect(await session.ended).toMatchObject({
      ending: 'exited',
      exitCode: 3,
      detail: 'line 3\nline 4\nline 5',
    });
  });

  test('a signal of somebody else', async () => {
    const session = await stage.bash('echo work; kill -9 $$');
    expect(await session.ended).toMatchObject({
      ending: 'crashed',
      exitCode: null,
      signal: 'SIGKILL',
      detail: 'work',
    });
  });

  test('a program that is not there', async () => {
    const session = await stage.start({ driver: 'command', command: ['no-such-agent'] });
    expect(session.identity).toBeNull();
    expect(await session.ended).toMatchObject({
      ending: 'not-started',
      detail: 'no-such-agent was not found',
    });
    await session.stop('killed');
  });

  test('a worktree that is not there', async () => {
    const session = await stage.bash('true', { worktree: join(stage.directory, 'missing') });
    const end = await session.ended;
    expect(end.ending).toBe('not-started');
    expect(end.detail).toContain('cannot start bash');
  });

  test('a daemon that holds its output delays nothing and is ended', async () => {
    const session = await stage.bash('setsid sleep 600 & echo $!; exit 0');
    expect(await session.ended).toMatchObject({ ending: 'exited', exitCode: 0, survivors: 0 });
    const pid = Number(session.entries().at(-1)?.text);
    expect(identityOf(pid)).toBeNull();
  });

  test('the first ending that is asked for counts', async () => {
    const session = await stage.bash('sleep 600');
    await Promise.all([session.stop('stalled'), session.stop('killed')]);
    expect(await session.ended).toMatchObject({ ending: 'stalled', signal: 'SIGTERM' });
    await session.stop('killed');
  });
});

describe('stopping', () => {
  test('ends daemons of every kind', async () => {
    const session = await stage.bash(
      `setsid sleep 600 & echo $!
       (setsid bash -c 'echo $$; exec sleep 600' &)
       env -i bash -c 'echo $$; exec sleep 600' &
       wait`,
    );
    await vi.waitFor(() => {
      expect(shown(session)).toHaveLength(3);
    }, patience);
    await session.stop('killed');
    const pids = shown(session).map((line) => Number(line.replace('output: ', '')));
    expect(pids.filter((pid) => identityOf(pid) !== null)).toEqual([]);
    expect(await session.ended).toMatchObject({ ending: 'killed', survivors: 0 });
  });

  test('kills what ignores TERM, after the grace', async () => {
    const session = await stage.script([[{ say: 'hanging' }, { hang: true, ignoreTerm: true }]]);
    await vi.waitFor(() => {
      expect(shown(session)).toEqual(['say: hanging']);
    }, patience);
    await session.stop('stalled');
    expect(await session.ended).toMatchObject({ ending: 'stalled', detail: 'hanging' });
  });

  test('lets an agent that was paused clean up first', async () => {
    const session = await stage.bash(
      'trap "echo cleaned up; exit 4" TERM; echo ready; while :; do sleep 0.05; done',
    );
    await vi.waitFor(() => {
      expect(shown(session)).toEqual(['output: ready']);
    }, patience);
    await session.pause();
    expect(session.paused).toBe(true);
    await session.stop('killed');
    expect(session.paused).toBe(false);
    expect(await session.ended).toMatchObject({ ending: 'killed', exitCode: 4 });
    expect(shown(session)).toContain('output: cleaned up');
  });

  test('during a pause, and a pause after the end, leave nothing behind', async () => {
    const session = await stage.bash('sleep 600');
    await Promise.all([session.pause(), session.stop('killed'), session.resume()]);
    await session.pause();
    expect(await session.ended).toMatchObject({ ending: 'killed' });
    expect(session.paused).toBe(false);
  });
});

test('a paused agent prints nothing until it is resumed', async () => {
  const session = await stage.bash('n=0; while :; do n=$((n+1)); echo $n; sleep 0.02; done');
  await vi.waitFor(() => {
    expect(shown(session).length).toBeGreaterThan(2);
  }, patience);
  await session.pause();
  await session.pause();
  const size = () => statSync(join(stage.logsDir, `${stage.id}.log`)).size;
  const before = size();
  for (let look = 0; look < 20; look += 1) await stage.processes();
  expect(size()).toBe(before);
  const progressAt = session.progressAt();
  await session.resume();
  expect(session.progressAt()).toBeGreaterThanOrEqual(progressAt);
  await vi.waitFor(() => {
    expect(size()).toBeGreaterThan(before);
  }, patience);
  await session.stop('killed');
});

describe('what an agent prints', () => {
  test('is told to listeners as it comes, one entry a line', async () => {
    const session = await stage.bash('echo one; read -t 600 < <(sleep 600); echo two');
    const heard: TranscriptEntry[] = [];
    session.onEntries((entries) => {
      heard.push(...entries);
    });
    const before = session.progressAt();
    await vi.waitFor(() => {
      expect(heard.map(({ text }) => text)).toEqual(['one']);
    }, patience);
    expect(session.progressAt()).toBeGreaterThanOrEqual(before);
    await session.stop('killed');
  });

  test('is sanitised once: bombs, NUL, bytes that are not UTF-8', async () => {
    const session = await stage.bash(
      String.raw`printf '\033]52;c;ZXZpbA==\a\033[2Ja\0b\377c\n\033]0;unterminated\nd\n'`,
    );
    await session.ended;
    expect(shown(session)).toEqual(['output: ab\ufffdc', 'output: ', 'output: d']);
    expect(await stage.read(`logs/${stage.id}.jsonl`)).not.toContain('\\u001b');
  });

  test('may be 64 MB without a newline', async () => {
    const before = process.memoryUsage().rss;
    const session = await stage.bash('head -c 67108864 /dev/zero | tr "\\0" x; echo; echo end');
    await session.ended;
    expect(shown(session).at(-1)).toBe('output: end');
    const longest = Math.max(...session.entries().map(({ text }) => text.length));
    expect(longest).toBeLessThan(70_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });

  test('may be a flood of lines, of which the newest are kept', async () => {
    const session = await stage.bash('seq 1 100000');
    await session.ended;
    expect(session.entries()).toHaveLength(4_000);
    expect(session.entries().at(-1)?.text).toBe('100000');
  });
});

describe('the transcript', () => {
  test('is read back as it was shown, the prompt first', async () => {
    const session = await stage.bash('echo one; echo two');
    await session.ended;
    const entries = await readTranscript(stage.logsDir, stage.id);
    expect(entries).toEqual(session.entries());
    expect(entries.map(({ kind, text }) => [kind, text])).toEqual([
      ['prompt', 'Build it.'],
      ['prompt', 'Well.'],
      ['output', 'one'],
      ['output', 'two'],
    ]);
  });

  test('of a session that never was is empty, and torn lines are left out', async () => {
    expect(await readTranscript(stage.logsDir, 'missing')).toEqual([]);
    const good = { at: 1, kind: 'say', text: 'hello' };
    const lines = [JSON.stringify(good), '{"at":1,"kind":"say"}', 'null', '{"at":1,"ki'];
    await stage.write('logs/torn.jsonl', lines.join('\n'));
    expect(await readTranscript(stage.logsDir, 'torn')).toEqual([good]);
  });

  test('is for no other eyes', async () => {
    const session = await stage.bash('true');
    await session.ended;
    const modes = readdirSync(stage.logsDir).map((name) => {
      return (statSync(join(stage.logsDir, name)).mode & 0o777).toString(8);
    });
    expect((statSync(stage.logsDir).mode & 0o777).toString(8)).toBe('700');
    expect(new Set(modes)).toEqual(new Set(['600']));
  });
});
