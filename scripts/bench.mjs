// Bundles bench/<name>.bench.ts(x), and the programs in bench/<name>/ that it measures, as the program is bundled, and
// runs it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { bundle, root } from './bundle.mjs';

const [name, ...args] = process.argv.slice(2);
const source = ['ts', 'tsx']
  .map((extension) => `bench/${String(name)}.bench.${extension}`)
  .find((path) => existsSync(join(root, path)));

/** The programs of the bench by their names: <name>-program.ts becomes <name>-program.js beside bench.js. */
function programs() {
  const folder = join(root, 'bench', name);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const found = files.filter((file) => /-program\.tsx?$/.test(file));
  return Object.fromEntries(
    found.map((file) => [file.replace(/\.tsx?$/, ''), join('bench', name, file)]),
  );
}

/** Runs the bench to its end and answers with its exit code. */
async function run() {
  // Inside the project, so that packages are found from there.
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const scratch = mkdtempSync(join(cache, 'bench-'));
  try {
    await bundle({ bench: source, ...programs() }, scratch);
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
