import type { CommandOf } from './command.ts';
import type { EngineStats, LearnedRow } from './engine-types.ts';
import { keepInSight, stepIn } from './list.ts';
import { stepOf } from './reduce-dashboard.ts';
import { bodyOf, learnedKey } from './selectors.ts';
import type { Layer, StatsState, UiState } from './state.ts';

type Move = CommandOf<'moved' | 'paged' | 'jumped'>;

/** Rows of the stats screen above its list: the totals, a blank one, the heads of the columns. */
export const statsRowsAbove = 3;

/** Puts an answer into the stats screen, wherever it lies; it comes too late for one that is closed. */
export function countStats(state: UiState, stats: EngineStats): UiState {
  if (!state.layers.some((layer) => layer.kind === 'stats')) return state;
  const learned = [...stats.learned].sort(byCategoryThenLanded);
  const layers = state.layers.map((layer): Layer => {
    if (layer.kind !== 'stats') return layer;
    const keys = learned.map(learnedKey);
    const isThere = layer.selected !== null && keys.includes(layer.selected);
    const selected = isThere ? layer.selected : (keys[0] ?? null);
    return settled(state, { ...layer, stats: { ...stats, learned }, selected });
  });
  return { ...state, layers };
}

/** What the arrows and page keys do on the stats screen. */
export function moveInStats(state: UiState, layer: StatsState, command: Move): StatsState {
  const keys = layer.stats?.learned.map(learnedKey) ?? [];
  const at = keys.findIndex((key) => key === layer.selected);
  const step = stepOf(command, rowsFor(bodyOf(state)));
  return settled(state, { ...layer, selected: stepIn(keys, at, step) ?? null });
}

function settled(state: UiState, layer: StatsState): StatsState {
  return { ...layer, top: statsTop(layer, bodyOf(state)) };
}

/** The first row in sight of a stats screen of this size, moved no further than needed. */
export function statsTop(layer: StatsState, size: { readonly height: number }): number {
  const learned = layer.stats?.learned ?? [];
  return keepInSight({
    top: layer.top,
    selected: learned.findIndex((row) => learnedKey(row) === layer.selected),
    rows: rowsFor(size),
    count: learned.length,
  });
}

function rowsFor({ height }: { readonly height: number }): number {
  return Math.max(0, height - 2 - statsRowsAbove);
}

/** Of one category what landed most comes first; the names decide the rest, so that rows of equal numbers stand still. */
function byCategoryThenLanded(a: LearnedRow, b: LearnedRow): number {
  return (
    order(a.category, b.category) ||
    b.landed - a.landed ||
    b.of - a.of ||
    order(learnedKey(a), learnedKey(b))
  );
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
