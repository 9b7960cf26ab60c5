import { AgentTuiError } from '../model/error.ts';
import { fixedLimits } from '../model/limits.ts';
import { sanitise } from '../platform/terminal-text.ts';
import type { Queue, TokenOwner } from '../queue/index.ts';

/** Who says the banner of a question, until it is answered or its attempt is over. */
export function questionBannerOf({ agent }: { readonly agent: string }): string {
  return `question ${agent}`;
}

/** Puts a question of an agent to the person. Nobody waits: the answer comes as a message. */
export function askPerson(
  queue: Pick<Queue, 'questions' | 'journal'>,
  { featureId, epoch, agent }: TokenOwner,
  asked: string,
): { readonly id: number } {
  const { questionsPerAttemptMax } = fixedLimits;
  const text = sanitise(asked);
  if (queue.questions.of(featureId, epoch).length >= questionsPerAttemptMax) {
    throw new AgentTuiError(
      'usage',
      `${String(questionsPerAttemptMax)} questions were asked in this attempt already`,
      { hint: 'decide yourself, and say in store_pattern what you assumed' },
    );
  }
  const id = queue.journal.write((record) => {
    const question = queue.questions.add({ featureId, epoch, agent, text });
    record({ type: 'question:asked', featureId, agent, facts: { question, text } });
    return question;
  });
  return { id };
}
