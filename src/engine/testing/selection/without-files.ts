import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DroppedFlag, SelectionRules } from '../frameworks/framework.ts';
import { isFlag } from '../script/project-script.ts';

/** Arguments without what chooses tests already: names always, files where a file is chosen. */
export function withoutChoices(
  args: readonly string[],
  rules: SelectionRules,
  place: { readonly cwd: string; readonly isFileChosen: boolean },
): string[] {
  const { cwd, isFileChosen } = place;
  const gone = isFileChosen ? [...rules.nameFlags, ...rules.fileFlags] : rules.nameFlags;
  const kept: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    const dropped = gone.find((row) => isFlag(word, row.flag) || isGlued(word, row));
    if (dropped !== undefined) {
      if (dropped.takesValue && word === dropped.flag) at += 1;
      continue;
    }
    // After it our own flags would be files.
    if (word === '--') continue;
    if (isFileChosen && !word.startsWith('-') && !isValue(word, kept.at(-1), { rules, cwd })) {
      continue;
    }
    kept.push(word);
  }
  return kept;
}

/** `-kfast` is `-k fast`. */
function isGlued(word: string, { flag, takesValue }: DroppedFlag): boolean {
  return takesValue && /^-\w$/u.test(flag) && word.startsWith(flag);
}

/** Whether a word belongs to the flag before it; of a flag that is not known, what is no file is its value. */
function isValue(
  word: string,
  before: string | undefined,
  { rules, cwd }: { readonly rules: SelectionRules; readonly cwd: string },
): boolean {
  if (before === undefined || !before.startsWith('-') || before.includes('=')) return false;
  if (rules.valueFlags.includes(before)) return true;
  return !/[*?[]/u.test(word) && !existsSync(join(cwd, word));
}
