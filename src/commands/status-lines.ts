import type { LiveStatus } from '../engine/index.ts';
import { columns } from './io.ts';

/** The status as text: what is so of the whole, then a table of features and one of agents. */
export function statusLines(status: LiveStatus): string[] {
  const { features, agents } = status;
  return [
    ...statusHeadLines(status),
    ...columns(features.map(featureCells)),
    ...columns(
      agents.map((agent) => [
        ...agentCells(agent),
        agent.heartbeatAgeSeconds === null ? '' : `heartbeat ${String(agent.heartbeatAgeSeconds)}s`,
      ]),
    ),
  ];
}

/** A line about main and the run, and the banner when there is one. */
export function statusHeadLines(status: LiveStatus): string[] {
  const { main, features } = status;
  const merged = features.filter((feature) => feature.state === 'merged').length;
  const parts = [
    `merged ${String(merged)} of ${String(features.length)}`,
    main === null ? 'main is not known yet' : `${main.target} ${behindText(main)}`,
    runText(status),
  ];
  const head = `${status.project}: ${parts.join(', ')}`;
  return status.banner === null ? [head] : [head, `! ${status.banner}`];
}

/** A feature as cells of a table. */
export function featureCells(feature: LiveStatus['features'][number]): string[] {
  return [
    `#${String(feature.id)}`,
    feature.name,
    feature.status,
    feature.attempts === 0 ? '' : `attempt ${String(feature.attempts)}`,
    feature.blockedReason ?? feature.lastError ?? '',
  ];
}

/** An agent as cells of a table. */
export function agentCells(agent: LiveStatus['agents'][number]): string[] {
  return [agent.name, agent.state, agent.feature === null ? '' : `#${String(agent.feature)}`];
}

function behindText({ behind, diverged }: NonNullable<LiveStatus['main']>): string {
  if (diverged) return 'was rewritten';
  return behind === 0 ? 'up to date' : `${String(behind)} behind verified main`;
}

function runText({ running, run }: LiveStatus): string {
  if (!running) return 'not running';
  if (run === null) return 'running, but it does not answer';
  return run.reason === null ? run.state : `${run.state} (${run.reason})`;
}
