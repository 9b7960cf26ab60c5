// Bundles the simulation as the program is bundled, and runs it: npm run sim -- --seeds 10000, --seed 7, --plant NAME.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { bundle, root } from './bundle.mjs';

// Inside the project, so that packages are found from there.
const cache = join(root, 'node_modules/.cache');
mkdirSync(cache, { recursive: true });
const scratch = mkdtempSync(join(cache, 'sim-'));
try {
  await bundle({ sim: 'test/simulation/program.ts' }, scratch);
  const argv = [join(scratch, 'sim.js'), ...process.argv.slice(2)];
  const { status, signal } = spawnSync(process.execPath, argv, { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 128 + constants.signals[signal];
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
