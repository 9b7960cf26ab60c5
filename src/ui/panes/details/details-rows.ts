import { span } from '../../components/cells.ts';
import type { Line } from '../../components/cells.ts';
import { featureLook } from '../../components/feature-look.ts';
import { counted, seconds, shortCommit, timeOfDay } from '../../components/format.ts';
import { overlayTextWidth, wrapWords } from '../../components/overlay.ts';
import { testWords, verdictLook } from '../../components/verdict-look.ts';
import type { Glyphs } from '../../glyphs.ts';
import type { FeatureRow, VerdictRow } from '../../store/engine-types.ts';
import { agentNamed, featureNumbered, verdictsOf } from '../../store/selectors.ts';
import type { DetailsSubject, UiState } from '../../store/state.ts';
import type { Style } from '../../theme.ts';

const columnsMax = 76;
const labelWidth = 12;

/** The width of the text of a details overlay. */
export function detailsWidth(state: UiState): number {
  return overlayTextWidth(state, columnsMax);
}

/** Everything known about a feature or a verdict, in full. */
export function detailsRows(state: UiState, of: DetailsSubject, glyphs: Glyphs): Line[] {
  const width = detailsWidth(state);
  if (of.kind === 'feature') {
    const feature = featureNumbered(state, of.id);
    return feature === undefined
      ? [[span('It is gone.')]]
      : featureRows(state, feature, { glyphs, width });
  }
  const verdict = verdictsOf(state).find((row) => row.id === of.id);
  return verdict === undefined ? [[span('It is gone.')]] : verdictRows(verdict, { glyphs, width });
}

interface Look {
  readonly glyphs: Glyphs;
  readonly width: number;
}

function featureRows(state: UiState, feature: FeatureRow, look: Look): Line[] {
  const face = featureLook(feature, agentNamed(state, feature.agent), state.now);
  const names = feature.dependsOn.map((id) => {
    const other = featureNumbered(state, id);
    return `#${String(id)} ${other?.name ?? ''}`.trim();
  });
  return [
    ...fact('state', `${look.glyphs[face.glyph]} ${stateWords(feature)}`, {
      ...look,
      style: face.style,
    }),
    ...fact('agent', feature.agent ?? feature.lastAgent ?? '-', look),
    ...fact('attempts', counted(feature.attempts, 'attempt'), look),
    ...fact('priority', `${String(feature.priority)} (smaller runs first)`, look),
    ...fact('category', feature.category === '' ? '-' : feature.category, look),
    ...fact('depends on', names.length === 0 ? 'nothing' : names.join(', '), look),
    ...fact('merged as', feature.mergedAs === null ? '' : shortCommit(feature.mergedAs), look),
    ...fact('blocked', feature.blockedReason ?? '', { ...look, style: { token: 'attention' } }),
    ...paragraph('What is asked for', feature.description, look),
    ...paragraph('How it is shown to be right', feature.acceptance, look),
    ...paragraph('Why the last attempt did not land', feature.lastError ?? '', look),
  ];
}

function stateWords(feature: FeatureRow): string {
  const { status } = feature;
  switch (status.kind) {
    case 'waiting':
      return `waits for ${status.on.map((id) => `#${String(id)}`).join(', ')}`;
    case 'retrying':
      return `attempt ${String(status.attempt)} begins at ${timeOfDay(status.at)}`;
    case 'in_progress':
      return 'in progress';
    case 'ready':
    case 'verifying':
    case 'merged':
    case 'blocked':
    case 'cancelled':
      return status.kind;
  }
}

function verdictRows(verdict: VerdictRow, look: Look): Line[] {
  const face = verdictLook(verdict);
  return [
    ...fact('decided', `${look.glyphs[face.glyph]} ${face.word}`, { ...look, style: face.style }),
    ...fact('feature', `#${String(verdict.featureId)} ${verdict.featureName}`, look),
    ...fact('attempt', String(verdict.epoch), look),
    ...fact('at', timeOfDay(verdict.at), look),
    ...fact('took', seconds(verdict.durationMs), look),
    ...fact('tests', testWords(verdict), look),
    ...fact('verdict', verdict.id, look),
    ...paragraph('Why', verdict.reason ?? '', look),
  ];
}

/** A label and its value; nothing when there is no value. */
function fact(label: string, value: string, look: Look & { style?: Style }): Line[] {
  if (value === '') return [];
  return wrapWords(value, look.width - labelWidth).map((text, at) => [
    span((at === 0 ? label : '').padEnd(labelWidth), { weight: 'dim' }),
    span(text, look.style ?? {}),
  ]);
}

function paragraph(title: string, text: string, look: Look): Line[] {
  if (text.trim() === '') return [];
  const lines = wrapWords(text.trimEnd(), look.width).map((line): Line => [span(line)]);
  return [[], [span(title, { weight: 'dim' })], ...lines];
}
