import {
  counterMs,
  edgeText,
  headerText,
  lineSource,
  paneCount,
  paneRect,
  shareOf,
  statusText,
  tickMs,
  titleText,
} from './feed.ts';
import { startMeasure } from './measured.ts';

/** The floor: no React and no layers, every changed row by cursor address, ten times a second. */
const usage = startMeasure();
const take = lineSource();
const rings = Array.from({ length: paneCount }, () => ({
  lines: [] as string[],
  total: 0,
  isDirty: true,
}));
const shown = new Map<string, string>();
let focus = 0;
let keys = 0;
let ticks = 0;

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

function frameOf(pane: number): string {
  const { x, y, width, height } = paneRect(pane);
  const style = pane === focus ? '\u001b[36m' : '\u001b[2m';
  const paint = (text: string): string => `${style}${text}\u001b[0m`;
  const title = ` ${titleText(pane)} `;
  const edge = ` ${edgeText(rings[pane]?.total ?? 0)} `;
  let out = changed(y, x, paint(`╭─${title}${'─'.repeat(width - 3 - title.length)}╮`));
  for (let row = 1; row < height - 1; row += 1) {
    out += changed(y + row, x, paint('│')) + changed(y + row, x + width - 1, paint('│'));
  }
  return (
    out + changed(y + height - 1, x, paint(`╰─${edge}${'─'.repeat(width - 3 - edge.length)}╯`))
  );
}

function textOf(pane: number): string {
  const ring = rings[pane];
  if (ring?.isDirty !== true) return '';
  ring.isDirty = false;
  const { x, y, width, height } = paneRect(pane);
  const seen = ring.lines.slice(-(height - 2));
  return seen.map((line, row) => changed(y + 1 + row, x + 1, clip(line, width - 2))).join('');
}

function write(text: string): void {
  if (text !== '') process.stdout.write(`\u001b[?2026h${text}\u001b[?2026l`);
}

function feed(): void {
  ticks += 1;
  rings.forEach((ring, pane) => {
    const lines = take(shareOf(pane, ticks));
    ring.lines.push(...lines);
    if (ring.lines.length > 11_000) ring.lines = ring.lines.slice(-10_000);
    ring.total += lines.length;
    ring.isDirty = true;
  });
}

const status = (): string => changed(58, 0, clip(statusText(keys), 200));
const header = (): string => changed(0, 0, clip(headerText(ticks), 200));
const frames = (): string => rings.map((_, pane) => frameOf(pane)).join('');

process.stdin.setRawMode(true);
process.stdin.on('data', (data) => {
  for (const key of data.toString()) {
    if (key === 's') usage.begin();
    if (key === 'q') {
      usage.end();
      process.stdout.write('\u001b[?25h\u001b[?1049l');
      process.exit(0);
    }
    if (key !== '\t') continue;
    keys += 1;
    const before = focus;
    focus = (focus + 1) % paneCount;
    setImmediate(() => {
      write(frameOf(before) + frameOf(focus) + status());
    });
  }
});
process.stdout.write('\u001b[?1049h\u001b[?25l');
write(header() + frames() + status());
setInterval(feed, tickMs);
setInterval(() => {
  write(rings.map((_, pane) => textOf(pane)).join(''));
}, 100);
setInterval(() => {
  write(header() + frames() + status());
}, counterMs);
