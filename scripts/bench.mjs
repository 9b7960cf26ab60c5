// Bundles bench/<name>.bench.ts(x) as the program is bundled and runs it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { bundle, root } from './bundle.mjs';

const [name, ...args] = process.argv.slice(2);
const source = ['ts', 'tsx']
  .map((extension) => `bench/${String(name)}.bench.${extension}`)
  .find((path) => existsSync(join(root, path)));

/** Runs the bench to its end and answers with its exit code. */
async function run() {
  // Inside the project, so that packages are found from there.
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const scratch = mkdtempSync(join(cache, 'bench-'));
  try {
    await bundle({ bench: source }, scratch);
    const program = join(scratch, 'bench.js');
    const env = { ...process.env, AGENT_TUI_ROOT: root };
    const { status, signal } = spawnSync(process.execPath, ['--expose-gc', program, ...args], {
      cwd: root,
      stdio: 'inherit',
      env,
    });
    return status ?? 128 + constants.signals[signal];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

if (source === undefined) {
  process.stderr.write(`There is no bench/${String(name)}.bench.ts or .tsx\n`);
  process.exitCode = 2;
} else {
  process.exitCode = await run();
}
