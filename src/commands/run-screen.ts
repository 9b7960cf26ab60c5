import type { Project } from '../engine/index.ts';
import type { Io } from './io.ts';
export async function runScreen(_io: Io, _project: Project, _o: { endsByItself: boolean; closeAfterMs?: number; ascii?: boolean }): Promise<number> {
  throw new Error('not yet');
}
