import { fit, span } from '../../components/cells.ts';
import type { Line } from '../../components/cells.ts';
import type { FrameView } from '../../components/frame.ts';
import { overlayTextWidth, wrapWords } from '../../components/overlay.ts';
import { textWidth } from '../../screen/index.ts';
import type { Dialog, UiState } from '../../store/state.ts';

const columnsMax = 64;

/** A question over everything else: what is lost, what is kept, and the choices, the safe one first. */
export function dialogView(state: UiState): FrameView {
  const layer = state.layers.at(-1);
  if (layer?.kind !== 'dialog') return { title: [], rows: [], isFocused: true };
  const { dialog } = layer;
  return {
    title: [span(dialog.title)],
    rows: dialogRows(state),
    isFocused: true,
    tone: dialog.tone,
  };
}

/** The width of a dialog's text. */
export function dialogWidth(state: UiState): number {
  return overlayTextWidth(state, columnsMax);
}

/** The rows of the dialog on top. */
export function dialogRows(state: UiState): Line[] {
  const layer = state.layers.at(-1);
  if (layer?.kind !== 'dialog') return [];
  const { dialog } = layer;
  const width = dialogWidth(state);
  const text = dialog.text.flatMap((paragraph) =>
    wrapWords(paragraph, width).map((line): Line => [span(line)]),
  );
  return [...text, [], ...choiceRows(dialog, width)];
}

/** The choices side by side, or one below the other where they do not fit. */
function choiceRows({ choices, chosen }: Dialog, width: number): Line[] {
  const labels = choices.map((choice, at): Line => {
    const style = at === chosen ? ({ weight: 'bold', inverse: true } as const) : {};
    return [span(` ${choice.label} `, style)];
  });
  const row = labels.flatMap((label, at) => (at === 0 ? label : [span('  '), ...label]));
  const columns = row.reduce((sum, { text }) => sum + textWidth(text), 0);
  return columns <= width ? [fit(row, width)] : labels.map((label) => fit(label, width));
}
