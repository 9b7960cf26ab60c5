import { BaseLayer, type Stage } from './base-layer.ts';
import { LineBuffer, type BufferChange } from './line-buffer.ts';
import type { StyledLine } from './styled-line.ts';
import { LinePainter } from './line-painter.ts';
import { LineView } from './line-view.ts';
import type { Rect } from './layer.ts';
import { Search, type Match } from './search.ts';
import type { SurfaceMatches, SurfaceOptions, SurfacePosition, TextSurface } from './surface.ts';
import { isBefore, Viewport, type RowPlace } from './viewport.ts';

const noMatches: SurfaceMatches = { count: 0, capped: false, current: null };

/** The surface as the screen builds it: a window on a line buffer that costs nothing while it is not painted. */
export class PaintedText extends BaseLayer implements TextSurface {
  readonly #painter: LinePainter;
  #view: LineView;
  #viewport: Viewport;
  #stopListening: () => void;
  #top: RowPlace = { line: 0, row: 0 };
  #follow: boolean;
  #search: Search | null = null;
  #mark: { readonly from: number; readonly to: number } | null = null;
  /** The rows in sight; null when they must be worked out again. */
  #places: RowPlace[] | null = null;

  constructor(stage: Stage, options: SurfaceOptions & { order: number; colours: boolean }) {
    super(stage, { ...options, visible: options.visible ?? true });
    const { styles, colours, wrap } = options;
    this.#follow = options.follow ?? true;
    this.#view = new LineView(options.buffer ?? new LineBuffer(options.linesMax));
    this.#painter = new LinePainter({ styles: styles ?? {}, colours, isWrapped: wrap ?? false });
    this.#painter.setWidth(options.rect.width);
    this.#viewport = this.#newViewport();
    this.#stopListening = this.buffer.onChange(this.#bufferChanged);
  }

  get buffer(): LineBuffer {
    return this.#view.buffer;
  }

  get lineCount(): number {
    return this.#view.count;
  }

  append(lines: readonly (string | StyledLine)[]): void {
    this.buffer.append(lines);
  }

  replace(lines: readonly (string | StyledLine)[]): void {
    this.buffer.replace(lines);
  }

  clear(): void {
    this.buffer.clear();
  }

  setBuffer(buffer: LineBuffer): void {
    if (buffer === this.buffer) return;
    this.#stopListening();
    this.#view = new LineView(buffer);
    this.#viewport = this.#newViewport();
    this.#painter.forget();
    this.#search = null;
    this.#mark = null;
    this.#top = { line: buffer.first, row: 0 };
    this.#stopListening = buffer.onChange(this.#bufferChanged);
    this.#moved();
  }

  setWrap(wrap: boolean): void {
    this.#painter.setWrapped(wrap);
    this.#moved();
  }

  setFollow(follow: boolean): void {
    if (!follow) this.#top = this.#shownTop();
    this.#follow = follow;
    this.#moved();
  }

