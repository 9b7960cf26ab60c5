import type { TestCase, TestReport } from '../../model/test-report.ts';
import { stripTerminalCodes } from '../../platform/terminal-text.ts';
import { bounds } from '../bounds.ts';

/** A JSON object whose fields are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is an object with fields. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; anything else is left out. */
export function fieldsList(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** A text field, or null. */
export function textField(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** A finite number that is not negative, or null: NaN and times before zero say nothing. */
export function numberField(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

/** A line number, 1-based, or null. */
export function lineField(value: unknown): number | null {
  const number = numberField(value);
  return number !== null && Number.isInteger(number) && number > 0 ? number : null;
}

/** The words of a list of texts. */
export function textList(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((word) => typeof word === 'string') : [];
}

/** The lines of a text, without a byte order mark and however they end. */
export function linesOf(text: string): readonly string[] {
  return text.replace(/^\ufeff/u, '').split(/\r?\n/u);
}

/** Parts of a name, outer first, as one name on one line. */
export function fullName(parts: readonly (string | null)[]): string {
  const words = parts
    .map((part) =>
      stripTerminalCodes(part ?? '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .filter((part) => part !== '');
  const name = words.join(' > ');
  return name === '' ? '(no name)' : name.slice(0, 500);
}

/** What a framework said about a failure, without terminal codes and of bounded length. */
export function failureMessage(text: string | null): string {
  const clean = stripTerminalCodes((text ?? '').slice(0, bounds.messageCharsMax * 2)).trim();
  if (clean === '') return 'failed without a message';
  if (clean.length <= bounds.messageCharsMax) return clean;
  return `${clean.slice(0, bounds.messageCharsMax)}…`;
}

/** A case, its texts made safe. */
export function testCase(
  found: Omit<TestCase, 'name' | 'message'> & {
    readonly path: readonly (string | null)[];
    readonly message: string | null;
  },
): TestCase {
  const { path, message, ...rest } = found;
  return {
    name: fullName(path),
    ...rest,
    message: rest.status === 'failed' ? failureMessage(message) : null,
  };
}

/** A report that was read, unless it holds more cases than any project has. */
export function readReport(cases: readonly TestCase[]): TestReport {
  if (cases.length > bounds.reportCasesMax) {
    return unreadable(`it holds more than ${String(bounds.reportCasesMax)} tests`);
  }
  return { kind: 'read', cases };
}

/** A report that says nothing. */
export function unreadable(reason: string): TestReport {
  return { kind: 'unreadable', reason };
}

/** A JSON text, or why it is none. */
export function parseJson(
  text: string,
):
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'broken'; reason: string } {
  if (text.trim() === '') return { kind: 'broken', reason: 'it is empty' };
  try {
    return { kind: 'value', value: JSON.parse(text.replace(/^\ufeff/u, '')) };
  } catch {
    return { kind: 'broken', reason: 'it is not whole JSON' };
  }
}
