import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { mountState, noMount } from '../engine/small-disk.ts';
import { makeStage } from './stage.ts';

const launcher = resolve(import.meta.dirname, '../../bin/agent-tui.cjs');

describe.skipIf(noMount !== undefined)('a state directory that cannot be written', () => {
  it.each(['', 'deeper'])('is refused in two lines (%j)', async (below) => {
    const stage = await makeStage();
    stage.git('init', '--quiet', '--initial-branch=main');
    await stage.write('README.md', 'text\n');
    stage.commitAll('first');
    const disk = mountState(stage, 1);
    const stateDir = join(stage.home, 'state');
    mkdirSync(join(stateDir, 'agent-tui'));
    disk.makeReadOnly();
    const env = { ...stage.env, AGENT_TUI_STATE: join(stateDir, 'agent-tui', below) };
    const run = promisify(execFile)(process.execPath, [launcher, 'run'], { cwd: stage.dir, env });
    await expect(run).rejects.toMatchObject({
      code: 3,
      stderr: expect.stringMatching(
        /^agent-tui: .*: the disk cannot be written\n {2}look at free space and permissions .*\n$/,
      ) as string,
    });
  });
});
