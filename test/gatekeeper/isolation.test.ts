import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeProject, type Project } from './project.ts';

/** Plants every program that git can be told to run, in the person's own repository. */
function plant(project: Project): string {
  const ran = join(project.root, 'planted-ran');
  const program = join(project.root, 'planted.sh');
  writeFileSync(program, `#!/bin/sh\necho "$0 $*" >> ${ran}\ncat\n`);
  chmodSync(program, 0o755);
  const settings = {
    'core.fsmonitor': program,
    'filter.evil.clean': program,
    'filter.evil.smudge': program,
    'filter.evil.process': program,
    'merge.evil.driver': `${program} %A`,
    'diff.evil.textconv': program,
    'diff.external': program,
    'core.sshCommand': program,
    'core.editor': program,
    'gpg.program': program,
    'uploadpack.packObjectsHook': program,
  };
  for (const [name, value] of Object.entries(settings)) project.git('config', name, value);
  const hooks = join(project.dir, '.git/hooks');
  mkdirSync(hooks, { recursive: true });
  for (const hook of [
    'post-checkout',
    'post-index-change',
    'reference-transaction',
    'post-merge',
    'update',
  ]) {
    writeFileSync(join(hooks, hook), `#!/bin/sh\necho ${hook} >> ${ran}\n`, { mode: 0o755 });
  }
  return ran;
}

test('no hook, filter, driver or monitor of the person, and no attribute of a candidate, runs a program in the gate', async () => {
  const project = await makeProject();
  const ran = plant(project);
  const attributes = '* filter=evil merge=evil diff=evil\n';
  const start = project.main();
  const first = project.candidate({ '.gitattributes': attributes, 'list.txt': 'a\nb\nc\n' }, start);
  const verdict = await project.verify(first, { id: 1 });
  expect(verdict.outcome).toBe('verified');
  expect((await project.land(verdict)).kind).toBe('landed');
  const base = project.main();
  const one = project.candidate({ 'list.txt': 'A\nb\nc\n' }, base);
  const two = project.candidate({ 'list.txt': 'a\nb\nC\n' }, base);
  await project.land(await project.verify(one, { id: 2 }));
  await project.verify(two, { id: 3 });
  await project.gatekeeper.syncMain();
  await project.gatekeeper.mainStatus();
  await project.gatekeeper.follow({ mayTouchCheckout: false });
  expect(existsSync(ran)).toBe(false);
});

test('tests get a home of their own, none of our secrets or git variables, and no repository above them', async () => {
  const check = [
    "import assert from 'node:assert/strict';",
    "import { spawnSync } from 'node:child_process';",
    "import test from 'node:test';",
    "test('environment', () => {",
    '  assert.equal(process.env.MODEL_API_KEY, undefined);',
    '  assert.equal(process.env.GIT_DIR, undefined);',
    '  assert.equal(process.env.AGENT_TUI_FEATURE, undefined);',
    `  assert.notEqual(process.env.HOME, ${JSON.stringify(process.env['HOME'])});`,
    "  assert.notEqual(spawnSync('git', ['rev-parse', '--git-dir']).status, 0);",
    '});',
    '',
  ].join('\n');
  const project = await makeProject({
    baseEnv: { ...process.env, MODEL_API_KEY: 'x', GIT_DIR: '/nowhere', AGENT_TUI_FEATURE: '1' },
  });
  project.gitIn(project.root, 'init', '-q');
  const verdict = await project.verify(project.candidate({ 'test/env.test.js': check }));
  expect(verdict.reasons).toEqual([]);
  expect(verdict.outcome).toBe('verified');
});

test("verifying and landing change nothing in the person's checkout", async () => {
  const project = await makeProject();
  project.write({ 'src/sum.js': 'dirty\n' });
  const status = project.git('status', '--porcelain');
  const config = project.read('.git/config');
  const verdict = await project.verify(project.candidate({ 'a.txt': 'a\n' }));
  await project.land(verdict);
  expect(project.git('status', '--porcelain')).toBe(status);
  expect(project.read('.git/config')).toBe(config);
  expect(project.read('src/sum.js')).toBe('dirty\n');
});
