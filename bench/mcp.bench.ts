import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as textOfStream } from 'node:stream/consumers';
import { openDatabase } from '../src/engine/db/index.ts';
import { systemClock, wait } from '../src/engine/platform/clock.ts';
import { systemRandom } from '../src/engine/platform/random.ts';
import { openQueue } from '../src/engine/queue/index.ts';
import { issueToken } from '../src/engine/tool-host/callers.ts';
import { makeProject } from './queue-size/project.ts';
import { scroll } from './queue-size/scroll.ts';
import { percentile, tableRow } from './queue-size/report.ts';
import { WatchedProgram } from './queue-size/watched-program.ts';

const features = 300;
const scratch = mkdtempSync(join(tmpdir(), 'agent-tui-mcp-'));
try {
  const project = makeProject(scratch, features);
  const program = new WatchedProgram(project);
  await program.paints(({ text }) => text.includes(`${String(features)} features`));
  await wait(systemClock, 2_000);
  const state = join(project.env['XDG_STATE_HOME'] ?? '', 'agent-tui');
  const dir = readdirSync(state)[0] ?? '';
  const db = openDatabase(join(state, dir, 'state.db'));
  const queue = openQueue(db, () => systemClock.now(), () => undefined);
  const busy = queue.features.inState('in_progress')[0];
  if (busy === undefined) throw new Error('nobody works');
  const token = issueToken({ queue, random: systemRandom }, { featureId: busy.id, epoch: busy.epoch, agent: busy.lastAgent ?? '' });
  const url = `http://127.0.0.1:${String(queue.toolTokens.port())}/mcp`;
  program.press('1');
  const gait = { name: 'j/k', down: 'j', up: 'k', by: 1 };
  program.press('g');
  await wait(systemClock, 300);
  const calm = await scroll(program, { gait, features, presses: 200 });
  program.press('g');
  await wait(systemClock, 300);
  const [load, seen] = await Promise.all([
    runLoad(url, token),
    scroll(program, { gait, features, presses: 400 }),
  ]);
  for (const [name, values] of [['calls', load.latenciesMs], ['key calm', calm.latenciesMs], ['key under load', seen.latenciesMs]] as const) {
    console.log(tableRow(name, ...[0.5, 0.95, 1].map((s) => percentile(values, s).toFixed(1))));
  }
  console.log(load.failures, load.lastFailure, seen.lostKeys);
  await program.end();
  db.close();
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

async function runLoad(url: string, token: string): Promise<{ latenciesMs: number[]; failures: number; lastFailure: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'load-program.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      LOAD_URL: url,
      LOAD_TOKEN: token,
      LOAD_CALLS: JSON.stringify([
        { server: 'feature', tool: 'feature_get', input: { id: 1 } },
        { server: 'feature', tool: 'feature_get_stats', input: {} },
        { server: 'feature', tool: 'heartbeat', input: {} },
        { server: 'feature', tool: 'checkpoint_list', input: {} },
      ]),
    },
  });
  return JSON.parse(await textOfStream(child.stdout)) as never;
}
void createServer;
