/* eslint-disable no-control-regex -- control sequences are what these tests look for */
import { Text } from 'ink';
import { afterEach, describe, expect, test } from 'vitest';
import { createScreen, type InputEvent, type Screen } from '../../src/ui/screen/index.ts';
import { EmulatedKeys, EmulatedTerminal, HandClock, nextTurn } from './terminal.ts';

let open: Screen | null = null;

afterEach(() => {
  open?.dispose();
  open = null;
});

function started(options: { colours?: boolean; mouse?: boolean } = {}) {
  const terminal = new EmulatedTerminal({ columns: 20, rows: 5 });
  const keys = new EmulatedKeys();
  const clock = new HandClock();
  const fatal: string[] = [];
  const screen = createScreen({
    stdout: terminal,
    stdin: keys,
    clock,
    onFatal: (kind) => fatal.push(kind),
    ...options,
  });
  open = screen;
  screen.enter();
  return { terminal, keys, clock, screen, fatal };
}

const top = { x: 0, y: 0, width: 20, height: 1 };
const body = { x: 0, y: 1, width: 20, height: 4 };

describe('when it paints', () => {
  test('nothing is written and nothing is planned while nothing changes', async () => {
    const { terminal, clock, screen } = started();
    screen.region({ rect: top, z: 0, element: <Text>title</Text> });
    screen.surface({ rect: body, z: 0 }).append(['line']);
    await nextTurn();
    clock.advance(200);
    await nextTurn();
    const written = terminal.writes.length;
    clock.advance(60_000);
    await nextTurn();
    expect(terminal.writes).toHaveLength(written);
    expect(clock.pending).toBe(0);
  });

  test('lines that come all the time are painted ten times a second, focused ones thirty times', async () => {
    for (const [focused, expected] of [
      [false, 10],
      [true, 30],
    ] as const) {
      const { terminal, clock, screen } = started();
      const log = screen.surface({ rect: body, z: 0 });
      log.setFocused(focused);
      await nextTurn();
      const before = terminal.writes.length;
      for (let ms = 0; ms < 1_000; ms += 5) {
        log.append([String(ms)]);
        clock.advance(5);
      }
      const frames = terminal.writes.length - before;
      expect(frames).toBeGreaterThanOrEqual(expected - 2);
      expect(frames).toBeLessThanOrEqual(expected + 2);
      screen.dispose();
    }
  });

  test('what a key changes is painted in the same turn, not at its next', async () => {
    const { terminal, keys, clock, screen } = started();
    const title = screen.region({ rect: top, z: 0, element: <Text>0</Text> });
    screen.onInput((event) => {
      if (event.kind === 'key') title.rerender(<Text>{event.name}</Text>);
    });
    await nextTurn();
    clock.advance(1);
    keys.press('j');
    await nextTurn();
    expect((await terminal.text())[0]).toBe('j');
  });

  test('a slow terminal is written to less often', async () => {
    const { terminal, clock, screen } = started();
    const log = screen.surface({ rect: body, z: 0 });
    await nextTurn();
    const write = terminal.write.bind(terminal);
    terminal.write = (text) => {
      clock.advance(60);
      return write(text);
    };
    const before = terminal.writes.length;
    for (let ms = 0; ms < 10_000; ms += 10) {
      log.append([String(ms)]);
      clock.advance(10);
    }
    const frames = terminal.writes.length - before;
    expect(frames).toBeLessThan(70);
    expect(frames).toBeGreaterThan(10);
  });

  test('a terminal that takes no more is left alone until it has drained', async () => {
    const { terminal, clock, screen } = started();
    const log = screen.surface({ rect: body, z: 0 });
    const write = terminal.write.bind(terminal);
    terminal.write = (text) => {
      write(text);
      return false;
    };
    await nextTurn();
    const before = terminal.writes.length;
    log.append(['a']);
    clock.advance(5_000);
    await nextTurn();
    expect(terminal.writes).toHaveLength(before);
    terminal.emit('drain');
    await nextTurn();
    expect(terminal.writes).toHaveLength(before + 1);
    expect((await terminal.text())[1]).toBe('a');
  });

  test('after a change of size it waits until the size has settled, and tells the new one', async () => {
    const { terminal, clock, screen } = started();
    const sizes: unknown[] = [];
    const log = screen.surface({ rect: body, z: 0 });
    log.append(['one']);
    screen.onResize((size) => {
      sizes.push(size);
      log.setRect({ ...body, width: size.columns });
    });
    await nextTurn();
    const before = terminal.writes.length;
    terminal.resize(30, 5);
    terminal.resize(16, 6);
    log.append(['two']);
    await nextTurn();
    expect(terminal.writes).toHaveLength(before);
    clock.advance(100);
    await nextTurn();
    expect(sizes).toEqual([{ columns: 16, rows: 6 }]);
    expect(await terminal.text()).toEqual(['', 'one', 'two']);
  });
});

