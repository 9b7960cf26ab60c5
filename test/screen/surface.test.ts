import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  createScreen,
  LineBuffer,
  type Screen,
  type TextSurface,
} from '../../src/ui/screen/index.ts';
import { EmulatedKeys, EmulatedTerminal, HandClock } from './terminal.ts';

const rect = { x: 0, y: 0, width: 10, height: 4 };
let terminal: EmulatedTerminal;
let screen: Screen;

beforeEach(() => {
  terminal = new EmulatedTerminal({ columns: 10, rows: 4 });
  screen = createScreen({ stdout: terminal, stdin: new EmulatedKeys(), clock: new HandClock() });
  screen.enter();
});

afterEach(() => {
  screen.dispose();
});

async function shown(): Promise<string[]> {
  screen.flush();
  return terminal.text();
}

function numbered(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, at) => `line ${String(from + at)}`);
}

describe('following and scrolling', () => {
  test('follows the end until somebody scrolls, and new lines do not move what is read', async () => {
    const log = screen.surface({ rect, z: 0 });
    log.append(numbered(10));
    expect(await shown()).toEqual(numbered(4, 6));
    log.scrollBy(-3);
    expect(log.position()).toMatchObject({
      follow: false,
      topLine: 3,
      above: 3,
      total: 10,
      atEnd: false,
    });
    log.append(numbered(10, 10));
    expect(await shown()).toEqual(numbered(4, 3));
    log.setFollow(true);
    expect(await shown()).toEqual(numbered(4, 16));
    expect(log.lineAtRow(1)).toBe(17);
  });

  test('scrolling stops at both ends', async () => {
    const log = screen.surface({ rect, z: 0 });
    log.append(numbered(6));
    log.scrollBy(-100);
    expect(await shown()).toEqual(numbered(4));
    log.scrollBy(100);
    expect(log.position()).toMatchObject({ topLine: 2, atEnd: true, follow: false });
    log.scrollTo(5);
    expect(await shown()).toEqual(numbered(4, 2));
    log.scrollToStart();
    log.reveal(5);
    expect(await shown()).toEqual(numbered(4, 2));
  });

  test('lines that fall out of the ring take the view along, and nothing more', async () => {
    const log = screen.surface({ rect, z: 0, linesMax: 6 });
    log.append(numbered(6));
    log.scrollTo(1);
    log.append(numbered(1, 6));
    expect(await shown()).toEqual(numbered(4, 1));
    log.append(numbered(2, 7));
    expect(await shown()).toEqual(numbered(4, 3));
    expect(log.lineCount).toBe(6);
  });

  test('wrapped lines scroll by rows', async () => {
    const log = screen.surface({ rect, z: 0, wrap: true });
    log.append(['aaaa bbbb cccc dddd', 'x', '漢字漢字漢字']);
    expect(await shown()).toEqual(['cccc dddd', 'x', '漢字漢字漢', '字']);
    log.scrollBy(-1);
    expect(await shown()).toEqual(['aaaa bbbb', 'cccc dddd', 'x', '漢字漢字漢']);
    log.setWrap(false);
    expect(await shown()).toEqual(['aaaa bbbb', 'x', '漢字漢字漢']);
  });

  test('clipped lines can be moved to the left', async () => {
    const log = screen.surface({ rect, z: 0 });
    log.append(['0123456789abcdef']);
    log.setLeft(8);
    expect(await shown()).toEqual(['89abcdef']);
  });
});

describe('one buffer in two places', () => {
  test('both show the same lines, each where it stands', async () => {
    const buffer = new LineBuffer(100);
    const left = screen.surface({ rect: { ...rect, width: 8, height: 2 }, z: 0, buffer });
    const right = screen.surface({ rect: { x: 0, y: 2, width: 8, height: 2 }, z: 0, buffer });
    buffer.append(numbered(5));
    right.scrollToStart();
    expect(await shown()).toEqual(['line 3', 'line 4', 'line 0', 'line 1']);
    left.setBuffer(new LineBuffer());
    left.append(['other']);
    expect(await shown()).toEqual(['other', '', 'line 0', 'line 1']);
  });
});

describe('searching and filtering', () => {
  let log: TextSurface;

  beforeEach(() => {
    log = screen.surface({ rect, z: 0 });
    log.append([
      { text: 'run a', kind: 'tool' },
      { text: 'error b', kind: 'error' },
      ...numbered(8).map((text) => ({ text, kind: 'text' })),
      { text: '\u001b[31mError\u001b[0m c', kind: 'error' },
    ]);
  });

  test('a filter shows only lines of a kind, also of those that come', async () => {
    log.setFilter(({ kind }) => kind === 'error');
    log.append([
      { text: 'error d', kind: 'error' },
      { text: 'no', kind: 'text' },
    ]);
    expect(await shown()).toEqual(['error b', 'Error c', 'error d']);
    expect(log.position().total).toBe(3);
    log.setFilter(null);
    expect(log.lineCount).toBe(13);
  });

  test('matches are counted, marked, and reached forwards and backwards round the ends', async () => {
    expect(log.search('error')).toEqual({ count: 2, capped: false, current: null });
    expect(log.previousMatch()).toMatchObject({ current: 0 });
    expect(log.previousMatch()).toMatchObject({ current: 1 });
    expect(log.nextMatch()).toMatchObject({ current: 0 });
    expect((await shown())[1]).toBe('error b');
    expect(terminal.writes.join('')).toContain('\u001b[1;7merror\u001b[0m');
    log.append(['one more error']);
    expect(log.matches()).toMatchObject({ count: 3, current: 0 });
    log.search(null);
    expect(log.matches().count).toBe(0);
  });

  test('a match beyond the right edge is brought into sight', async () => {
    log.replace([`${'.'.repeat(50)}needle`]);
    log.search('needle');
    log.nextMatch();
    expect((await shown())[0]).toContain('needle');
    expect(log.position().left).toBeGreaterThan(0);
  });

  test('a mark covers whole rows', async () => {
    log.replace(['a', '\u001b[31mb\u001b[0m']);
    log.setMark({ from: 1, to: 1 });
    screen.flush();
    await terminal.settled();
    const line = terminal.emulator.buffer.active.getLine(1);
    expect(Array.from({ length: 10 }, (_, x) => line?.getCell(x)?.isInverse() !== 0)).toEqual(
      Array<boolean>(10).fill(true),
    );
  });
});

test('a million lines open and scroll without walking them all', () => {
  const buffer = new LineBuffer(1_000_000);
  buffer.append(numbered(1_000_000));
  const log = screen.surface({ rect, z: 0, buffer, wrap: true });
  let rows = 0;
  const at = buffer.at.bind(buffer);
  buffer.at = (index) => {
    rows += 1;
    return at(index);
  };
  log.scrollTo(500_000);
  log.scrollBy(40);
  screen.flush();
  log.scrollToEnd();
  screen.flush();
  expect(rows).toBeLessThan(1_000);
});
