import { join } from 'node:path';
import type { Verdict } from '../model/verdict.ts';
import { ensurePrivateDir, writeFileAtomic } from '../platform/files.ts';

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
