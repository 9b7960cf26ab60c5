import { systemClock } from '../../src/engine/platform/clock.ts';
import { mountBenchDashboard } from '../../test/ui/bench-dashboard.ts';
import { counterMs, lineSource, paneCount, shareOf, tickMs, tokensAfter } from './feed.ts';
import { measureWhenTold } from './measured.ts';

/** The dashboard itself, with everything that it does in a run, over an engine that only holds data. */
const bench = mountBenchDashboard({
  agents: paneCount,
  stdout: process.stdout,
  stdin: process.stdin,
  environment: { TERM: 'xterm-256color', LANG: 'C.UTF-8' },
});
measureWhenTold(() => {
  bench.ui.end();
});
const take = lineSource();
let ticks = 0;
let rounds = 0;

systemClock.every(tickMs, () => {
  ticks += 1;
  for (let pane = 0; pane < paneCount; pane += 1) {
    const at = bench.now();
    const entries = take(shareOf(pane, ticks)).map((text) => ({ at, kind: 'say', text }) as const);
    bench.print(`agent-${String(pane + 1)}`, entries);
  }
});
systemClock.every(counterMs, () => {
  rounds += 1;
  bench.count((pane) => tokensAfter(rounds, pane));
});
