import {
  byteWords,
  lackWords,
  sanitiseLine,
  usdWords,
  type EngineEvent,
  type RunSummary,
} from '../engine/index.ts';

/** Names a feature for people. */
export type NameOf = (featureId: number) => string | undefined;

/** One event as a line of text: time, who, what. */
export function eventLine(event: EngineEvent, nameOf: NameOf): string {
  const time = isoTime(event.at).slice(11, 19);
  const name = event.featureId === null ? '' : (nameOf(event.featureId) ?? '');
  const feature = event.featureId === null ? '' : `#${String(event.featureId)} ${name}`.trimEnd();
  const who = [event.agent, feature].filter((part) => part !== null && part !== '').join(' ');
  const words = [who, said(event)].filter((part) => part !== '').join(': ');
  return `${time}  ${event.type.padEnd(20)}  ${sanitiseLine(words).replaceAll(/ {2,}/g, ' ')}`;
}

/** One event as the object that `run --json` prints. */
export function eventObject(event: EngineEvent, nameOf: NameOf): Record<string, unknown> {
  const feature =
    event.featureId === null
      ? {}
      : { feature: event.featureId, featureName: nameOf(event.featureId) ?? null };
  return {
    time: isoTime(event.at),
    event: event.type,
    ...feature,
    ...(event.agent === null ? {} : { agent: event.agent }),
    ...event.facts,
  };
}

/** Wall-clock milliseconds as ISO 8601. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function said(event: EngineEvent): string {
  switch (event.type) {
    case 'run:started':
      return `${counted(event.facts.features, 'feature')}, ${counted(event.facts.agents, 'agent')}`;
    case 'run:paused':
    case 'feature:blocked':
      return event.facts.reason;
    case 'run:resumed':
    case 'feature:cancelled':
    case 'session:paused':
    case 'session:resumed':
      return '';
    case 'run:finished':
      return finishedText(event.facts);
    case 'feature:added':
    case 'feature:edited':
      return event.facts.name;
    case 'feature:claimed':
      return `attempt ${String(event.facts.epoch)}`;
    case 'message:sent':
    case 'question:asked':
      return event.facts.text;
    case 'result:refused':
      return `${short(event.facts.head)} came too late and is kept`;
    case 'feature:submitted':
      return short(event.facts.head);
    case 'feature:requeued':
      return event.facts.reason;
    case 'feature:merged':
      return short(event.facts.commit);
    case 'slot:prepared':
      return preparedText(event.facts);
    case 'session:adopted':
    case 'session:started':
      return `pid ${String(event.facts.pid)}`;
    case 'session:quiet':
      return `no progress for ${String(Math.round(event.facts.quietMs / 1000))} s`;
    case 'session:ended':
      return event.facts.ending;
    case 'checkpoint:created':
      return `${String(event.facts.number)} (${event.facts.reason})`;
    case 'checkpoint:restored':
      return `${String(event.facts.number)}, the state before is ${String(event.facts.keptAs)}`;
    default:
      return gateText(event);
  }
}

type GateEvent =
  | Extract<
      EngineEvent,
      { type: `candidate:${string}` | `verdict:${string}` | `main:${string}` | `fault:${string}` }
    >
  | DiskEvent
  | MoneyEvent;

function gateText(event: GateEvent): string {
  switch (event.type) {
    case 'budget:reached':
    case 'budget:set':
    case 'preset:applied':
    case 'settings:changed':
      return moneyText(event);
    case 'candidate:verifying':
      return `onto ${short(event.facts.base)}`;
    case 'verdict:decided':
      return verdictText(event.facts);
    case 'main:checked':
      return `${event.facts.verdict}, ${counted(event.facts.totals.passed, 'test')} passed`;
    case 'main:landed':
    case 'main:moved':
    case 'main:diverged':
      return short(event.facts.commit);
    case 'main:followed':
      return `${short(event.facts.commit)} (${counted(event.facts.commits, 'commit')})`;
    case 'fault:recovered':
    case 'fault:met':
      return event.facts.what;
    default:
      return diskText(event);
  }
}

type MoneyEvent = Extract<
  EngineEvent,
  { type: `budget:${string}` | `preset:${string}` | `settings:${string}` }
>;

function moneyText(event: MoneyEvent): string {
  switch (event.type) {
    case 'budget:reached': {
      const { spentUsd, limitUsd } = event.facts;
      return `${budgetName(event.facts)}: ${usdWords(spentUsd)} of ${usdWords(limitUsd)}`;
    }
    case 'budget:set': {
      const { limitUsd } = event.facts;
      return `${budgetName(event.facts)}: ${limitUsd === null ? 'no limit' : usdWords(limitUsd)}`;
    }
    case 'preset:applied':
      return event.facts.preset;
    case 'settings:changed':
      return event.facts.what;
  }
}

function budgetName({ scope, name }: { readonly scope: string; readonly name: string }): string {
  return name === '' ? scope : `${scope} ${name}`;
}

type DiskEvent = Extract<EngineEvent, { type: `disk:${string}` | `logs:${string}` }>;

function diskText(event: DiskEvent): string {
  switch (event.type) {
    case 'disk:short':
      return lackWords(event.facts, event.facts.neededBytes);
    case 'disk:ample':
      return `${byteWords(event.facts.freeBytes)} free`;
    case 'logs:tidied':
      return `${counted(event.facts.files, 'file')}, ${byteWords(event.facts.freedBytes)} freed`;
  }
}

/** What failed too often is told apart from what is blocked for another reason. */
function finishedText(summary: RunSummary): string {
  const counts = [
    `${String(summary.featuresCompleted)} merged`,
    `${String(summary.featuresFailed)} failed`,
    `${String(summary.featuresBlocked)} blocked`,
    ...(summary.featuresLeft > 0 ? [`${String(summary.featuresLeft)} left in the queue`] : []),
  ];
  return `${counts.join(', ')} in ${String(summary.durationSeconds)} s`;
}

function preparedText(facts: {
  durationMs: number;
  start: string;
  conflicts: readonly string[];
}): string {
  const conflicts =
    facts.conflicts.length === 0 ? '' : `, conflicts in ${facts.conflicts.join(', ')}`;
  return `from ${short(facts.start)} in ${String(facts.durationMs)} ms${conflicts}`;
}

function verdictText(facts: Extract<EngineEvent, { type: 'verdict:decided' }>['facts']): string {
  const reason = facts.firstFailure ?? facts.reasons[0];
  const totals = facts.totals === null ? '' : `, ${String(facts.totals.passed)} passed`;
  return `${facts.outcome}${totals}${reason === undefined ? '' : `: ${reason}`}`;
}

function short(commit: string): string {
  return commit.slice(0, 7);
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
