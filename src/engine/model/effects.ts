/**
 * Every effect of the engine on the world that a crash may cut short, by name. Each has two moments: before it is done and
 * after. `npm run failpoints` kills the engine at all of them.
 */
export const effectNames = [
  'claim.broker',
  'claim.tx',
  'slot.prepare',
  'slot.row',
  'spawn.row',
  'spawn',
  'spawn.note',
  'checkpoint.ref',
  'checkpoint.row',
  'submit.ref',
  'submit.tx',
  'requeue.tx',
  'feedback.write',
  'main.check',
  'verify.row',
  'tests.run',
  'verdict.file',
  'verdict.tx',
  'land.intent',
  'land.ref',
  'land.row',
  'mirror.ref',
  'follow.ref',
  'backup.copy',
  'backup.rename',
] as const;

export type EffectName = (typeof effectNames)[number];
