import { counted } from '../../components/format.ts';
import type { AgentStatus, Checkpoint, FeatureRow } from '../../store/engine-types.ts';
import type { Dialog } from '../../store/state.ts';

const back = { label: 'Go back', effect: { kind: 'nothing' } } as const;

function filesOf(agent: AgentStatus): string {
  return agent.changedFiles === null
    ? 'How many files it has changed is not known.'
    : `It has changed ${counted(agent.changedFiles, 'file')}.`;
}

function keptWords(checkpoints: number): string {
  return checkpoints === 0
    ? 'No checkpoint is kept so far; one is made first.'
    : `${counted(checkpoints, 'checkpoint')} ${checkpoints === 1 ? 'is' : 'are'} kept; the present files become one more.`;
}

/** Asks before an agent is killed. */
export function killDialog(
  agent: AgentStatus,
  feature: FeatureRow | undefined,
  kept: number,
): Dialog {
  const on = feature === undefined ? '' : ` on #${String(feature.id)} ${feature.name}`;
  return {
    title: `Kill ${agent.name}?`,
    tone: 'bad',
    text: [
      `All processes of ${agent.name}${on} are stopped. What they were in the middle of is lost.`,
      filesOf(agent),
      keptWords(kept),
      'The feature goes back into the queue; this attempt does not count against it.',
    ],
    choices: [back, { label: `Kill ${agent.name}`, effect: { kind: 'kill', agent: agent.name } }],
    chosen: 0,
  };
}

/** Asks before the work of an agent is thrown away. */
export function discardDialog(
  agent: AgentStatus,
  feature: FeatureRow | undefined,
  kept: number,
): Dialog {
  const name = feature === undefined ? 'its feature' : `#${String(feature.id)} ${feature.name}`;
  return {
    title: `Discard the work of ${agent.name}?`,
    tone: 'bad',
    text: [
      `${agent.name} is stopped, and the next attempt at ${name} starts afresh from main.`,
      filesOf(agent),
      keptWords(kept),
    ],
    choices: [back, { label: 'Discard the work', effect: { kind: 'discard', agent: agent.name } }],
    chosen: 0,
  };
}

/** Asks before a work tree is set back; `newer`: the checkpoints of this attempt that were made later. */
export function rollbackDialog(agent: AgentStatus, to: Checkpoint, newer: number): Dialog {
  const later =
    newer === 0
      ? 'No checkpoint is newer.'
      : `${counted(newer, 'newer checkpoint')} stay${newer === 1 ? 's' : ''} as ${newer === 1 ? 'it is' : 'they are'}.`;
  return {
    title: `Roll ${agent.name} back to checkpoint ${String(to.epoch)}.${String(to.number)}?`,
    tone: 'attention',
    text: [
      `The files of ${agent.name} become exactly those of the checkpoint; what came later is removed from its work tree. Ignored files stay.`,
      filesOf(agent),
      `The present files are kept as a checkpoint first; u undoes the rollback. ${later}`,
    ],
    choices: [
      back,
      {
        label: 'Roll back',
        effect: { kind: 'rollback', agent: agent.name, epoch: to.epoch, number: to.number },
      },
    ],
    chosen: 0,
  };
}

/** Asks before a feature is taken out of the queue. */
export function cancelDialog(feature: FeatureRow, waiting: number): Dialog {
  const others =
    waiting === 0
      ? 'No other feature depends on it.'
      : `${counted(waiting, 'feature')} that depend${waiting === 1 ? 's' : ''} on it cannot begin any more.`;
  return {
    title: `Cancel #${String(feature.id)} ${feature.name}?`,
    tone: 'bad',
    text: ['It leaves the queue for good. Its checkpoints and its work so far are kept.', others],
    choices: [
      back,
      { label: 'Cancel the feature', effect: { kind: 'cancel-feature', feature: feature.id } },
    ],
    chosen: 0,
  };
}

/** Asks what becomes of work that is going on when the person leaves. */
export function quitDialog(atWork: number, isVerifying: boolean): Dialog {
  const stay = { label: 'Keep waiting', effect: { kind: 'nothing' } } as const;
  const shared = { title: 'Quit?', tone: 'attention', chosen: 0 } as const;
  if (atWork === 0 && !isVerifying) {
    const leave = { label: 'Quit', effect: { kind: 'quit' } } as const;
    return { ...shared, text: ['No agent is at work.'], choices: [stay, leave] };
  }
  const agents =
    atWork === 0 ? '' : `${counted(atWork, 'agent')} ${atWork === 1 ? 'is' : 'are'} at work. `;
  const gate = isVerifying ? 'The gatekeeper tests a feature.' : '';
  return {
    ...shared,
    text: [
      `${agents}${gate}`.trim(),
      'Paused: each agent is ended, its work kept as a checkpoint, and the next start goes on from there.',
      'Left running: they work on without this screen, and the next start takes them over.',
    ],
    choices: [
      stay,
      { label: 'Pause them with a checkpoint and quit', effect: { kind: 'pause-and-quit' } },
      ...(atWork === 0 ? [] : leavingChoices),
    ],
  };
}

const leavingChoices: Dialog['choices'] = [
  { label: 'Leave them running and quit', effect: { kind: 'leave-running-and-quit' } },
  { label: 'Quit when they are done', effect: { kind: 'quit-when-done' } },
];

/** Asks before what was typed into the form is thrown away. */
export function dropFormDialog(): Dialog {
  return {
    title: 'Leave the form?',
    tone: 'attention',
    text: ['What you typed is lost.'],
    choices: [back, { label: 'Leave it', effect: { kind: 'drop-form' } }],
    chosen: 0,
  };
}
