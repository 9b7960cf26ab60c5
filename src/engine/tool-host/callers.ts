import { createHash } from 'node:crypto';
import type { Caller } from '../model/caller.ts';
import { AgentTuiError } from '../model/error.ts';
import type { Random } from '../platform/random.ts';
import type { Queue } from '../queue/index.ts';
import type { TokenOwner } from '../queue/index.ts';
import type { CallerFinding } from './tool-server.ts';

const tokenBytes = 32;

/** Gives an attempt its token: whoever shows it acts for that attempt, as long as it is the newest and in progress. */
export function issueToken(
  { queue, random }: { readonly queue: Pick<Queue, 'toolTokens'>; readonly random: Random },
  owner: TokenOwner,
): string {
  const token = random.id(tokenBytes);
  queue.toolTokens.add(hashOf(token), owner);
  return token;
}

/** Says whose token it is, as the rows are now: it needs no memory, and survives the engine. */
export function callerOf({ toolTokens }: Pick<Queue, 'toolTokens'>, token: string): CallerFinding {
  const row = toolTokens.find(hashOf(token));
  if (row === undefined) return { kind: 'unknown' };
  const { featureId, epoch, agent, state, newestEpoch } = row;
  if (newestEpoch === epoch && state === 'in_progress') {
    return { kind: 'caller', caller: { kind: 'attempt', agent, featureId, epoch } };
  }
  const now =
    newestEpoch === epoch || newestEpoch === null
      ? `the feature is ${state ?? 'gone'}`
      : `attempt ${String(newestEpoch)} has it`;
  return {
    kind: 'over',
    reason: `attempt ${String(epoch)} of feature ${String(featureId)} is over: ${now}`,
  };
}

/**
 * Who shows a token, or the person when there is none.
 * @throws AgentTuiError `usage` for a token that is not good any more, or was never given out.
 */
export function callerOfToken(
  tokens: { callerOf(token: string): CallerFinding },
  token: string | null,
): Caller {
  if (token === null) return { kind: 'person' };
  const finding = tokens.callerOf(token);
  if (finding.kind === 'caller') return finding.caller;
  const isOver = finding.kind === 'over';
  throw new AgentTuiError('usage', isOver ? finding.reason : 'this token is not known', {
    hint: isOver
      ? 'exit: whatever you do now is not part of the feature'
      : 'AGENT_TUI_MCP_TOKEN is set for agents that agent-tui starts; unset it elsewhere',
  });
}

/** Only the hash is kept: who reads the database must not be able to speak for an agent. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
