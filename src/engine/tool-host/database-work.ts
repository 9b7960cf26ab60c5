import type { FeatureActions } from '../feature-actions.ts';
import { askPerson } from '../steps/ask-person.ts';
import type { Queue } from '../queue/index.ts';
import { openFeatureReading } from './feature-reading.ts';
import { featureOf, noEngine } from './refusals.ts';
import type { ToolWork } from './tool-host.ts';

/** What tools can do about features while no engine runs: read, add and ask. The rest is said to need one. */
export function databaseWork(
  queue: Queue,
  given: { readonly projectDir: string; readonly actions: Pick<FeatureActions, 'addFeatures'> },
): ToolWork {
  const refuse = (what: string) => () => Promise.reject(noEngine(what));
  return {
    ...openFeatureReading(queue),
    placeOf: ({ caller, featureId }) => {
      if (caller.kind === 'attempt' || featureId !== undefined) throw noEngine('find a work tree');
      return { root: given.projectDir, mayWrite: false };
    },
    claim: refuse('begin features'),
    add: (_ask, drafts) => given.actions.addFeatures(drafts),
    submit: refuse('hand work in'),
    skip: refuse('give a feature back'),
    question: (ask, text) => {
      const featureId = featureOf(ask);
      if (ask.caller.kind === 'person') return refuse('ask about a feature that nobody works on')();
      const { epoch, agent } = ask.caller;
      return Promise.resolve(askPerson(queue, { featureId, epoch, agent }, text));
    },
    checkpoint: refuse('make a checkpoint'),
    rollback: refuse('go back to a checkpoint'),
    heartbeat: refuse('hear a heartbeat'),
  };
}
