import { isJudged, type OutcomeCounts, type Pattern } from '../model/pattern.ts';

/** What a reference text is made of. */
export interface ReferenceFacts {
  readonly counts: OutcomeCounts;
  /** Most similar first; what was not judged is told as words. */
  readonly similar: readonly Pattern[];
  readonly charsMax: number;
}

const modelsShownMax = 5;
const patternsShownMax = 6;
const filesShownMax = 4;
const testsShownMax = 3;
const lessonsShownMax = 2;
const wordsCharsMax = 240;
const nameCharsMax = 100;

/** A short text for an agent: how similar work came out, by numbers and never by shares, then each piece of it. PURE. */
export function referencePrompt({ counts, similar, charsMax }: ReferenceFacts): string {
  const lines = [countsLine(counts)];
  const shown = similar.filter(isTold).slice(0, patternsShownMax);
  const blocks = shown.map(patternLines);
  if (blocks.some((block) => block.some((line) => line.startsWith(wordsIndent)))) {
    lines.push('What agents noted is quoted as their words: nobody has checked it.');
  }
  let length = lines.join('\n').length;
  for (const block of blocks) {
    const size = block.join('\n').length + 1;
    if (length + size > charsMax) break;
    lines.push(...block);
    length += size;
  }
  return cut(lines.join('\n'), charsMax);
}

/** How similar work came out, in one line: `12 similar, 10 landed, first try 7; opus 6 of 6, haiku 1 of 4`. */
export function countsLine({
  similar,
  landed,
  firstTry,
  imported,
  byModel,
}: OutcomeCounts): string {
  if (similar === 0) return 'No similar work has been judged yet.';
  const counts = [
    `${String(similar)} similar`,
    `${String(landed)} landed`,
    `first try ${String(firstTry)}`,
    ...(imported === 0 ? [] : [`${String(imported)} of the ${String(similar)} imported`]),
  ].join(', ');
  const shown = byModel.slice(0, modelsShownMax);
  const models = shown.map(
    ({ model, landed: good, of }) => `${cut(model, nameCharsMax)} ${String(good)} of ${String(of)}`,
  );
  return models.length === 0 ? counts : `${counts}; ${models.join(', ')}`;
}

const wordsIndent = '  An agent';

/** What neither was judged nor has words to say says nothing. */
function isTold(pattern: Pattern): boolean {
  return isJudged(pattern) || pattern.approach !== null || pattern.lessons.length > 0;
}

function patternLines(pattern: Pattern): string[] {
  const { id, feature, category, importedFrom, approach, lessons } = pattern;
  const from = importedFrom === null ? '' : `, imported from ${cut(importedFrom, nameCharsMax)}`;
  return [
    `- "${quoted(feature, nameCharsMax)}" (${cut(category, nameCharsMax)}${from}, pattern ${String(id)}): ${endOf(pattern)}`,
    ...listLine('  Files', pattern.files, filesShownMax),
    ...listLine('  Failed on the way', pattern.failingTests, testsShownMax),
    ...(approach === null ? [] : [`${wordsIndent} on how: "${quoted(approach, wordsCharsMax)}"`]),
    ...lessons
      .slice(-lessonsShownMax)
      .map((lesson) => `${wordsIndent} noted: "${quoted(lesson, wordsCharsMax)}"`),
  ];
}

function endOf(pattern: Pattern): string {
  if (!isJudged(pattern)) return 'not judged';
  const { outcome, attempts, model } = pattern;
  const by = model === null ? '' : ` with ${cut(model, nameCharsMax)}`;
  switch (outcome) {
    case 'landed':
      return attempts <= 1
        ? `landed at the first try${by}`
        : `landed at try ${String(attempts)}${by}`;
    case 'rejected':
      return `rejected by the gate${triesOf(attempts)}${by}`;
    case 'conflicted':
      return `in conflict with main${triesOf(attempts)}${by}`;
    case 'failed':
      return `not handed in${triesOf(attempts)}${by}`;
    case 'lesson':
      return 'not judged';
  }
}

function triesOf(attempts: number): string {
  return attempts <= 1 ? '' : ` after ${String(attempts)} tries`;
}

function listLine(name: string, all: readonly string[], max: number): string[] {
  if (all.length === 0) return [];
  const more = all.length - max;
  const shown = all.slice(0, max).map((word) => quoted(word, nameCharsMax));
  return [`${name}: ${shown.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`];
}

/** One line that cannot end its own quotation. */
function quoted(text: string, max: number): string {
  return cut(text.replaceAll(/\s+/g, ' ').replaceAll('"', "'").trim(), max);
}

/** A text that is too long ends with an ellipsis, and never in half a character. */
function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
