import {
  createScreen,
  processTerminal,
  restoreTerminalOnExit,
  type FatalListener,
} from '../../src/ui/screen/index.ts';
import { systemClock } from '../../src/engine/platform/clock.ts';
import { counterMs, lineSource, paneCount, shareOf, tickMs } from './feed.ts';
import { startMeasure } from './measured.ts';
import { mountSyntheticPanes } from './synthetic-panes.tsx';

/** The program's own screen under load. To measure another dashboard, mount it here instead. */
const mountPanes = mountSyntheticPanes;

const streams = processTerminal();
if (streams === null) throw new Error('this program needs a terminal');
const onFatal: FatalListener = (kind, error) => {
  process.stderr.write(`${kind} ${String(error)}\n`);
  process.exit(1);
};
const screen = createScreen({ ...streams, clock: systemClock, onFatal });
restoreTerminalOnExit(screen, onFatal);
const usage = startMeasure();
const take = lineSource();
const panes = mountPanes(screen);
let keys = 0;
let ticks = 0;

screen.onInput((event) => {
  if (event.kind !== 'key') return;
  if (event.name === 's') usage.begin();
  if (event.name === 'q') {
    usage.end();
    screen.leave();
    process.exit(0);
  }
  if (event.name !== 'tab') return;
  keys += 1;
  panes.focusNext(keys);
});
screen.enter();
systemClock.every(tickMs, () => {
  ticks += 1;
  for (let pane = 0; pane < paneCount; pane += 1) panes.append(pane, take(shareOf(pane, ticks)));
});
systemClock.every(counterMs, () => {
  panes.count(ticks);
});
