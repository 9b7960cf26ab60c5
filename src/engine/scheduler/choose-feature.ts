import type { ReadyFeature } from '../model/ready-feature.ts';

/** What the choice looks at. */
export interface ChoiceFacts {
  /** The slot that asks. */
  readonly agent: string;
  /** By priority and number. */
  readonly ready: readonly ReadyFeature[];
  /** Slots that could begin something now: what came back to one of them waits for it. */
  readonly idleAgents: readonly string[];
  /** Files and folders that running attempts touch, in git's form: `src/auth/login.ts`. */
  readonly pathsInWork: readonly string[];
  /** A feature that was passed over so often goes first. */
  readonly passedOverMax: number;
}

/** The feature to begin, and those before it that have to wait because somebody works on their files. */
export interface Choice {
  readonly feature: ReadyFeature;
  readonly passedOver: readonly number[];
}

/**
 * Chooses the feature that a slot begins next. PURE. What came back to the slot comes first, then priority and number;
 * but what touches files that somebody works on stands behind the others, until it was passed over too often. When
 * everything overlaps, the first is begun all the same: a slot never idles while something is ready.
 */
export function chooseFeature(facts: ChoiceFacts): Choice | undefined {
  const { agent, idleAgents, passedOverMax } = facts;
  const others = new Set(idleAgents.filter((name) => name !== agent));
  const mine = facts.ready.filter((f) => f.lastAgent === null || !others.has(f.lastAgent));
  const first = mine[0];
  if (first === undefined) return undefined;
  const isFree = freeOf(facts.pathsInWork);
  const chosen =
    mine.find((feature) => feature.passedOver >= passedOverMax) ??
    mine.find((feature) => feature.lastAgent === agent && isFree(feature)) ??
    mine.find(isFree) ??
    mine.find((feature) => feature.lastAgent === agent) ??
    first;
  const before = mine.slice(0, mine.indexOf(chosen)).filter((feature) => !isFree(feature));
  return { feature: chosen, passedOver: before.map(({ id }) => id) };
}

/** Tells features of which nothing is worked on: no list names a file or folder that the other names, or lies in. */
function freeOf(pathsInWork: readonly string[]): (feature: ReadyFeature) => boolean {
  const places = new Set(pathsInWork);
  const folders = new Set(pathsInWork.flatMap(foldersOf));
  const isInWork = (path: string) =>
    places.has(path) || folders.has(path) || foldersOf(path).some((at) => places.has(at));
  return ({ paths }) => !paths.some(isInWork);
}

function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
