import type { Rect } from '../../src/ui/layout.ts';
import { layOut } from '../../src/ui/layout.ts';
import { counterMs, lineSource, paneCount, shareOf, tickMs, tokensAfter } from './feed.ts';
import { measureWhenTold } from './measured.ts';
import { firstFocus, stepAt } from './steps.ts';
import type { Focus } from './steps.ts';

/**
 * The floor: the dashboard's picture without React, layers or a model. Every changed row by cursor address, text ten times
 * a second, numbers four times a second, keys at once.
 */
const layout = layOut({
  size: { columns: 200, rows: 60 },
  focus: 'agents',
  isZoomed: false,
  agents: paneCount,
  selectedAgent: 0,
  hasBanner: false,
});
if (layout.kind !== 'dashboard') throw new Error('the screen is too small');
const { features, gatekeeper, tiling } = layout;
const take = lineSource();
const rings = tiling.panes.map(({ rect }) => ({
  rect,
  lines: [] as string[],
  isDirty: true,
}));
const shown = new Map<string, string>();
let focus: Focus = firstFocus;
let keys = 0;
let ticks = 0;
let rounds = 0;

// eslint-disable-next-line no-control-regex -- SGR begins with ESC
const sgr = /(\u001b\[[0-9;]*m)/;

function clip(line: string, width: number): string {
  if (!line.includes('\u001b') && /^[ -~]*$/.test(line)) return line.slice(0, width).padEnd(width);
  let out = '';
  let used = 0;
  for (const part of line.split(sgr)) {
    if (part.startsWith('\u001b')) {
      out += part;
      continue;
    }
    for (const character of part) {
      const cells = character > '\u2e80' ? 2 : 1;
      if (used + cells > width) return `${out}\u001b[0m${' '.repeat(width - used)}`;
      out += character;
      used += cells;
    }
  }
  return `${out}\u001b[0m${' '.repeat(width - used)}`;
}

function changed(y: number, x: number, text: string): string {
  const place = `\u001b[${String(y + 1)};${String(x + 1)}H`;
  if (shown.get(place) === text) return '';
  shown.set(place, text);
  return place + text;
}

interface Edges {
  readonly name: string;
  readonly title: string;
  readonly state: string;
  readonly foot: string;
}

function frameOf(rect: Rect, { name, title, state, foot }: Edges): string {
  const { x, y, width, height } = rect;
  const style = name === focus ? '\u001b[38;5;37m' : '\u001b[38;5;244m';
  const paint = (text: string): string => `${style}${text}\u001b[0m`;
  const bold = name === focus ? '\u001b[1m' : '';
  const gap = '─'.repeat(width - 7 - name.length - title.length - state.length);
  const top = `${paint('╭')} ${bold}${name}\u001b[0m${title} ${paint(gap)} ${state} ${paint('─╮')}`;
  let out = changed(y, x, top);
  for (let row = 1; row < height - 1; row += 1) {
    out += changed(y + row, x, paint('│')) + changed(y + row, x + width - 1, paint('│'));
  }
  const end = '─'.repeat(width - 4 - foot.length);
  return out + changed(y + height - 1, x, `${paint('╰')} ${foot} ${paint(`${end}╯`)}`);
}

function listOf(rect: Rect | null, name: Focus): string {
  if (rect === null) return '';
  let out = frameOf(rect, { name, title: '', state: '', foot: `${name} in order` });
  for (let row = 1; row < rect.height - 1; row += 1) {
    const text = clip(`\u001b[32m✔\u001b[0m ${String(row)} part of the product`, rect.width - 4);
    const isSelected = row === 1 && focus === name;
    out += changed(rect.y + row, rect.x + 2, isSelected ? `\u001b[7m${text}\u001b[0m` : text);
  }
  return out;
}

function textOf({ rect, lines }: { rect: Rect; lines: readonly string[] }): string {
  const { x, y, width, height } = rect;
  const seen = lines.slice(-(height - 2));
  return seen
    .map((line, row) =>
      changed(y + 1 + row, x + 2, clip(`\u001b[38;5;244msay    \u001b[0m${line}`, width - 4)),
    )
    .join('');
}

function write(text: string): void {
  if (text !== '') process.stdout.write(`\u001b[?2026h${text}\u001b[?2026l`);
}

function feed(): void {
  ticks += 1;
  rings.forEach((ring, pane) => {
    ring.lines.push(...take(shareOf(pane, ticks)));
    if (ring.lines.length > 11_000) ring.lines = ring.lines.slice(-10_000);
    ring.isDirty = true;
  });
}

const seconds = (): number => Math.floor((ticks * tickMs) / 1_000);

function edgesOf(pane: number): Edges {
  return {
    name: `agent-${String(pane + 1)}`,
    title: ` · #${String(pane + 1)} Feature ${String(pane + 1)}`,
    state: `● working 4m${String(10 + (seconds() % 50))}s`,
    foot: `${String(tokensAfter(rounds, pane))} tokens · 6 files · heartbeat 3s`,
  };
}

const header = (): string =>
  changed(
    0,
    0,
    clip(` agent-tui   my-project ▸ main   running 9/9   up ${String(seconds())}`, 200),
  );
const keyLine = (): string =>
  changed(59, 0, clip(` ⏎ open  space pause  r rollback  l log  ${focus}  ? help  q quit`, 200));
const panes = (): string => rings.map(({ rect }, pane) => frameOf(rect, edgesOf(pane))).join('');
const lists = (): string => listOf(features, 'Features') + listOf(gatekeeper, 'Gatekeeper');

/** The frame and rows of what has or had the focus. */
function partOf(name: Focus): string {
  if (name === 'Features') return listOf(features, name);
  if (name === 'Gatekeeper') return listOf(gatekeeper, name);
  const pane = rings.findIndex((_, at) => edgesOf(at).name === name);
  const ring = rings[pane];
  return ring === undefined ? '' : frameOf(ring.rect, edgesOf(pane));
}

measureWhenTold(() => {
  process.stdout.write('\u001b[?25h\u001b[?1049l');
});
process.stdin.setRawMode(true);
process.stdin.on('data', () => {
  const before = focus;
  ({ focus } = stepAt(keys));
  keys += 1;
  setImmediate(() => {
    write(partOf(before) + partOf(focus) + keyLine());
  });
});
process.stdout.write('\u001b[?1049h\u001b[?25l');
write(header() + panes() + lists() + keyLine());
setInterval(feed, tickMs);
setInterval(() => {
  const dirty = rings.filter((ring) => ring.isDirty);
  for (const ring of dirty) ring.isDirty = false;
  write(dirty.map((ring) => textOf(ring)).join(''));
}, 100);
setInterval(() => {
  rounds += 1;
  write(header() + panes());
}, counterMs);
