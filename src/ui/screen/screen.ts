import type { InputEvent } from './input-event.ts';
import { Keyboard } from './keyboard.ts';
import { Painter } from './painter.ts';
import { InkRegion } from './region.tsx';
import type {
  Region,
  RegionOptions,
  Screen,
  ScreenOptions,
  ScreenSize,
} from './screen-contract.ts';
import { screenLimits } from './screen-limits.ts';
import type { SurfaceOptions, TextSurface } from './surface.ts';
import { bellSequence, copySequence } from './terminal-modes.ts';
import { Terminal } from './terminal.ts';
import { PaintedText } from './text-surface.ts';

/** Makes the screen of a terminal; nothing is written before `enter`. */
export function createScreen(options: ScreenOptions): Screen {
  return new TerminalScreen(options);
}

class TerminalScreen implements Screen {
  readonly #options: ScreenOptions;
  readonly #terminal: Terminal;
  readonly #painter: Painter;
  readonly #keyboard: Keyboard;
  readonly #resizeListeners = new Set<(size: ScreenSize) => void>();
  readonly #inputListeners = new Set<(event: InputEvent) => void>();
  #layersMade = 0;
  #isSuspended = false;
  #cancelResize: (() => void) | null = null;
  #cancelResume: () => void = () => undefined;

  constructor(options: ScreenOptions) {
    this.#options = options;
    const mouse = options.mouse ?? false;
    const onClosed = (error: unknown): void => {
      this.#rest();
      options.onFatal?.('closed', error);
    };
    this.#terminal = new Terminal({ ...options, mouse, onClosed });
    this.#painter = new Painter(this.#terminal, options.clock);
    this.#painter.setSize(this.#terminal.size());
    const onEvent = (event: InputEvent): void => {
      this.#painter.heardInput();
      for (const listener of [...this.#inputListeners]) listener(event);
    };
    this.#keyboard = new Keyboard({ ...options, mouse, onEvent });
  }

  get isEntered(): boolean {
    return this.#terminal.isEntered;
  }

  enter(): void {
    if (this.#terminal.isEntered) return;
    this.#isSuspended = false;
    if (!this.#terminal.enter()) return;
    this.#keyboard.start();
    this.#options.stdout.on('resize', this.#resized);
    process.off('SIGCONT', this.#continued);
    process.on('SIGCONT', this.#continued);
    this.#painter.setSize(this.#terminal.size());
  }

  leave(): void {
    process.off('SIGCONT', this.#continued);
    this.#cancelResume();
    this.#isSuspended = false;
    this.#rest();
    this.#terminal.leave();
  }

  suspend(): void {
    if (!this.#terminal.isEntered) return;
    this.#rest();
    this.#terminal.leave();
    this.#isSuspended = true;
    // The whole group, as the terminal itself would: a launcher in front of this process must stop too.
    process.kill(0, 'SIGTSTP');
    // Where nothing could continue it (an orphaned group) the system ignores the signal: then come back by oneself.
    this.#cancelResume = this.#options.clock.after(screenLimits.resumeWaitMs, this.#continued);
  }

  repaint(): void {
    this.#painter.forget();
  }

  flush(): void {
    this.#painter.flush();
  }

  size(): ScreenSize {
    return this.#terminal.size();
  }

  onResize(listener: (size: ScreenSize) => void): () => void {
    this.#resizeListeners.add(listener);
    return () => {
      this.#resizeListeners.delete(listener);
    };
  }

  onInput(listener: (event: InputEvent) => void): () => void {
    this.#inputListeners.add(listener);
    return () => {
      this.#inputListeners.delete(listener);
    };
  }

  region(options: RegionOptions): Region {
    const made = new InkRegion(this.#painter, { ...options, ...this.#layerOptions() });
    this.#painter.add(made.inside);
    return this.#painter.add(made);
  }

  surface(options: SurfaceOptions): TextSurface {
    const made = new PaintedText(this.#painter, { ...options, ...this.#layerOptions() });
    return this.#painter.add(made);
  }

  bell(): void {
    this.#write(bellSequence);
  }

  copy(text: string): void {
    this.#write(copySequence(text));
  }

  dispose(): void {
    this.leave();
    for (const layer of [...this.#painter.layers]) layer.dispose();
    this.#painter.stop();
    this.#resizeListeners.clear();
    this.#inputListeners.clear();
    this.#terminal.dispose();
  }

  #layerOptions(): { order: number; colours: boolean } {
    this.#layersMade += 1;
    return { order: this.#layersMade, colours: this.#options.colours ?? true };
  }

  #write(sequence: string): void {
    this.#terminal.write(sequence, () => {
      this.#painter.soon();
    });
  }

  /** Stops listening and painting, while the terminal belongs to somebody else. */
  #rest(): void {
    this.#options.stdout.off('resize', this.#resized);
    this.#cancelResize?.();
    this.#cancelResize = null;
    this.#painter.hold(false);
    this.#painter.stop();
    this.#keyboard.stop();
  }

  readonly #continued = (): void => {
    this.#cancelResume();
    if (this.#isSuspended) {
      this.enter();
      return;
    }
    if (!this.#terminal.isEntered) return;
    this.#terminal.enterAgain();
    this.#settled();
  };

  // Terminals send many sizes while a window is dragged; painting waits until they stop.
  readonly #resized = (): void => {
    this.#painter.hold(true);
    this.#cancelResize?.();
    this.#cancelResize = this.#options.clock.after(screenLimits.resizeDebounceMs, this.#settled);
  };

  readonly #settled = (): void => {
    this.#cancelResize = null;
    const size = this.#terminal.size();
    this.#painter.setSize(size);
    for (const listener of [...this.#resizeListeners]) listener(size);
    this.#painter.hold(false);
  };
}