  setFilter(isShown: ((line: StyledLine) => boolean) | null): void {
    this.#view.setFilter(isShown);
    if (this.#search !== null) this.#search = new Search(this.#view, this.#search.expression);
    this.#moved();
  }

  scrollTo(line: number): void {
    this.#goTo({ line, row: 0 });
  }

  scrollBy(rows: number): void {
    const top = this.#shownTop();
    const end = this.#viewport.endTop(this.rect.height);
    if (rows > 0 && this.#follow && !isBefore(top, end)) return;
    this.#goTo(this.#viewport.moved(top, rows));
  }

  scrollToStart(): void {
    this.#goTo({ line: this.buffer.first, row: 0 });
  }

  scrollToEnd(): void {
    const isFollowing = this.#follow;
    this.#goTo(this.#viewport.endTop(this.rect.height));
    this.#follow = isFollowing;
  }

  setLeft(columns: number): void {
    this.#painter.setLeft(Math.max(0, columns));
    this.changed('now');
  }

  reveal(line: number): void {
    const seen = this.#visiblePlaces();
    if (seen.some((place) => place.line === line)) return;
    const [first] = seen;
    const rows = first !== undefined && line > first.line ? this.rect.height - 1 : 0;
    this.#goTo(this.#viewport.moved({ line, row: 0 }, -rows));
  }

  position(): SurfacePosition {
    const top = this.#shownTop();
    const shown = this.lineCount > 0;
    return {
      topLine: shown ? top.line : null,
      above: this.#view.rankOf(top.line),
      total: this.lineCount,
      follow: this.#follow,
      atEnd: !isBefore(top, this.#viewport.endTop(this.rect.height)),
      left: this.#painter.left,
    };
  }

  lineAtRow(row: number): number | null {
    return this.#visiblePlaces()[row]?.line ?? null;
  }

  search(pattern: string | RegExp | null): SurfaceMatches {
    const isNothing = pattern === null || pattern === '';
    this.#search = isNothing ? null : new Search(this.#view, pattern);
    this.changed('now');
    return this.matches();
  }

  nextMatch(): SurfaceMatches {
    return this.#step(1);
  }

  previousMatch(): SurfaceMatches {
    return this.#step(-1);
  }

  matches(): SurfaceMatches {
    return this.#search?.summary ?? noMatches;
  }

  setMark(mark: { readonly from: number; readonly to: number } | null): void {
    this.#mark = mark;
    this.changed('now');
  }

  row(y: number): string {
    const place = this.#visiblePlaces()[y];
    const line = place === undefined ? undefined : this.buffer.at(place.line);
    if (place === undefined || line === undefined) return '';
    const mark = this.#mark;
    return this.#painter.row(line, {
      row: place.row,
      isMarked: mark !== null && place.line >= mark.from && place.line <= mark.to,
      expression: this.#search?.expression ?? null,
      current: this.#search?.current?.line === place.line ? this.#search.current : null,
    });
  }

  protected rectChanged(before: Rect): void {
    if (before.width !== this.rect.width) this.#painter.setWidth(this.rect.width);
    this.#places = null;
    this.isDirty = true;
  }

  protected disposed(): void {
    this.#stopListening();
  }

  #step(direction: 1 | -1): SurfaceMatches {
    const from = this.#shownTop().line;
    const match = this.#search?.step(direction, from);
    if (match !== undefined) this.#showMatch(match);
    return this.matches();
  }

  #showMatch(match: Match): void {
    const line = this.buffer.at(match.line);
    if (line !== undefined) this.#painter.bringIntoSight(line, match);
    const isSeen = this.#visiblePlaces().some((place) => place.line === match.line);
    const third = Math.floor(this.rect.height / 3);
    if (isSeen) this.setFollow(false);
    else this.#goTo(this.#viewport.moved({ line: match.line, row: 0 }, -third));
    this.changed('now');
  }

  #newViewport(): Viewport {
    const { buffer } = this.#view;
    return new Viewport(this.#view, (line) => this.#painter.rowCount(buffer.at(line)));
  }

  #shownTop(): RowPlace {
    const { height } = this.rect;
    if (this.#follow) return this.#viewport.endTop(height);
    return this.#viewport.clamped(this.#top, height);
  }

  #visiblePlaces(): RowPlace[] {
    this.#places ??= this.#viewport.rowsFrom(this.#shownTop(), this.rect.height);
    return this.#places;
  }

  /** A person moved: that alone ends following. */
  #goTo(top: RowPlace): void {
    this.#follow = false;
    this.#top = this.#viewport.clamped(top, this.rect.height);
    this.#moved();
  }

  #moved(): void {
    this.#places = null;
    this.changed('now');
  }

  readonly #bufferChanged = (change: BufferChange): void => {
    this.#view.changed(change);
    if (change === 'replaced') this.#painter.forget();
    if (change === 'replaced' && this.#search !== null) {
      this.#search = new Search(this.#view, this.#search.expression);
    } else {
      this.#search?.update();
    }
    this.#places = null;
    this.changed(change === 'replaced' ? 'answer' : 'turn');
  };
}
