import type { GlyphName } from '../glyphs.ts';
import { duration } from './format.ts';
import type { AgentStatus } from '../store/engine-types.ts';
import type { Style } from '../theme.ts';

/** How an agent's state looks. */
export interface AgentLook {
  readonly glyph: GlyphName;
  readonly style: Style;
  readonly word: string;
  /** How long it works on this already; empty when it does not. */
  readonly time: string;
}

/** The look of an agent at a time. */
export function agentLook(agent: AgentStatus, now: number): AgentLook {
  const time = agent.startedAt === null ? '' : duration(now - agent.startedAt);
  switch (agent.state) {
    case 'idle':
      return { glyph: 'idle', style: { weight: 'dim' }, word: idleWord(agent), time: '' };
    case 'starting':
      return { glyph: 'working', style: { token: 'running' }, word: 'starting', time };
    case 'working':
      return { glyph: 'working', style: { token: 'running' }, word: 'working', time };
    case 'paused':
      return { glyph: 'paused', style: { token: 'attention' }, word: 'paused', time };
    case 'stopping':
      return { glyph: 'working', style: { weight: 'dim' }, word: 'stopping', time };
  }
}

function idleWord(agent: AgentStatus): string {
  return agent.featureState === 'verifying' ? 'waits for the gatekeeper' : 'idle';
}
