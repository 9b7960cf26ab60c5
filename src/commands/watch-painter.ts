import stringWidth from 'string-width';
import type { LiveStatus } from '../engine/index.ts';
import { sanitiseLine } from '../engine/index.ts';
import { columns } from './io.ts';
import { agentCells, featureCells, statusHeadLines } from './status-lines.ts';

/** The part of a terminal that is drawn on. */
type Paper = Pick<NodeJS.WriteStream, 'write' | 'columns' | 'rows'>;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** What a terminal that does not tell its size is taken for. */
const columnsAssumed = 80;
const rowsAssumed = 24;

/** Draws a status in place, over what it drew before; the rest of the terminal stays as it is. */
export class WatchPainter {
  readonly #paper: Paper;
  #lines: readonly string[] = [];
  #status: LiveStatus | null = null;

  constructor(paper: Paper) {
    this.#paper = paper;
  }

  show(status: LiveStatus): void {
    this.#status = status;
    const width = Math.max(1, (this.#paper.columns || columnsAssumed) - 1);
    const height = Math.max(1, (this.#paper.rows || rowsAssumed) - 1);
    const lines = watchLines(status, height).map((line) => clipped(sanitiseLine(line), width));
    if (lines.join('\n') === this.#lines.join('\n')) return;
    const up = this.#lines.length === 0 ? '' : `\u001b[${String(this.#lines.length)}A`;
    const text = lines.map((line) => `${line}\u001b[K\n`).join('');
    this.#paper.write(`${up}\r${text}\u001b[J`);
    this.#lines = lines;
  }

  /** The terminal has another size now. */
  repaint(): void {
    const status = this.#status;
    if (status === null) return;
    // Lines that were longer than the terminal is now have been wrapped: what is above cannot be drawn over exactly.
    this.#lines = [];
    this.show(status);
  }
}

/** The states that a person wants to see first when not all features fit. */
const order = ['in_progress', 'verifying', 'blocked', 'retrying', 'ready', 'waiting', 'merged'];

/** The status in at most so many lines: the features that are worked on first when not all fit. */
export function watchLines(status: LiveStatus, linesMax: number): string[] {
  const head = statusHeadLines(status);
  const agents = columns(status.agents.map(agentCells));
  const room = Math.max(1, linesMax - head.length - agents.length);
  const { features } = status;
  if (features.length <= room) {
    return [...head, ...agents, ...columns(features.map(featureCells))].slice(0, linesMax);
  }
  const rank = (word: string) => (order.includes(word) ? order.indexOf(word) : order.length);
  const shown = [...features]
    .sort((a, b) => rank(a.status) - rank(b.status) || a.id - b.id)
    .slice(0, room - 1);
  const more = `… and ${String(features.length - shown.length)} more features`;
  return [...head, ...agents, ...columns(shown.map(featureCells)), more].slice(0, linesMax);
}

/** As much of a line as fits; a line that wraps could not be drawn over. */
function clipped(line: string, width: number): string {
  if (stringWidth(line) <= width) return line;
  let text = '';
  let used = 0;
  for (const { segment } of graphemes.segment(line)) {
    const next = used + stringWidth(segment);
    if (next > width - 1) break;
    text += segment;
    used = next;
  }
  return `${text}…`;
}
