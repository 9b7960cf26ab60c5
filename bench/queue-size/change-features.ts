import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../src/engine/db/index.ts';
import { systemClock } from '../../src/engine/platform/clock.ts';
import { openQueue } from '../../src/engine/queue/index.ts';
import type { BenchProject } from './project.ts';

const changeIntervalMs = 250;

/** Changes one feature after another as another process would (`agent-tui feature …` in a second terminal). */
export function changeFeatures({ env, features }: BenchProject): { stop: () => void } {
  const db = openDatabase(databaseIn(join(env['XDG_STATE_HOME'] ?? '', 'agent-tui')));
  // What the bench waits for is the program, not its own disk.
  db.pragma('synchronous = OFF');
  const queue = openQueue(
    db,
    () => systemClock.now(),
    () => undefined,
  );
  let changes = 0;
  const stop = systemClock.every(changeIntervalMs, () => {
    changes += 1;
    const id = 1 + ((changes * 7_919) % features);
    queue.features.setPriority(id, 1_000 + changes);
  });
  return {
    stop: () => {
      stop();
      db.close();
    },
  };
}

function databaseIn(folder: string): string {
  const [project] = readdirSync(folder);
  return join(folder, project ?? '', 'state.db');
}
