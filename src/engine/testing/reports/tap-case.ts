import type { TestCase } from '../../model/test-report.ts';
import { bounds } from '../bounds.ts';
import type { Place } from './failure-place.ts';
import { placeInStack, plainPath } from './failure-place.ts';
import type { Fields } from './report-values.ts';
import { isFields, lineField, numberField, testCase, textField } from './report-values.ts';
import type { TapTest } from './tap-level.ts';
import { commonIndent, diagnosticFields } from './tap-yaml.ts';
import { placeInText } from './text-place.ts';

/** The cases of a stream; what the stream itself did wrong is named by its file. */
export function tapCases(tests: readonly TapTest[], file: string | null): TestCase[] {
  let explained = 0;
  return tests.map((test) => {
    const path = test.path.length === 0 ? [file ?? streamName(test)] : test.path;
    const durationMs = test.durationMs ?? durationIn(test.yaml);
    if (test.status !== 'failed') {
      return testCase({ path, status: test.status, durationMs, message: null, file, line: null });
    }
    explained += 1;
    const isRead = explained <= bounds.failingCasesMax;
    const { message, place } = explain(test, isRead);
    const line = place?.line ?? null;
    return testCase({
      path,
      status: 'failed',
      durationMs,
      message,
      file: place?.file ?? file,
      line,
    });
  });
}

/** A stream that skips everything tells why. */
function streamName({ status, notes }: TapTest): string {
  const reason = status === 'skipped' ? (notes[0] ?? '').trim() : '';
  return reason === '' ? 'TAP stream' : reason;
}

interface Explained {
  readonly message: string;
  readonly place: Place | null;
}

function explain(test: TapTest, isRead: boolean): Explained {
  const block = withoutIndent(test.yaml);
  if (block !== '') {
    if (!isRead) return { message: block, place: null };
    const fields = diagnosticFields(test.yaml);
    // A block without words of its own belongs to what the assertion is called.
    const said = messageIn(fields) ?? [test.path.at(-1) ?? '', block].join('\n').trim();
    return { message: said, place: placeIn(fields) ?? placeInText(block) };
  }
  const text = test.notes.map((line) => line.replace(/^\s*#+ ?/u, '')).join('\n');
  return {
    message: text.trim() === '' ? 'not ok' : text,
    place: isRead ? placeInText(text) : null,
  };
}

function withoutIndent(lines: readonly string[]): string {
  const indent = commonIndent(lines);
  return lines.map((line) => line.slice(Math.min(indent, line.length))).join('\n');
}

function messageIn(fields: Fields): string | null {
  const error = fields['error'];
  const title = [isFields(error) ? error['message'] : error, fields['message']]
    .map(textField)
    .find((text) => text !== null && text.trim() !== '');
  if (title == null) return null;
  const compared = ['expected', 'actual'].flatMap((name) => {
    const value = fields[name];
    const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
    return isPlain ? [`${name}: ${String(value)}`] : [];
  });
  return [title.trimEnd(), ...compared].join('\n');
}

function placeIn(fields: Fields): Place | null {
  const at = fields['at'];
  if (isFields(at)) {
    const file = textField(at['fileName']) ?? textField(at['file']);
    const line = lineField(at['lineNumber']) ?? lineField(at['line']);
    if (file !== null && line !== null) return { file: plainPath(file), line };
  }
  const told = textField(fields['location']);
  const location = told === null ? null : placeInStack(`at ${told}`, null);
  const stack = [textField(at), textField(fields['stack'])]
    .flatMap((text) => (text ?? '').split('\n'))
    .map((line) => line.trim())
    .map((line) => (line === '' || line.startsWith('at ') ? line : `at ${line}`));
  const file = textField(fields['file']);
  const line = lineField(numberField(fields['line']));
  const own = file === null || line === null ? null : { file: plainPath(file), line };
  return placeInStack(stack.join('\n'), location?.file ?? file) ?? location ?? own;
}

function durationIn(yaml: readonly string[]): number | null {
  const line = yaml.find((text) => /^\s*duration_ms:/u.test(text));
  const amount = /^\s*duration_ms:\s*(?<amount>\d+(?:\.\d+)?)\s*$/u.exec(line ?? '')?.groups;
  return amount === undefined ? null : Number(amount['amount']);
}
