import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSlot } from '../../src/engine/gatekeeper/slot.ts';
import { systemRandom } from '../../src/engine/platform/random.ts';
import { gitIn, makeProject, type Project, sumProject } from './project.ts';

function slotOf(project: Project) {
  const slot = openSlot(project.repositories.gate, project.stateDir, systemRandom);
  const tree = (commit: string) =>
    gitIn(project.repositories.gate.dir, 'rev-parse', `${commit}^{tree}`);
  return { slot, tree, at: (path: string) => join(slot.dir, path) };
}

function leave(file: string, text = 'left by a test\n'): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
}

test('whatever tests left is gone before the next tree, dependencies aside', async () => {
  const project = await makeProject();
  const { slot, tree, at } = slotOf(project);
  const main = tree(project.main());
  expect(await slot.put(main)).toEqual({ kind: 'exact' });
  leave(at('src/sum.js'));
  leave(at('src/extra.js'));
  leave(at('left.tmp'));
  leave(at('node_modules/dep/index.js'));
  leave(at('node_modules/dep/kept.tmp'));
  leave(at('nested/.git/HEAD'));
  mkdirSync(at('.git'));
  symlinkSync('/etc', at('link'));
  expect(await slot.put(main)).toEqual({ kind: 'exact' });
  for (const gone of ['src/extra.js', 'left.tmp', 'nested', '.git', 'link']) {
    expect([gone, existsSync(at(gone))]).toEqual([gone, false]);
  }
  expect(readFileSync(at('src/sum.js'), 'utf8')).toBe(sumProject['src/sum.js']);
  expect(existsSync(at('node_modules/dep/index.js'))).toBe(true);
  expect(existsSync(at('node_modules/dep/kept.tmp'))).toBe(true);
});

test('a dependency directory that the project does not ignore is not kept', async () => {
  const project = await makeProject();
  const { slot, tree, at } = slotOf(project);
  await slot.put(tree(project.main()));
  leave(at('node_modules/dep/index.js'));
  const other = project.candidate({ '.gitignore': '*.tmp\n' });
  expect(await slot.put(tree(other))).toEqual({ kind: 'exact' });
  expect(existsSync(at('node_modules'))).toBe(false);
});

test('a slot that cannot be cleaned, or has a lost index, is begun anew', async () => {
  const project = await makeProject();
  const { slot, tree, at } = slotOf(project);
  const main = tree(project.main());
  await slot.put(main);
  await slot.rememberSetup('key');
  writeFileSync(`${slot.dir}.index`, 'not an index');
  leave(at('locked/file'));
  chmodSync(at('locked'), 0o500);
  expect(await slot.put(main)).toEqual({ kind: 'exact' });
  expect(existsSync(at('locked'))).toBe(false);
  expect(await slot.setupKey()).toBeUndefined();
});

test('line ends that git would change are not taken for a difference', async () => {
  const files = {
    ...sumProject,
    '.gitattributes': '*.txt text=auto\n*.bat text eol=crlf\n',
    'run.bat': 'a\n',
  };
  const project = await makeProject({ files });
  const { slot, tree } = slotOf(project);
  const crlf = project.candidate({ 'dos.txt': 'one\r\ntwo\r\n' });
  const objects = () => gitIn(project.repositories.gate.dir, 'count-objects', '-v');
  const before = objects();
  expect(await slot.put(tree(crlf))).toEqual({ kind: 'exact' });
  // Looking for differences hashes files, and that must not fill gate.git.
  expect(objects()).toBe(before);
  expect(await slot.put(tree(project.main()))).toEqual({ kind: 'exact' });
});

test('set-up runs once for the same inputs, and again for other ones', async () => {
  const install = 'mkdir -p node_modules && date +%s%N > node_modules/made';
  const project = await makeProject({ setup: [['sh', '-c', install]] });
  const { slot, at } = slotOf(project);
  const made = () => readFileSync(at('node_modules/made'), 'utf8');
  expect((await project.verify(project.candidate({ 'a.txt': 'a\n' }), { id: 1 })).outcome).toBe(
    'verified',
  );
  const first = made();
  expect((await project.verify(project.candidate({ 'b.txt': 'b\n' }), { id: 2 })).outcome).toBe(
    'verified',
  );
  expect(made()).toBe(first);
  expect(await slot.setupKey()).toBeDefined();
});

test('a set-up that leaves more than dependencies runs for every candidate', async () => {
  const build =
    'test -d node_modules || mkdir node_modules; echo run >> ../../runs; echo built > out.tmp';
  const project = await makeProject({ setup: [['sh', '-c', build]] });
  const { slot } = slotOf(project);
  for (const id of [1, 2]) {
    const head = project.candidate({ [`f${String(id)}.txt`]: 'x\n' });
    expect((await project.verify(head, { id })).outcome).toBe('verified');
  }
  expect(await slot.setupKey()).toBeUndefined();
  expect(readFileSync(join(project.stateDir, 'runs'), 'utf8')).toBe('run\nrun\n');
});

test('a set-up that fails by itself is not charged to the feature', async () => {
  const project = await makeProject({ setup: [['sh', '-c', 'echo no network >&2; exit 3']] });
  const verdict = await project.verify(project.candidate({ 'a.txt': 'a\n' }));
  expect(verdict.outcome).toBe('errored');
  expect(verdict.reasons[0]).toMatch(/^set-up failed: /);
});
