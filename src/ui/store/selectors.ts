import { layOut } from '../layout.ts';
import type { Layout, Rect } from '../layout.ts';
import type {
  AgentStatus,
  Checkpoint,
  EngineView,
  FeatureList,
  FeatureRow,
  LearnedRow,
  VerdictRow,
} from './engine-types.ts';
import { featureIn } from './list.ts';
import type { Layer, UiState } from './state.ts';

const nobody: readonly never[] = [];

/** The agents, also before the engine has said anything. */
export function agentsOf(state: UiState): readonly AgentStatus[] {
  return state.view?.agents ?? nobody;
}

/** The features in the engine's order. */
export function featuresOf(state: UiState): FeatureList {
  return state.view?.features ?? nobody;
}

/** The gatekeeper's history, newest first. */
export function verdictsOf(state: UiState): readonly VerdictRow[] {
  return state.view?.gate.verdicts ?? nobody;
}

const layouts = new WeakMap<UiState, Layout>();

/** Where everything of the dashboard stands. Many ask, and a state never changes: it is worked out once for each. */
export function layoutOf(state: UiState): Layout {
  const known = layouts.get(state);
  if (known !== undefined) return known;
  const layout = newLayoutOf(state);
  layouts.set(state, layout);
  return layout;
}

function newLayoutOf(state: UiState): Layout {
  const agents = agentsOf(state);
  const selected = agents.findIndex((agent) => agent.name === state.selectedAgent);
  return layOut({
    size: state.size,
    focus: state.focus,
    isZoomed: state.isZoomed,
    agents: agents.length,
    selectedAgent: Math.max(0, selected),
    hasBanner: (state.view?.banner ?? null) !== null,
  });
}

/** The body, or the whole screen when it is too small for one. */
export function bodyOf(state: UiState): Rect {
  const layout = layoutOf(state);
  return layout.kind === 'dashboard' ? layout.body : layout.screen;
}

/** What lies on top; undefined: the dashboard itself. */
export function topLayer(state: UiState): Layer | undefined {
  return state.layers.at(-1);
}

/** An agent by its name. */
export function agentNamed(state: UiState, name: string | null): AgentStatus | undefined {
  return agentsOf(state).find((agent) => agent.name === name);
}

/** A feature by its number. */
export function featureNumbered(state: UiState, id: number | null): FeatureRow | undefined {
  return featureIn(featuresOf(state), id);
}

/** The agent that a key is meant for: of the screen in front, else of what is selected. */
export function targetAgent(state: UiState): AgentStatus | undefined {
  const layer = topLayer(state);
  if (layer?.kind === 'log' || layer?.kind === 'checkpoints') return agentNamed(state, layer.agent);
  if (layer?.kind === 'details') return agentNamed(state, targetFeature(state)?.agent ?? null);
  if (state.focus === 'agents') return agentNamed(state, state.selectedAgent);
  return agentNamed(state, targetFeature(state)?.agent ?? null);
}

/** The feature that a key is meant for. */
export function targetFeature(state: UiState): FeatureRow | undefined {
  const layer = topLayer(state);
  if (layer?.kind === 'checkpoints') return featureNumbered(state, layer.feature);
  if (layer?.kind === 'log') return featureOfAgent(state, layer.agent);
  if (layer?.kind === 'details') return featureOfDetails(state, layer);
  switch (state.focus) {
    case 'features':
      return featureNumbered(state, state.selectedFeature);
    case 'agents':
      return featureOfAgent(state, state.selectedAgent);
    case 'gatekeeper':
      return featureNumbered(state, selectedVerdict(state)?.featureId ?? null);
  }
}

function featureOfAgent(state: UiState, name: string | null): FeatureRow | undefined {
  return featureNumbered(state, agentNamed(state, name)?.feature ?? null);
}

function featureOfDetails(
  state: UiState,
  layer: Extract<Layer, { kind: 'details' }>,
): FeatureRow | undefined {
  const { of } = layer;
  if (of.kind === 'feature') return featureNumbered(state, of.id);
  const verdict = verdictsOf(state).find((row) => row.id === of.id);
  return featureNumbered(state, verdict?.featureId ?? null);
}

/** The verdict that is selected in the gatekeeper's region. */
export function selectedVerdict(state: UiState): VerdictRow | undefined {
  return verdictsOf(state).find((row) => row.id === state.selectedVerdict);
}

/** The checkpoints of a feature, newest first. */
export function checkpointsOf(state: UiState, feature: number): readonly Checkpoint[] {
  const kept = state.view?.checkpoints[feature] ?? nobody;
  return [...kept].sort((a, b) => b.epoch - a.epoch || b.number - a.number);
}

/** How a checkpoint is named among those of its feature. */
export function checkpointKey(checkpoint: Checkpoint): string {
  return `${String(checkpoint.epoch)}/${String(checkpoint.number)}`;
}

/** How a row of the stats screen is named among the others. */
export function learnedKey({ category, model, agent, tier }: LearnedRow): string {
  return [category, model, agent, tier].join('\n');
}

/** Whether an agent has processes that can be paused or stopped. */
export function isAtWork(agent: AgentStatus | undefined): boolean {
  return agent !== undefined && agent.state !== 'idle';
}

/** How many agents have a process that is going. */
export function countWorking(view: EngineView): number {
  return view.agents.filter((agent) => agent.state === 'working' || agent.state === 'starting')
    .length;
}
