import { Box, Text } from 'ink';
import {
  createScreen,
  processTerminal,
  restoreTerminalOnExit,
  type FatalListener,
} from '../../src/ui/screen/index.ts';

/** A small program with a screen, run in a real terminal by the tests. A letter typed makes it end in one way. */
const streams = processTerminal();
if (streams === null) throw new Error('this program needs a terminal');

const clock = {
  monotonic: () => performance.now(),
  after: (ms: number, fn: () => void) => {
    const timer = setTimeout(fn, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

const onFatal: FatalListener = (kind, error) => {
  process.stderr.write(`fatal ${kind} ${error instanceof Error ? error.message : ''}\n`);
  process.exit(7);
};

const screen = createScreen({ ...streams, clock, mouse: true, onFatal });
restoreTerminalOnExit(screen, onFatal);

const title = (text: string): React.JSX.Element => (
  <Box borderStyle="round" height={3}>
    <Text bold>{text}</Text>
  </Box>
);
const { columns } = screen.size();
const header = screen.region({
  rect: { x: 0, y: 0, width: columns, height: 3 },
  z: 0,
  element: title('ready'),
});
const log = screen.surface({ rect: { x: 0, y: 3, width: columns, height: 5 }, z: 0 });
log.append(['first line']);

const endings: Record<string, () => void> = {
  q: () => {
    screen.leave();
    screen.leave();
    process.stdout.write('left\n');
    process.exit(0);
  },
  x: () => process.exit(3),
  t: () => {
    setImmediate(() => {
      throw new Error('thrown');
    });
  },
  r: () => void Promise.reject(new Error('rejected')),
  i: () => process.kill(process.pid, 'SIGINT'),
  m: () => process.kill(process.pid, 'SIGTERM'),
  h: () => process.kill(process.pid, 'SIGHUP'),
  z: () => {
    screen.suspend();
  },
  b: () => {
    const Broken = (): never => {
      throw new Error('broken component');
    };
    header.rerender(<Broken />);
  },
};

screen.onInput((event) => {
  if (event.kind !== 'key') return;
  header.rerender(title(`pressed ${event.name}`));
  endings[event.name]?.();
});
screen.enter();
