import { systemClock, wait } from '../../src/engine/platform/clock.ts';
import { namePattern } from './project.ts';
import type { WatchedProgram } from './watched-program.ts';

/** What holding a key down showed. */
export interface Scrolled {
  /** Milliseconds from a key until the frame that shows where it led, for each key. */
  readonly latenciesMs: readonly number[];
  readonly framesPerSecond: number;
  readonly lostKeys: number;
}

/** Keys that go through the list, and how many features each of them goes. */
export interface Gait {
  readonly name: string;
  readonly down: string;
  readonly up: string;
  readonly by: number;
}

/** As fast as a keyboard repeats at the most; faster than the screen paints at its full rate. */
const keyIntervalMs = 20;
const answerWaitMsMax = 2_000;

// eslint-disable-next-line no-control-regex -- SGR begins with ESC
const selectedRow = /\u001b\[1;7m[^\u001b]*(?:\u001b\[\d+G[^\u001b]*)*/g;

/** Presses keys from the first feature on, at a steady rate whether the screen follows or not; turns round at the ends. */
export async function scroll(
  program: WatchedProgram,
  walk: {
    readonly gait: Gait;
    readonly features: number;
    readonly presses: number;
    /** Between two presses; by default as fast as a keyboard repeats at the most. */
    readonly intervalMs?: number;
  },
): Promise<Scrolled> {
  const { gait, features, presses, intervalMs = keyIntervalMs } = walk;
  const waiting: { readonly leadsTo: number; readonly pressedAt: number }[] = [];
  const latenciesMs: number[] = [];
  let frames = 0;
  let at = 1;
  let step = gait.by;
  const stop = program.onFrame(({ text, at: paintedAt }) => {
    const shown = selectedIn(text);
    if (shown === undefined) return;
    frames += 1;
    // A frame may answer several keys: it shows where the last of them led.
    const answered = waiting.findLastIndex(({ leadsTo }) => leadsTo === shown);
    for (const { pressedAt } of waiting.splice(0, answered + 1))
      latenciesMs.push(paintedAt - pressedAt);
  });
  const startedAt = systemClock.monotonic();
  for (let press = 0; press < presses; press += 1) {
    const due = startedAt + press * intervalMs;
    await wait(systemClock, Math.max(0, due - systemClock.monotonic()));
    if (at === features) step = -gait.by;
    else if (at === 1) step = gait.by;
    at = Math.max(1, Math.min(at + step, features));
    waiting.push({ leadsTo: at, pressedAt: systemClock.monotonic() });
    program.press(step > 0 ? gait.down : gait.up);
  }
  const seconds = (systemClock.monotonic() - startedAt) / 1_000;
  const framesPerSecond = frames / seconds;
  const until = systemClock.monotonic() + answerWaitMsMax;
  while (waiting.length > 0 && systemClock.monotonic() < until) await wait(systemClock, 5);
  stop();
  return { latenciesMs, framesPerSecond, lostKeys: waiting.length };
}

/** The number of the feature in the last selected row that a frame paints; undefined when it paints none. */
export function selectedIn(text: string): number | undefined {
  const row = [...text.matchAll(selectedRow)].at(-1)?.[0] ?? '';
  const name = namePattern.exec(row)?.[1];
  return name === undefined ? undefined : Number(name);
}
