import { Component, type ReactNode } from 'react';
import { render, type Instance } from 'ink';
import { BaseLayer, type Stage } from './base-layer.ts';
import { withoutColours } from './colours.ts';
import type { Rect } from './layer.ts';
import { borderRow, InsideLayer, isSameBorder, RegionBorders } from './region-border.ts';
import type { RegionBorder } from './region-border.ts';
import { RegionSize } from './region-size.ts';
import type { Region, RegionOptions } from './screen-contract.ts';
import { SilentInput, VirtualTerminal } from './virtual-terminal.ts';

/** One small Ink root that fills one rectangle. Its cost grows with the area that it draws, so that should be small. */
export class InkRegion extends BaseLayer implements Region {
  /** Shows the content while there is a border; the region itself shows the border then. */
  readonly inside: InsideLayer;
  readonly #terminal: VirtualTerminal;
  readonly #ink: Instance;
  readonly #colours: boolean;
  #element: ReactNode;
  #content: readonly string[] = [];
  #border: RegionBorder | null = null;

  constructor(stage: Stage, options: RegionOptions & { order: number; colours: boolean }) {
    super(stage, { ...options, visible: options.visible ?? true });
    this.inside = new InsideLayer(stage, { ...options, order: options.order + 0.5 });
    this.#colours = options.colours;
    this.#element = options.element;
    this.#terminal = new VirtualTerminal(options.rect, (rows) => {
      this.#drawn(options.colours ? rows : rows.map(withoutColours));
    });
    this.#ink = render(this.#tree(), {
      stdout: this.#terminal as unknown as NodeJS.WriteStream,
      stderr: this.#terminal as unknown as NodeJS.WriteStream,
      stdin: new SilentInput() as unknown as NodeJS.ReadStream,
      debug: true,
      interactive: true,
      patchConsole: false,
      exitOnCtrlC: false,
      isScreenReaderEnabled: false,
    });
  }

  row(y: number): string {
    if (this.#border === null) return this.#content[y] ?? '';
    return borderRow(this.#border, y, this.rect);
  }

  rerender(element: ReactNode): void {
    if (this.isDisposed) return;
    this.#element = element;
    this.#ink.rerender(this.#tree());
  }

  override setZ(z: number): void {
    super.setZ(z);
    this.inside.setZ(z);
  }

  override show(): void {
    super.show();
    this.#showInside();
  }

  override hide(): void {
    super.hide();
    this.#showInside();
  }

  override setFocused(focused: boolean): void {
    super.setFocused(focused);
    this.inside.setFocused(focused);
  }

  protected rectChanged(before: Rect): void {
    this.inside.follow(this.rect);
    if (before.width === this.rect.width && before.height === this.rect.height) return;
    this.#terminal.resize(this.rect);
    this.#ink.rerender(this.#tree());
  }

  protected disposed(): void {
    this.inside.dispose();
    this.#ink.unmount();
  }

  #drawn(rows: readonly string[]): void {
    this.#content = rows;
    this.inside.setContent(rows);
    if (this.#border === null) this.changed('answer');
    this.#showInside();
  }

  readonly #setBorder = (given: RegionBorder): void => {
    const border = this.#colours ? given : borderWithoutColours(given);
    this.inside.setMark(border.marked);
    if (isSameBorder(this.#border, border)) return;
    this.#border = border;
    this.#showInside();
    this.changed('answer');
  };

  #showInside(): void {
    const hasText = this.#content.some((row) => row !== '');
    if (this.visible && this.#border !== null && hasText) this.inside.show();
    else this.inside.hide();
  }

  #tree(): ReactNode {
    const { width, height } = this.rect;
    return (
      <Boundary>
        <RegionBorders value={this.#setBorder}>
          <RegionSize value={{ width, height }}>{this.#element}</RegionSize>
        </RegionBorders>
      </Boundary>
    );
  }
}

function borderWithoutColours({ top, bottom, side, marked }: RegionBorder): RegionBorder {
  return {
    top: withoutColours(top),
    bottom: withoutColours(bottom),
    side: withoutColours(side),
    marked: marked === null ? null : { row: marked.row, sgr: withoutColours(marked.sgr) },
  };
}

/** A component that throws is a bug: it must reach the program's handler of uncaught errors, not Ink's own page. */
class Boundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown): void {
    setImmediate(() => {
      throw error;
    });
  }

  override render(): ReactNode {
    return this.state.hasFailed ? null : this.props.children;
  }
}
