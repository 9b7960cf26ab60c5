import { AgentTuiError } from './model/error.ts';
import { fixedLimits } from './model/limits.ts';
import type { Queue } from './queue/index.ts';

/** A person's words to the agent of a feature. */
export interface MessageDraft {
  readonly featureId: number;
  /** The slot that was spoken to. */
  readonly agent: string;
  readonly text: string;
}

/**
 * Keeps words for a feature: its next prompt has them.
 * @throws AgentTuiError `usage` when there are none, too many, or too many wait already.
 */
export function keepMessage(
  queue: Pick<Queue, 'journal' | 'messages'>,
  { featureId, agent, text }: MessageDraft,
): void {
  const { messageCharsMax, messagesWaitingMax } = fixedLimits;
  if (text.trim() === '') {
    throw new AgentTuiError('usage', 'the message is empty', {
      hint: 'say what the agent should know: agent-tui agent send agent-1 "use the new parser"',
    });
  }
  if (text.length > messageCharsMax) {
    throw new AgentTuiError('usage', `the message has ${String(text.length)} characters`, {
      hint: `at most ${String(messageCharsMax)} fit; longer texts belong into a file of the project`,
    });
  }
  if (queue.messages.open(featureId).length >= messagesWaitingMax) {
    throw new AgentTuiError(
      'usage',
      `${String(messagesWaitingMax)} messages wait for feature ${String(featureId)} already`,
      { hint: 'they are told when its next attempt begins; agent-tui feature show lists them' },
    );
  }
  queue.journal.write((record, keep) => {
    queue.messages.add(featureId, text);
    record({ type: 'message:sent', featureId, agent, facts: { text } });
    keep({ word: 'message', text });
  });
}
