import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeProject, makeStage, testOf, type Outcome, type Stage } from './stage.ts';

describe('bad input gets one line what and one line what to do', () => {
  it('not a git repository', async () => {
    const stage = await makeStage();
    expectRefusal(await stage.run('run'), 3, [/is not a git repository/, /git init/]);
  });

  it('a repository without a commit', async () => {
    const stage = await makeStage();
    stage.git('init', '--quiet');
    expectRefusal(await stage.run('run'), 3, [/has no commit yet/, /git commit/]);
  });

  it('a project without tests', async () => {
    const stage = await withAgent(await makeStage(), { driver: 'command', command: ['true'] });
    expectRefusal(await stage.run('run'), 3, [/no tests found/, /agent-tui\.json/]);
  });

  it('an agent that is not configured', async () => {
    const stage = await makeProject([], {});
    expectRefusal(await stage.run('run', '--agent', 'nobody'), 2, [
      /no agent "nobody"/,
      /scripted/,
    ]);
  });

  it('an agent whose program is not on PATH', async () => {
    const stage = await makeStage();
    await stage.write('test/a.test.js', testOf('a', 'a', '1'));
    await stage.write('package.json', '{"scripts":{"test":"node --test"}}');
    await withAgent(stage, { driver: 'command', command: ['no-such-agent-program'] });
    expectRefusal(await stage.run('run'), 3, [/no-such-agent-program is not on PATH/, /install/]);
  });

  it('an import file that cannot be read', async () => {
    const stage = await makeProject([], {});
    await stage.write('broken.json', '[{"name": 7}]');
    expectRefusal(await stage.run('feature', 'import', 'broken.json'), 2, [
      /broken\.json: entry 1, name/,
      /list such as/,
    ]);
    expectRefusal(await stage.run('feature', 'import', 'absent.json'), 2, [
      /no such file/,
      /list such as/,
    ]);
    expect(JSON.parse((await stage.run('feature', 'list', '--json')).stdout)).toEqual([]);
  });

  it('a git that is older than 2.38', async () => {
    const stage = await makeProject([], {});
    const bin = join(stage.home, 'bin');
    await mkdir(bin);
    const real = stage.env['PATH'] ?? '';
    await writeFile(
      join(bin, 'git'),
      `#!/bin/sh\nfor word in "$@"; do case "$word" in version|--version) echo "git version 2.30.2"; exit 0;; esac; done\nPATH='${real}' exec git "$@"\n`,
    );
    await chmod(join(bin, 'git'), 0o755);
    (stage.env as Record<string, string>)['PATH'] = `${bin}:${real}`;
    expectRefusal(await stage.run('run'), 3, [/git 2\.30 is too old/, /2\.38/]);
  });

  it('an unknown command line flag, preset and configuration key', async () => {
    const stage = await makeProject([], {});
    expectRefusal(await stage.run('run', '--nonsense'), 2, [/--nonsense/, /--help/]);
    expectRefusal(await stage.run('run', '--preset', 'best'), 2, [/no preset "best"/, /balanced/]);
    await stage.write('agent-tui.json', '{"parralel": 3}');
    expectRefusal(await stage.run('status'), 2, [/agent-tui\.json.*parralel/, /mend/]);
  });
});

function expectRefusal(
  outcome: Outcome,
  code: number,
  [what, hint]: readonly [RegExp, RegExp],
): void {
  const lines = outcome.stderr.trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(what);
  expect(lines[1]).toMatch(hint);
  expect(outcome.code).toBe(code);
}

async function withAgent(stage: Stage, agent: object): Promise<Stage> {
  stage.git('init', '--quiet', '--initial-branch=main');
  await stage.write('README.md', 'nothing to test\n');
  await stage.write('agent-tui.json', JSON.stringify({ agents: { one: agent } }));
  stage.commitAll('first');
  return stage;
}
