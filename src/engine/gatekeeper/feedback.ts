import { fixedLimits } from '../model/limits.ts';
import type { TestCase, TestRun } from '../model/test-report.ts';
import type { ConflictSide, Verdict } from '../model/verdict.ts';
import { testPlace } from './decide.ts';

/** What the text for an agent is made of. */
export interface FeedbackInput {
  readonly verdict: Verdict;
  readonly featureName: string;
  /** Subjects of the commits that main gained since the agent's work began, newest first. */
  readonly mainSubjects: readonly string[];
}

const messageCharsMax = 1_200;
const outputCharsMin = 400;
const subjectsMax = 20;

/** What goes back to the agent: what is wrong, by name and place, most useful first, never over `feedbackCharsMax`. */
export function feedback(input: FeedbackInput): string {
  const { verdict } = input;
  const { merge, tests } = verdict.evidence;
  const head = [
    `The work on "${input.featureName}" was not merged into main.`,
    ...verdict.reasons.map((reason) => `- ${reason}`),
  ].join('\n');
  const parts = [head];
  if (merge.kind === 'conflict') parts.push(...conflictParts(merge.files));
  if (merge.kind === 'clean' && tests !== null && tests.verdict !== 'passed') {
    parts.push(...failingParts(tests));
  }
  parts.push(...subjectParts(input.mainSubjects));
  const output = merge.kind === 'clean' && tests !== null ? tests : null;
  return withOutput(parts, output);
}

function conflictParts(files: readonly ConflictSide[]): readonly string[] {
  return [
    'Bring both sides together in these files; keep what main does and what the feature needs:',
    ...files.map((file) => `${file.path}\n${indented(file.excerpt)}`),
  ];
}

function failingParts(run: TestRun): readonly string[] {
  if (run.failing.length === 0) return [];
  const shown = run.failing.slice(0, fixedLimits.failingTestsShownMax);
  const more = run.failing.length - shown.length;
  return [
    'These tests fail on main with this work merged in:',
    ...shown.map(failingTest),
    ...(more > 0 ? [`… and ${String(more)} more failing tests`] : []),
  ];
}

function failingTest(test: TestCase): string {
  const place = testPlace(test);
  if (test.message === null) return place;
  return `${place}\n${indented(shortened(test.message, messageCharsMax))}`;
}

function subjectParts(subjects: readonly string[]): readonly string[] {
  if (subjects.length === 0) return [];
  const shown = subjects.slice(0, subjectsMax).map((subject) => `- ${shortened(subject, 120)}`);
  const more = subjects.length - shown.length;
  return [
    [
      'Main has changed since this work began:',
      ...shown,
      ...(more > 0 ? [`- … and ${String(more)} more`] : []),
    ].join('\n'),
  ];
}

/** The output comes last and gets the room that is left: the report above it says the same, shorter. */
function withOutput(parts: readonly string[], run: TestRun | null): string {
  const max = fixedLimits.feedbackCharsMax;
  const text = shortened(parts.join('\n\n'), max);
  if (run === null || run.verdict === 'passed' || run.output.trim() === '') return text;
  const heading = `\n\nOutput of \`${run.command.join(' ')}\`:\n`;
  const room = max - text.length - heading.length;
  if (room < outputCharsMin) return text;
  const wanted = run.failing.length > 0 ? Math.min(room, max / 4) : room;
  return `${text}${heading}${tail(run.output.trim(), Math.floor(wanted))}`;
}

function shortened(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text;
  const mark = '\n… shortened …\n';
  const head = Math.floor((charsMax - mark.length) * 0.7);
  return `${text.slice(0, head)}${mark}${text.slice(text.length - (charsMax - mark.length - head))}`;
}

/** The end of an output: that is where programs say why they gave up. */
function tail(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text;
  const cut = text.slice(text.length - charsMax + 2);
  const line = cut.indexOf('\n');
  return `…\n${line === -1 ? cut : cut.slice(line + 1)}`;
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}
