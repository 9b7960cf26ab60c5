import { timeOfDay } from '../components/format.ts';
import type { StyledLine } from '../screen/index.ts';
import type { TranscriptEntry } from '../store/engine-types.ts';
import { paint } from '../theme.ts';
import type { Style, Theme } from '../theme.ts';

type EntryKind = TranscriptEntry['kind'] | 'mark';

/** What stands in the log: an entry of an agent's transcript, or a mark of the engine's own. */
export interface LogEntry {
  readonly at: number;
  readonly kind: EntryKind;
  readonly text: string;
}

/** The word before each kind of line, and how word and text are set. */
const looks: Readonly<Record<EntryKind, { word: string; wordStyle: Style; style: Style }>> = {
  say: { word: 'say', wordStyle: { weight: 'dim' }, style: {} },
  edit: { word: 'edit', wordStyle: { token: 'running' }, style: {} },
  run: { word: 'run', wordStyle: { token: 'running' }, style: {} },
  result: { word: '', wordStyle: {}, style: {} },
  error: { word: 'error', wordStyle: { token: 'bad' }, style: { token: 'bad' } },
  output: { word: '', wordStyle: {}, style: { weight: 'dim' } },
  note: { word: 'note', wordStyle: { weight: 'dim' }, style: { weight: 'dim' } },
  prompt: { word: 'prompt', wordStyle: { weight: 'dim' }, style: { weight: 'dim' } },
  mark: { word: '', wordStyle: {}, style: { weight: 'dim' } },
};

const wordWidth = 7;
const indent = ' '.repeat('HH:MM:SS '.length + wordWidth);

/** The lines of one entry: time, kind, text; further lines of the text stand below its first. */
export function linesOf(entry: LogEntry, theme: Theme): StyledLine[] {
  const look = looks[entry.kind];
  const [first = '', ...more] = entry.text.replace(/\n+$/, '').split('\n');
  const time = paint(theme, { weight: 'dim' }, timeOfDay(entry.at));
  const word = paint(theme, look.wordStyle, look.word.padEnd(wordWidth));
  const { kind } = entry;
  return [
    { kind, text: `${time} ${word}${paint(theme, look.style, first)}` },
    ...more.map((text) => ({ kind, text: indent + paint(theme, look.style, text) })),
  ];
}
