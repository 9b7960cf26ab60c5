import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isPresent, type SlotPaths } from './paths.ts';

/** The branch of an attempt. */
export interface SlotBranch {
  readonly name: string;
  readonly featureId: number;
  readonly epoch: number;
}

const branchPattern = /^ref: refs\/heads\/(agent-tui\/(\d{1,15})-[^/\s]+\/(\d{1,15}))\s*$/;

/** Reads which attempt's branch a slot is on, without git: an agent may have pointed it anywhere. */
export async function slotBranch(paths: SlotPaths): Promise<SlotBranch | null> {
  if (!(await isPresent(paths.slot))) return null;
  const head = await readFile(join(paths.admin, 'HEAD'), 'utf8').catch(() => '');
  const [, name, featureId, epoch] = branchPattern.exec(head) ?? [];
  if (name === undefined) return null;
  return { name, featureId: Number(featureId), epoch: Number(epoch) };
}
