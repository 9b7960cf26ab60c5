import type { Behaviour, WorkStep } from './agent-process.ts';
import type { Dice } from './dice.ts';

/** What agents do, with how often each is chosen when something may go wrong. */
const kinds = {
  good: 40,
  uncommitted: 12,
  red: 10,
  clashing: 6,
  shared: 12,
  unchanged: 3,
  failing: 5,
  crashing: 6,
  hanging: 4,
  endless: 3,
  forking: 8,
  stubborn: 5,
  polite: 4,
  unkillable: 1,
} as const;

type Kind = keyof typeof kinds;

/** Chooses how one attempt's agent behaves. */
export function behaviourOf(
  dice: Dice,
  given: { readonly session: string; readonly featureId: number; readonly isQuiet: boolean },
): Behaviour {
  const { session, featureId, isQuiet } = given;
  const name: Kind = isQuiet ? 'good' : dice.weighted<Kind>(kinds);
  const path = `feature-${String(featureId)}`;
  const edit = (content: string, at = path): WorkStep['act'] => ({
    kind: 'edit',
    path: at,
    content: `${content} of ${session}`,
  });
  const acts = actsOf(name, edit);
  const slow = name === 'endless' ? 900 : isQuiet ? 500 : 1_100;
  const steps = acts.map((act) => ({ afterMs: dice.int(40, slow), act }));
  return {
    name,
    steps,
    ignoresTerm: name === 'stubborn' || name === 'unkillable' || dice.chance(0.05),
    exitsOnTerm: name === 'polite',
    unkillableForMs: name === 'unkillable' ? dice.int(2_000, 9_000) : 0,
  };
}

function actsOf(
  name: Kind,
  edit: (content: string, path?: string) => WorkStep['act'],
): WorkStep['act'][] {
  const commit = { kind: 'commit' } as const;
  const done = { kind: 'exit', exitCode: 0 } as const;
  const think = { kind: 'think' } as const;
  const mend = { kind: 'mend' } as const;
  switch (name) {
    case 'good':
      return [edit('draft'), commit, mend, edit('good'), commit, done];
    case 'polite':
    case 'stubborn':
    case 'unkillable':
      return [edit('draft'), mend, edit('good'), commit, think, think, think, done];
    case 'uncommitted':
      return [edit('draft'), mend, edit('good'), done];
    case 'red':
      return [edit('draft'), commit, edit('bad'), commit, done];
    case 'clashing':
      return [edit('clash'), commit, done];
    case 'shared':
      return [edit('good'), commit, mend, edit('good', 'shared/list'), done];
    case 'unchanged':
      return [think, done];
    case 'failing':
      return [edit('half'), commit, edit('more'), { kind: 'exit', exitCode: 3 }];
    case 'crashing':
      return [edit('half'), think, { kind: 'crash', signal: 'SIGSEGV' }];
    case 'hanging':
      return [edit('half'), commit];
    case 'endless':
      return [edit('half'), ...Array.from({ length: 40 }, () => think)];
    case 'forking':
      return [{ kind: 'fork' }, edit('good'), commit, { kind: 'fork' }, done];
  }
}
