import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** What fifty clients saw. */
export interface Load {
  /** Milliseconds of each call, from its first byte to the last one of its answer. */
  readonly latenciesMs: readonly number[];
  readonly failures: number;
  readonly lastFailure: string;
}

/** So much of a run is left out: compilers need a while until they have seen everything. */
const warmUpShare = 0.25;

/** One call of each tool that agents call and that answers at once; every fifth searches 100,000 patterns. */
const calls = [
  { server: 'feature', tool: 'feature_get', input: { id: 1 } },
  { server: 'feature', tool: 'feature_get_stats', input: {} },
  { server: 'feature', tool: 'feature_get_next', input: {} },
  { server: 'feature', tool: 'heartbeat', input: {} },
  { server: 'feature', tool: 'checkpoint_list', input: {} },
  { server: 'knowledge', tool: 'get_similar_features', input: { text: 'add the page for a user' } },
  { server: 'knowledge', tool: 'get_reference_prompt', input: { text: 'cafo kiba fix a test' } },
  { server: 'model-settings', tool: 'get_presets', input: {} },
  { server: 'model-settings', tool: 'get_best_model', input: { category: 'auth' } },
  { server: 'test', tool: 'get_framework_info', input: { id: 'vitest' } },
];

/** Lets fifty clients call all at once, again and again, from a process of their own. */
export async function runLoad(url: string, token: string): Promise<Load> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'load-program.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LOAD_URL: url, LOAD_TOKEN: token, LOAD_CALLS: JSON.stringify(calls) },
  });
  const seen = JSON.parse(await text(child.stdout)) as Load;
  const from = Math.floor(seen.latenciesMs.length * warmUpShare);
  return { ...seen, latenciesMs: seen.latenciesMs.slice(from) };
}

/** The same load on a bare server, in a process of its own. */
export async function runBareLoad(): Promise<Load> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare-program.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [port] = (await once(child.stdout, 'data')) as [Buffer];
    return await runLoad(`http://127.0.0.1:${port.toString().trim()}`, 'none');
  } finally {
    child.kill();
  }
}
