import type { GlyphName } from '../glyphs.ts';
import type { GateStatus, VerdictRow } from '../store/engine-types.ts';
import type { Style } from '../theme.ts';
import { shortCommit } from './format.ts';

/** How a verdict looks. */
export interface VerdictLook {
  readonly glyph: GlyphName;
  readonly style: Style;
  readonly word: string;
}

/** The look of what the gatekeeper decided. */
export function verdictLook(row: VerdictRow): VerdictLook {
  switch (row.outcome) {
    case 'verified': {
      const word = row.mergedAs === null ? 'verified' : `merged ${shortCommit(row.mergedAs)}`;
      return { glyph: 'merged', style: { token: 'ok' }, word };
    }
    case 'rejected':
      return { glyph: 'rejected', style: { token: 'bad' }, word: 'rejected' };
    case 'conflicted':
      return { glyph: 'conflicted', style: { token: 'conflict' }, word: 'conflict' };
    case 'errored':
      return { glyph: 'blocked', style: { token: 'attention' }, word: 'not checked' };
  }
}

/** What the tests said, in few words; `-` when none were run or it is not known. */
export function testWords(row: VerdictRow): string {
  if (row.failed !== null && row.failed > 0) return `${String(row.failed)} failed`;
  return row.passed === null ? '-' : `${String(row.passed)} passed`;
}

type Stage = NonNullable<GateStatus['current']>['stage'];

/** The words for what the gatekeeper does with a candidate. */
export const stageWords: Readonly<Record<Stage, string>> = {
  merge: 'merging',
  setup: 'setting up',
  test: 'testing',
  land: 'landing',
};