describe('what it writes', () => {
  test('control sequences given as text never reach the terminal', async () => {
    const { terminal, screen } = started();
    const log = screen.surface({ rect: body, z: 0, wrap: true });
    terminal.writes.length = 0;
    log.append(['a\u001b[2Jb', { text: '\u001b]0;t\u0007c\u009b1A', sgr: '\u001b[3J' }]);
    screen.region({ rect: top, z: 0, element: <Text>{'x\u001b[2J\u001b[5;5Hy\u0007'}</Text> });
    screen.flush();
    await nextTurn();

    const sequences = terminal.writes
      .join('')
      .match(/\u001b(?:\[[^@-~]*[@-~]|.)|[\u0000-\u001a\u0080-\u009f]/g);
    const allowed = /^\u001b\[(?:\?2026[hl]|\d+;\d+H|[\d;]*m)$/;
    expect(sequences?.filter((found) => !allowed.test(found))).toEqual([]);
    expect((await terminal.text())[0]).toBe('xy');
  });

  test('without colours it keeps weight and reverse', () => {
    const { terminal, screen } = started({ colours: false });
    terminal.writes.length = 0;
    screen
      .surface({ rect: body, z: 0, styles: { mark: '\u001b[7;33m' } })
      .append([{ text: '\u001b[32mgreen\u001b[0m', sgr: '\u001b[1;31m' }]);
    screen.flush();
    const written = terminal.writes.join('');
    expect(written).toContain('\u001b[1m');
    expect(written).not.toMatch(/\u001b\[[\d;]*3[0-9]m/);
  });

  test('a terminal that is gone ends the screen once and quietly', () => {
    const { terminal, keys, screen, fatal } = started();
    const error = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
    terminal.emit('error', error);
    terminal.emit('error', error);
    const before = terminal.writes.length;
    screen.repaint();
    screen.flush();
    screen.leave();
    expect(fatal).toEqual(['closed']);
    expect(screen.isEntered).toBe(false);
    expect(keys.isRaw).toBe(false);
    expect(terminal.writes).toHaveLength(before);
  });

  test('nothing at all before enter, and nothing on leave without it', () => {
    const terminal = new EmulatedTerminal();
    const screen = createScreen({
      stdout: terminal,
      stdin: new EmulatedKeys(),
      clock: new HandClock(),
    });
    screen.surface({ rect: body, z: 0 }).append(['x']);
    screen.flush();
    screen.leave();
    screen.dispose();
    expect(terminal.writes).toEqual([]);
  });
});

describe('what it hears', () => {
  function heard(options: { mouse?: boolean } = {}) {
    const made = started(options);
    const events: InputEvent[] = [];
    made.screen.onInput((event) => events.push(event));
    return { ...made, events };
  }

  test('a lone Esc is a key after a short wait, the rest of a sequence makes it another', () => {
    const { keys, clock, events } = heard();
    keys.press('\u001b');
    expect(events).toEqual([]);
    clock.advance(50);
    expect(events).toMatchObject([{ name: 'escape' }]);
    keys.press('\u001b');
    clock.advance(5);
    keys.press('[A');
    clock.advance(50);
    expect(events).toMatchObject([{ name: 'escape' }, { name: 'up' }]);
  });

  test('characters cut between two reads are put together', () => {
    const { keys, events } = heard();
    const bytes = Buffer.from('漢');
    keys.emit('data', bytes.subarray(0, 1));
    keys.emit('data', bytes.subarray(1));
    expect(events).toMatchObject([{ name: '漢', text: '漢' }]);
  });

  test('the mouse only when asked for', () => {
    const wheel = '\u001b[<64;1;1M';
    const without = heard();
    without.keys.press(wheel);
    expect(without.events).toEqual([]);
    without.screen.dispose();
    const with_ = heard({ mouse: true });
    with_.keys.press(wheel);
    expect(with_.events).toMatchObject([{ action: 'wheel-up' }]);
  });
});
