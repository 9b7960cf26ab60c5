export { createGatekeeper } from './gatekeeper.ts';
export type { Gatekeeper, GatekeeperOptions, MainCheck, VerifyInput } from './gatekeeper.ts';
export type { AbsorbInput, AbsorbResult } from './absorb.ts';
export type { VerifyStage } from './collect.ts';
export type { LandingIntent, LandInput, LandResult } from './land.ts';
export type { CommitRecord, KeptRef, MergeRecord, Records } from './records.ts';
export type { MainSync } from './main.ts';
export { followMain } from './follow.ts';
export { mainStatus, mainStatusOf } from './main.ts';
