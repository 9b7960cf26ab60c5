import { age, shortCommit } from './format.ts';
import type { GlyphName } from '../glyphs.ts';
import type { AgentStatus, FeatureRow } from '../store/engine-types.ts';
import type { Style } from '../theme.ts';

/** How a feature's state looks: a glyph, a word and a colour, never a colour alone. */
export interface FeatureLook {
  readonly glyph: GlyphName;
  readonly style: Style;
  readonly note: string;
  /** The name of what is over or waits is dim. */
  readonly isDim: boolean;
}

/** The look of a feature; `agent` is the slot that works on it. */
export function featureLook(
  feature: FeatureRow,
  agent: AgentStatus | undefined,
  now: number,
): FeatureLook {
  const { status } = feature;
  switch (status.kind) {
    case 'ready':
      return { glyph: 'ready', style: {}, note: readyNote(feature), isDim: false };
    case 'waiting':
      return {
        glyph: 'waiting',
        style: { weight: 'dim' },
        note: `needs ${status.on.join(' ')}`,
        isDim: true,
      };
    case 'retrying': {
      const left = age(Math.max(0, status.at - now));
      const note = `retry ${String(status.attempt)} ${left}`;
      return { glyph: 'rejected', style: { token: 'bad' }, note, isDim: false };
    }
    case 'in_progress':
      return inProgress(feature, agent);
    case 'verifying':
      return { glyph: 'verifying', style: { token: 'running' }, note: 'verifying', isDim: false };
    case 'merged': {
      const note = feature.mergedAs === null ? 'merged' : shortCommit(feature.mergedAs);
      return { glyph: 'merged', style: { token: 'ok' }, note, isDim: true };
    }
    case 'blocked':
      return { glyph: 'blocked', style: { token: 'attention' }, note: 'blocked', isDim: false };
    case 'cancelled':
      return { glyph: 'cancelled', style: { weight: 'dim' }, note: 'cancelled', isDim: true };
  }
}

function readyNote(feature: FeatureRow): string {
  return feature.attempts === 0 ? 'ready' : `retry ${String(feature.epoch + 1)}`;
}

function inProgress(feature: FeatureRow, agent: AgentStatus | undefined): FeatureLook {
  if (agent?.state === 'paused') {
    return { glyph: 'paused', style: { token: 'attention' }, note: agent.name, isDim: false };
  }
  const note = feature.agent ?? 'no agent';
  return { glyph: 'running', style: { token: 'running' }, note, isDim: false };
}
