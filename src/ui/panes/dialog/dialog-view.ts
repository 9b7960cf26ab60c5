import { fit, span } from '../../components/cells.ts';
import type { Line } from '../../components/cells.ts';
import type { FrameView } from '../../components/frame.ts';
import { overlayTextWidth, wrapWords } from '../../components/overlay.ts';
import type { UiState } from '../../store/state.ts';

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
  const choices = dialog.choices.map((choice, at): Line => {
    const isChosen = at === dialog.chosen;
    const label = ` ${choice.label} `;
    return [span(label, isChosen ? { weight: 'bold', inverse: true } : {}), span('  ')];
  });
  return [...text, [], fit(choices.flat(), width)];
}
