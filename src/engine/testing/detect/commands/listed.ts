import { textList } from '../../reports/report-values.ts';

/** One text or a list of them, as projects write commands. */
export function listed(value: unknown): readonly string[] {
  return typeof value === 'string' ? [value] : textList(value);
}
