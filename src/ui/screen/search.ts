import { Ascending } from './ascending.ts';
import type { LineView } from './line-view.ts';
import { plainText } from './line-style.ts';
import { screenLimits } from './screen-limits.ts';
import type { SurfaceMatches } from './surface.ts';

/** Characters `from` up to (not with) `to` of a line's plain text. */
export interface Match {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

const matchesPerLineMax = 200;

/** A pattern as an expression: text is taken literally, without regard to case when it has no capitals. */
export function searchExpression(pattern: string | RegExp): RegExp {
  if (typeof pattern !== 'string') {
    return new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '') + 'g');
  }
  const literal = pattern.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return new RegExp(literal, pattern === pattern.toLowerCase() ? 'gi' : 'g');
}

/** Where an expression (with the flag g) matches in a plain text; empty matches do not count. */
export function matchesIn(text: string, expression: RegExp): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const match of text.matchAll(expression)) {
    if (match[0] !== '') found.push({ from: match.index, to: match.index + match[0].length });
    if (found.length >= matchesPerLineMax) break;
  }
  return found;
}

/** The matches in all shown lines of a view; new lines are searched as they come. */
export class Search {
  readonly expression: RegExp;
  readonly #view: LineView;
  readonly #found = new Ascending<Match>((match) => match.line);
  #scanned = 0;
  #isCapped = false;
  #current: number | null = null;

  constructor(view: LineView, pattern: string | RegExp) {
    this.#view = view;
    this.expression = searchExpression(pattern);
    this.update();
  }

  /** Searches what has come since, and forgets what has gone. */
  update(): void {
    const { buffer } = this.#view;
    const dropped = this.#found.dropBelow(buffer.first);
    if (this.#current !== null) {
      this.#current = this.#current < dropped ? null : this.#current - dropped;
    }
    for (let at = Math.max(this.#scanned, buffer.first); at < buffer.end; at += 1) this.#scan(at);
    this.#scanned = buffer.end;
  }

  /** Makes the match after (or before) the current one current, round the ends; at first the one from `line` on. */
  step(direction: 1 | -1, line: number): Match | undefined {
    const { count } = this.#found;
    if (count === 0) return undefined;
    const start = this.#found.rankFrom(line);
    const next =
      this.#current === null ? start - (direction === 1 ? 0 : 1) : this.#current + direction;
    this.#current = (next + count) % count;
    return this.current;
  }

  get current(): Match | undefined {
    return this.#current === null ? undefined : this.#found.at(this.#current);
  }

  get summary(): SurfaceMatches {
    return { count: this.#found.count, capped: this.#isCapped, current: this.#current };
  }

  #scan(at: number): void {
    const line = this.#view.buffer.at(at);
    if (line === undefined || !this.#view.isShown(line)) return;
    for (const { from, to } of matchesIn(plainText(line.text), this.expression)) {
      if (this.#found.count >= screenLimits.matchesMax) {
        this.#isCapped = true;
        return;
      }
      this.#found.push({ line: at, from, to });
    }
  }
}
