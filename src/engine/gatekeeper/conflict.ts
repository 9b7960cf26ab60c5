import { fixedLimits } from '../model/limits.ts';

const contextLines = 3;

/** A file's three states in a conflict; null: not there on that side. */
export interface ConflictedFile {
  readonly merged: string | null;
  readonly main: string | null;
  readonly feature: string | null;
}

/** What an agent needs to see of a conflicted file: each conflict with both sides and a few lines around it. */
export function conflictExcerpt(file: ConflictedFile): string {
  const bounds = conflictBounds((file.merged ?? '').split('\n'));
  if (bounds.length === 0) return unmarked(file);
  return capped(hunks((file.merged ?? '').split('\n'), bounds));
}

function unmarked(file: ConflictedFile): string {
  if (file.main === null) return 'deleted on main, changed by the feature';
  if (file.feature === null) return 'changed on main, deleted by the feature';
  return 'changed on both sides in a way that has no lines to show (binary, mode, or a renamed file)';
}

interface Bounds {
  readonly from: number;
  readonly to: number;
}

function conflictBounds(lines: readonly string[]): readonly Bounds[] {
  const bounds: Bounds[] = [];
  let from: number | null = null;
  for (const [index, line] of lines.entries()) {
    if (line.startsWith('<<<<<<< ')) from = index;
    if (line.startsWith('>>>>>>> ') && from !== null) {
      bounds.push({ from, to: index });
      from = null;
    }
  }
  return bounds;
}

function hunks(lines: readonly string[], bounds: readonly Bounds[]): string {
  const parts: string[] = [];
  let shown = 0;
  for (const { from, to } of bounds) {
    const start = Math.max(shown, from - contextLines);
    if (start > shown) parts.push('…');
    const end = Math.min(lines.length, to + 1 + contextLines);
    parts.push(...lines.slice(start, end).map(named));
    shown = end;
  }
  if (shown < lines.length) parts.push('…');
  return parts.join('\n');
}

/** The merge labels its sides with commit ids; the reader knows them as main and the feature. */
function named(line: string): string {
  if (line.startsWith('<<<<<<< ')) return '<<<<<<< main';
  if (line.startsWith('>>>>>>> ')) return '>>>>>>> this feature';
  return line;
}

function capped(text: string): string {
  const max = fixedLimits.conflictExcerptCharsMax;
  return text.length <= max ? text : `${text.slice(0, max)}\n… shortened`;
}
