import type { Glyphs } from '../glyphs.ts';
import { LineBuffer } from '../screen/index.ts';
import type { Engine } from '../store/engine-types.ts';
import type { Theme } from '../theme.ts';
import { markOf } from './event-marks.ts';
import { linesOf } from './transcript-lines.ts';

/** The lines of every agent's log. They never enter React or the store. */
export interface LogBook {
  /** The lines of an agent, those that it printed before anybody looked included. */
  buffer(agent: string): LineBuffer;
  hasLines(agent: string): boolean;
  /** Called when the first line of an agent has come. */
  onFirstLine(listener: () => void): void;
  readonly close: () => void;
}

/** A log book that is kept up to date by the engine; each agent's oldest lines fall out at `linesMax`. */
export function createLogBook(options: {
  engine: Pick<Engine, 'transcript' | 'onTranscript' | 'onEvent'>;
  theme: Theme;
  glyphs: Glyphs;
  linesMax: number;
}): LogBook {
  const { engine, theme, glyphs, linesMax } = options;
  const buffers = new Map<string, LineBuffer>();
  let firstLine: () => void = () => undefined;
  const append = (agent: string, lines: Parameters<LineBuffer['append']>[0]) => {
    const buffer = buffers.get(agent);
    if (buffer === undefined) return;
    const countBefore = buffer.count;
    buffer.append(lines);
    if (countBefore === 0) firstLine();
  };
  const stops = [
    engine.onTranscript((agent, entries) => {
      append(
        agent,
        entries.flatMap((entry) => linesOf(entry, theme)),
      );
    }),
    engine.onEvent((event) => {
      const mark = event.agent === null ? undefined : markOf(event, glyphs);
      if (event.agent !== null && mark !== undefined) append(event.agent, linesOf(mark, theme));
    }),
  ];
  return {
    buffer(agent) {
      const known = buffers.get(agent);
      if (known !== undefined) return known;
      const buffer = new LineBuffer(linesMax);
      buffer.append(engine.transcript(agent).flatMap((entry) => linesOf(entry, theme)));
      buffers.set(agent, buffer);
      return buffer;
    },
    hasLines: (agent) => (buffers.get(agent)?.count ?? 0) > 0,
    onFirstLine(listener) {
      firstLine = listener;
    },
    close() {
      for (const stop of stops) stop();
    },
  };
}
