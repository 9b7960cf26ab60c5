import type { Context } from '../../src/engine/context.ts';
import type { Knowledge } from '../../src/engine/knowledge/knowledge.ts';
import type { Options } from './options.ts';

/** Every outcome is noted, and every fourth feature asks for what is known: a search reads and decides nothing. */
export function seldomAsked(knowledge: Knowledge): Knowledge {
  return {
    ...knowledge,
    reference: (query) =>
      (query.exceptFeature ?? 0) % 4 === 0 ? knowledge.reference(query) : null,
  };
}

/** Disks fill up at effects; the room itself is never short. */
export const ampleDisk: Context['disk'] = {
  space: () => ({ freeBytes: Number.MAX_SAFE_INTEGER, freeFiles: null }),
  keepReserve: () => undefined,
  bytesOfSlot: () => Promise.resolve(0),
  tidyLogs: () => Promise.resolve({ files: 0, freedBytes: 0 }),
};

/** What the steps read of a project. */
export function projectOf(landing: Options['landing']): Context['project'] {
  const paths = { projectDir: '/project', logs: '/state/logs' };
  return {
    name: 'simulated',
    target: 'main',
    config: { landing, preset: 'balanced' },
    paths,
    // The steps read no more of a project than this.
  } as unknown as Context['project'];
}
