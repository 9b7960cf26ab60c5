import type { TestCase, TestRun } from '../../model/test-report.ts';
import type { TestSelection } from '../../model/test-selection.ts';
import { notImplemented } from './draft.ts';

/** Whether a new test file is red for the right reason. */
export interface RedProof {
  readonly run: TestRun;
  readonly isRed: boolean;
  /** Why it is not as it should be; null when it is. */
  readonly reason: string | null;
}

/** Runs a new test file alone: all its tests and no others must run, each failing because nobody has written it yet. */
export async function proveRed(
  written: { readonly file: string; readonly sentences: readonly string[] },
  run: (selection: TestSelection) => Promise<TestRun>,
): Promise<RedProof> {
  const shown = await run({ file: written.file, name: null });
  const reason = whyNotRed(shown, written.sentences);
  return { run: shown, isRed: reason === null, reason };
}

function whyNotRed(run: TestRun, sentences: readonly string[]): string | null {
  const { total, failed } = run.totals;
  if (run.verdict !== 'failed') return run.reason ?? 'its tests passed';
  const messages = run.failing.map((found) => toldBy(found, run, sentences));
  const other = messages.find((message) => !message.includes(notImplemented));
  if (other !== undefined) return `a test failed for another reason: ${firstLine(other)}`;
  const wanted = sentences.length;
  if (total !== wanted || failed !== wanted) {
    return `${String(total)} tests ran and ${String(failed)} failed, where ${String(wanted)} were written`;
  }
  const missing = sentences.find(
    (sentence) => !messages.some((message) => message.includes(`${notImplemented}${sentence}`)),
  );
  return missing === undefined ? null : `no test failed with the words: ${missing}`;
}

/** Of a program that is one test its report tells only that it failed; why, it has printed. */
function toldBy({ message }: TestCase, { output }: TestRun, sentences: readonly string[]): string {
  const [sentence] = sentences;
  const wanted = `${notImplemented}${sentence ?? ''}`;
  const isPrinted = sentences.length === 1 && output.includes(wanted);
  return isPrinted && message?.includes(notImplemented) !== true ? wanted : (message ?? '');
}

function firstLine(message: string): string {
  return message.split('\n')[0]?.slice(0, 300) ?? '';
}
