import { AgentTuiError } from '../../model/error.ts';
import { fixedLimits } from '../../model/limits.ts';
import { sanitiseLine } from '../../platform/terminal-text.ts';

/**
 * The sentences of a test file, each on one line and without control characters.
 * @throws AgentTuiError `usage` when there are none, too many, empty, too long or equal ones.
 */
export function cleanSentences(given: readonly string[]): readonly string[] {
  const { testsPerFileMax, testSentenceCharsMax } = fixedLimits;
  if (given.length === 0) throw refusal('no test was asked for', 'give one sentence for each test');
  if (given.length > testsPerFileMax) {
    const count = `${String(given.length)} tests are too many for one file`;
    throw refusal(count, `ask for at most ${String(testsPerFileMax)} at once`);
  }
  const sentences = given.map((text) => sanitiseLine(text).replaceAll(/\s+/gu, ' ').trim());
  for (const [index, sentence] of sentences.entries()) {
    const place = `test ${String(index + 1)}`;
    if (sentence === '') {
      throw refusal(`${place} has no sentence`, 'say in one sentence what it shows');
    }
    if (sentence.length > testSentenceCharsMax) {
      const hint = `say it in at most ${String(testSentenceCharsMax)} characters`;
      throw refusal(`the sentence of ${place} is too long`, hint);
    }
    if (sentences.indexOf(sentence) !== index) {
      const hint = 'give each test a sentence of its own';
      throw refusal(`${place} has the sentence of another test`, hint);
    }
  }
  return sentences;
}

function refusal(message: string, hint: string): AgentTuiError {
  return new AgentTuiError('usage', message, { hint });
}
