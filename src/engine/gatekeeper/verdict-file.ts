import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Verdict } from '../model/verdict.ts';
import {
  ensurePrivateDir,
  isSystemError,
  readTextIfPresent,
  writeFileAtomic,
} from '../platform/files.ts';

/** The verdict of a candidate; verifying it again replaces the verdict, for only the last one can land. */
export function verdictId(candidateId: number): string {
  return `v${String(candidateId)}`;
}

/** Writes a verdict as a file of its own and waits until the disk has it: nothing lands without its record. */
export async function writeVerdict(stateDir: string, verdict: Verdict): Promise<void> {
  const dir = join(stateDir, 'verdicts');
  await ensurePrivateDir(dir);
  await writeFileAtomic(join(dir, `${verdict.id}.json`), `${JSON.stringify(verdict, null, 2)}\n`);
}

/** Every verdict that is on the disk; a file that cannot be read as one is passed over. */
export async function readVerdicts(stateDir: string): Promise<Verdict[]> {
  const dir = join(stateDir, 'verdicts');
  const names = await readdir(dir).catch((error: unknown) => {
    if (isSystemError(error, 'ENOENT')) return [];
    throw error;
  });
  const verdicts: Verdict[] = [];
  for (const name of names.filter((each) => /^v\d+\.json$/.test(each))) {
    const verdict = verdictIn((await readTextIfPresent(join(dir, name))) ?? '');
    if (verdict !== undefined) verdicts.push(verdict);
  }
  return verdicts.sort((a, b) => a.candidateId - b.candidateId);
}

function verdictIn(text: string): Verdict | undefined {
  try {
    const value = JSON.parse(text) as Partial<Verdict> | null;
    const isWhole =
      typeof value?.candidateId === 'number' &&
      typeof value.featureId === 'number' &&
      typeof value.evidence?.candidateHead === 'string';
    return isWhole ? (value as Verdict) : undefined;
  } catch {
    return undefined;
  }
}
