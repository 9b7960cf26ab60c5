import { column, span } from '../../components/cells.ts';
import type { Line } from '../../components/cells.ts';
import { age, counted, shortCommit, timeOfDay } from '../../components/format.ts';
import type { FrameView, PaneSize } from '../../components/frame.ts';
import type { Glyphs } from '../../glyphs.ts';
import type { Checkpoint } from '../../store/engine-types.ts';
import { checkpointKey, checkpointsOf, featureNumbered } from '../../store/selectors.ts';
import type { UiState } from '../../store/state.ts';

/** The time line of a feature's checkpoints, newest first. */
export function checkpointsView(state: UiState, glyphs: Glyphs, size: PaneSize): FrameView {
  const layer = state.layers.findLast((other) => other.kind === 'checkpoints');
  if (layer === undefined) return { title: [], rows: [], isFocused: true };
  const width = size.width - 4;
  const all = checkpointsOf(state, layer.feature);
  const feature = featureNumbered(state, layer.feature);
  const shown = all.slice(layer.top, layer.top + size.height - 3);
  const rows = shown.map((checkpoint) =>
    checkpointRow(checkpoint, { now: state.now, width, glyphs }),
  );
  const isSelected = (checkpoint: Checkpoint) => checkpointKey(checkpoint) === layer.selected;
  const selected = all.find(isSelected);
  const row = shown.findIndex(isSelected);
  const name = `#${String(layer.feature)} ${feature?.name ?? ''}`;
  return {
    title: [span(`Checkpoints ${glyphs.dot} ${name}`)],
    state: [span(layer.agent ?? 'no agent works on it', { weight: 'dim' })],
    foot: selected === undefined ? [] : [span(selectedWords(selected), { weight: 'dim' })],
    footEnd: [span(counted(all.length, 'checkpoint'), { weight: 'dim' })],
    rows: all.length === 0 ? emptyRows() : [headRow(width), ...rows],
    selected: row === -1 ? undefined : row + 1,
    isFocused: true,
  };
}

const widths = { number: 8, age: 5, reason: 9, files: 6, lines: 13 } as const;

function messageWidth(width: number): number {
  const fixed = Object.values(widths).reduce((sum, value) => sum + value + 1, 0);
  return Math.max(0, width - fixed - 1);
}

function headRow(width: number): Line {
  const words = [
    column('attempt', widths.number, 'right'),
    column('age', widths.age, 'right'),
    ` ${column('why', widths.reason)}`,
    column('message', messageWidth(width)),
    column('files', widths.files, 'right'),
    column('lines', widths.lines, 'right'),
  ];
  return [span(words.join(' '), { weight: 'dim' })];
}

function checkpointRow(
  checkpoint: Checkpoint,
  look: { now: number; width: number; glyphs: Glyphs },
): Line {
  const number = `${String(checkpoint.epoch)}.${String(checkpoint.number)}`;
  const { insertions, deletions } = checkpoint;
  return [
    span(`${column(number, widths.number, 'right')} `),
    span(`${column(age(look.now - checkpoint.createdAt), widths.age, 'right')}  `, {
      weight: 'dim',
    }),
    span(`${column(checkpoint.reason, widths.reason)} `, { weight: 'dim' }),
    span(`${column(checkpoint.message, messageWidth(look.width))} `),
    span(`${column(String(checkpoint.changedFiles), widths.files, 'right')} `),
    span(`${column(`+${String(insertions)}`, 6, 'right')} `, { token: 'ok' }),
    span(column(`${look.glyphs.minus}${String(deletions)}`, 6, 'right'), { token: 'bad' }),
  ];
}

function selectedWords(checkpoint: Checkpoint): string {
  return `${timeOfDay(checkpoint.createdAt)} ${shortCommit(checkpoint.commit)}`;
}

function emptyRows(): Line[] {
  return [
    [span('No checkpoint yet.')],
    [
      span('One is kept every few minutes, and before every pause, kill and rollback.', {
        weight: 'dim',
      }),
    ],
  ];
}
