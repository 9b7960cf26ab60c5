import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './bundle.mjs';
import { runningFor } from './leftovers.mjs';

/** Before all tests: the built program, and scratch and state folders of their own, in which nothing may be left. */
export default function setUp() {
  const built = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], {
    stdio: 'inherit',
  });
  if (built.status !== 0) {
    process.stderr.write('Tests of the built program will see an old one or none.\n');
  }
  const outer = process.env.TMPDIR;
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'agent-tui-tests-')));
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'agent-tui-home-')));
  process.env.TMPDIR = scratch;
  process.env.XDG_STATE_HOME = join(home, 'state');
  process.env.XDG_CONFIG_HOME = join(home, 'config');
  return async () => {
    const running = await runningFor(scratch);
    // Node keeps its own cache there, if it is asked to keep one.
    const left = readdirSync(scratch).filter((name) => name !== 'node-compile-cache');
    rmSync(scratch, { recursive: true, force: true });
    rmSync(home, { recursive: true, force: true });
    if (outer === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = outer;
    if (running.length > 0) throw new Error(`Tests left running: ${running.join(', ')}`);
    if (left.length > 0) throw new Error(`Tests left behind in TMPDIR: ${left.join(', ')}`);
  };
}
