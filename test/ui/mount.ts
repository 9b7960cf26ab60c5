import { expect, vi } from 'vitest';
import { systemClock } from '../../src/engine/index.ts';
import { startUi } from '../../src/ui/index.ts';
import type { UiOptions } from '../../src/ui/index.ts';
import type { EngineView } from '../../src/ui/store/engine-types.ts';
import { EmulatedKeys, EmulatedTerminal } from '../screen/terminal.ts';
import { RecordedEngine } from './recorded-engine.ts';
import { now, view } from './views.ts';

const open: (() => void)[] = [];
/** Ends every screen that a test has left open. */
export function closeAll(): void {
  for (const close of open.splice(0)) close();
}

/** The real screen over an engine of data, painting into an emulated terminal. */
export function show(
  more: Partial<UiOptions> & { view?: EngineView; columns?: number; rows?: number } = {},
) {
  const terminal = new EmulatedTerminal({ columns: more.columns ?? 120, rows: more.rows ?? 40 });
  const keys = new EmulatedKeys();
  const engine = new RecordedEngine(more.view ?? view());
  const ui = startUi({
    engine,
    stdout: terminal,
    stdin: keys,
    clock: { ...systemClock, now: () => now },
    environment: { TERM: 'xterm-256color', LANG: 'C.UTF-8' },
    ...more,
  });
  open.push(() => {
    ui.end();
  });
  const screen = async () => (await terminal.text()).join('\n');
  const sees = (words: string | RegExp) =>
    vi.waitFor(async () => {
      expect(await screen()).toMatch(words);
    });
  const misses = (words: string) =>
    vi.waitFor(async () => {
      expect(await screen()).not.toContain(words);
    });
  return {
    terminal,
    engine,
    ui,
    screen,
    sees,
    misses,
    press: (text: string) => {
      keys.press(text);
    },
  };
}
