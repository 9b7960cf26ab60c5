import { Component, type ReactNode } from 'react';
import { render, type Instance } from 'ink';
import { BaseLayer, type Stage } from './base-layer.ts';
import { withoutColours } from './colours.ts';
import type { Rect } from './layer.ts';
import { RegionSize } from './region-size.ts';
import type { Region, RegionOptions } from './screen-contract.ts';
import { SilentInput, VirtualTerminal } from './virtual-terminal.ts';

/** One small Ink root that fills one rectangle. Its cost grows with its area, so a region should be small. */
export class InkRegion extends BaseLayer implements Region {
  readonly #terminal: VirtualTerminal;
  readonly #ink: Instance;
  #element: ReactNode;
  #rows: string[] = [];

  constructor(stage: Stage, options: RegionOptions & { order: number; colours: boolean }) {
    super(stage, { ...options, visible: options.visible ?? true });
    this.#element = options.element;
    this.#terminal = new VirtualTerminal(options.rect, (rows) => {
      this.#rows = options.colours ? rows : rows.map(withoutColours);
      this.changed('answer');
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
    return this.#rows[y] ?? '';
  }

  rerender(element: ReactNode): void {
    if (this.isDisposed) return;
    this.#element = element;
    this.#ink.rerender(this.#tree());
  }

  protected rectChanged(before: Rect): void {
    if (before.width === this.rect.width && before.height === this.rect.height) return;
    this.#terminal.resize(this.rect);
    this.#ink.rerender(this.#tree());
  }

  protected disposed(): void {
    this.#ink.unmount();
  }

  #tree(): ReactNode {
    const { width, height } = this.rect;
    return (
      <Boundary>
        <RegionSize value={{ width, height }}>{this.#element}</RegionSize>
      </Boundary>
    );
  }
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
