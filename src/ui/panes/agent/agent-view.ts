import {
  column,
  cutMiddle,
  lineWidth,
  selectedLine,
  span,
  spread,
} from '../../components/cells.ts';
import type { Line } from '../../components/cells.ts';
import { age, counted, money } from '../../components/format.ts';
import type { FrameView, PaneSize } from '../../components/frame.ts';
import type { Glyphs } from '../../glyphs.ts';
import { textWidth } from '../../screen/index.ts';
import type { AgentStatus } from '../../store/engine-types.ts';
import { agentNamed, featureNumbered } from '../../store/selectors.ts';
import type { UiState } from '../../store/state.ts';
import { agentLook } from '../../components/agent-look.ts';

/** From when on it is said that an agent shows nothing, and when that needs a person, in milliseconds. */
const quietLimits = { saidAfterMs: 60_000, needsYouAfterMs: 10 * 60_000, heartbeatMsMax: 90_000 };

/** Whether the keys of the dashboard are meant for this agent. */
export function isAgentFocused(state: UiState, agent: string): boolean {
  return state.layers.length === 0 && state.focus === 'agents' && state.selectedAgent === agent;
}

/** The frame of an agent's pane; the log inside it is a text surface of its own. */
export function agentView(
  state: UiState,
  glyphs: Glyphs,
  pane: { agent: string; size: PaneSize; hasLog: boolean },
): FrameView {
  const agent = agentNamed(state, pane.agent);
  const isFocused = isAgentFocused(state, pane.agent);
  if (agent === undefined) return { title: [span(pane.agent)], rows: [], isFocused };
  const look = agentLook(agent, state.now);
  const short = `${glyphs[look.glyph]} ${look.word}`;
  const long = look.time === '' ? short : `${short} ${look.time}`;
  const { title, isWhole } = titleOf(state, agent, { width: titleRoom(pane.size, long), glyphs });
  const words = isWhole ? long : short;
  return {
    title: isWhole
      ? title
      : titleOf(state, agent, { width: titleRoom(pane.size, short), glyphs }).title,
    state: [span(words, look.style)],
    foot: footOf(agent, { now: state.now, glyphs, width: pane.size.width - 4 }),
    rows: pane.hasLog ? [] : [[span(emptyWords(agent), { weight: 'dim' })]],
    isFocused,
  };
}

/** What the border leaves for the title beside the words at its right. */
function titleRoom(size: PaneSize, words: string): number {
  return size.width - words.length - 8;
}

/** Agent, driver and feature; the driver goes first when there is no room, then the middle of the name. */
function titleOf(
  state: UiState,
  agent: AgentStatus,
  room: { width: number; glyphs: Glyphs },
): { title: Line; isWhole: boolean } {
  const { width, glyphs } = room;
  const dot = span(` ${glyphs.dot} `, { weight: 'dim' });
  const driver = span(agent.driver, { weight: 'dim' });
  const feature = featureNumbered(state, agent.feature);
  if (feature === undefined) return { title: [span(agent.name), dot, driver], isWhole: true };
  const label = `#${String(feature.id)} ${feature.name}`;
  const whole = [span(agent.name), dot, driver, dot, span(label)];
  if (lineWidth(whole) <= width) return { title: whole, isWhole: true };
  const left = Math.max(4, width - lineWidth([span(agent.name), dot]));
  const title = [span(agent.name), dot, span(cutMiddle(label, left, glyphs.ellipsis))];
  return { title, isWhole: textWidth(label) <= left };
}

/** What is known of the session; when there is no room, what matters least goes first. */
function footOf(agent: AgentStatus, look: { now: number; glyphs: Glyphs; width: number }): Line {
  if (agent.state === 'idle') return [];
  const dot = span(` ${look.glyphs.dot} `, { weight: 'dim' });
  const files = agent.changedFiles === null ? '- files' : counted(agent.changedFiles, 'file');
  const { tokens } = agent;
  const parts = [
    span(`${tokens === null ? '-' : compact(tokens)} tokens`, { weight: 'dim' }),
    span(money(agent.costUsd), { weight: 'dim' }),
    span(files, { weight: 'dim' }),
    heartbeatOf(agent, look.now),
    ...quietOf(agent, look.now),
  ];
  const joined = (kept: Line) => kept.flatMap((part, at) => (at === 0 ? [part] : [dot, part]));
  const fitting = parts.findIndex((_, at) => lineWidth(joined(parts.slice(at))) <= look.width);
  return joined(parts.slice(fitting === -1 ? parts.length - 1 : fitting));
}

function compact(count: number): string {
  return count < 1000 ? String(count) : `${(count / 1000).toFixed(1)}k`;
}

function heartbeatOf(agent: AgentStatus, now: number) {
  if (agent.heartbeatAt === null) return span('heartbeat -', { weight: 'dim' });
  const since = now - agent.heartbeatAt;
  const isLate = since > quietLimits.heartbeatMsMax && agent.state !== 'paused';
  return span(`heartbeat ${age(since)}`, isLate ? { token: 'attention' } : { weight: 'dim' });
}

function quietOf(agent: AgentStatus, now: number) {
  if (agent.progressAt === null || agent.state !== 'working') return [];
  const since = now - agent.progressAt;
  if (since < quietLimits.saidAfterMs) return [];
  const isLong = since >= quietLimits.needsYouAfterMs;
  return [span(`quiet ${age(since)}`, isLong ? { token: 'attention' } : { weight: 'dim' })];
}

function emptyWords(agent: AgentStatus): string {
  return agent.state === 'idle' ? 'Takes the next ready feature.' : 'No output yet.';
}

/** Agents for which there is no pane: one row each. */
export function agentRowLines(
  state: UiState,
  glyphs: Glyphs,
  list: { agents: readonly string[]; hidden: number; width: number },
): Line[] {
  return list.agents.map((name, at) => {
    const line = agentRow(state, glyphs, { name, width: list.width });
    const isLast = at === list.agents.length - 1;
    if (isLast && list.hidden > 0) {
      const more = span(` ${String(list.hidden + 1)} more, [ ] page `, { weight: 'dim' });
      return spread([more], [], list.width);
    }
    const isSelected = state.focus === 'agents' && state.selectedAgent === name;
    return isSelected ? selectedLine(line, list.width) : line;
  });
}

function agentRow(state: UiState, glyphs: Glyphs, row: { name: string; width: number }): Line {
  const agent = agentNamed(state, row.name);
  if (agent === undefined) return [span(` ${row.name}`)];
  const look = agentLook(agent, state.now);
  const feature = featureNumbered(state, agent.feature);
  const label = feature === undefined ? '' : `#${String(feature.id)} ${feature.name}`;
  const words = `${column(look.word, 8)} ${column(look.time, 6, 'right')} `;
  const room = Math.max(0, row.width - 13 - words.length - 3);
  return spread(
    [
      span(` ${glyphs[look.glyph]} `, look.style),
      span(`${column(agent.name, 9)} `),
      span(cutMiddle(label, room, glyphs.ellipsis)),
    ],
    [span(words, look.style)],
    row.width,
  );
}
