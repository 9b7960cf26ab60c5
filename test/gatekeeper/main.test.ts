import { expect, test } from 'vitest';
import { makeProject, type Project, testFile } from './project.ts';
import { verdictFor } from './verdict-for.ts';

async function landOne(project: Project, name: string, id = 1): Promise<string> {
  await project.land(await verdictFor(project, project.candidate({ [name]: `${name}\n` }), id));
  return project.main();
}

test('nothing new is unchanged, also when the branch is behind', async () => {
  const project = await makeProject();
  expect(await project.gatekeeper.syncMain()).toEqual({ kind: 'unchanged' });
  await landOne(project, 'a.txt');
  expect(await project.gatekeeper.syncMain()).toEqual({ kind: 'unchanged' });
  expect(await project.gatekeeper.mainStatus()).toMatchObject({ behind: 1, diverged: false });
});

test('new commits of the person are told until they are absorbed, then verified main is that commit', async () => {
  const project = await makeProject();
  const commit = project.commit({ 'p.txt': 'p\n' });
  expect(await project.gatekeeper.syncMain()).toEqual({ kind: 'moved', commit });
  expect(await project.gatekeeper.syncMain()).toEqual({ kind: 'moved', commit });
  expect(await project.absorb()).toMatchObject({ kind: 'landed', commit });
  expect(project.main()).toBe(commit);
  expect(await project.gatekeeper.syncMain()).toEqual({ kind: 'unchanged' });
  expect(await project.absorb()).toEqual({ kind: 'unchanged' });
});

test('commits on both sides are merged, tested and landed as one more merge', async () => {
  const project = await makeProject();
  const verified = await landOne(project, 'a.txt');
  const commit = project.commit({ 'p.txt': 'p\n' });
  expect(await project.gatekeeper.syncMain()).toEqual({ kind: 'moved', commit });
  const result = await project.absorb();
  expect(result.kind).toBe('landed');
  const parents = project.gitIn(project.repositories.gate.dir, 'show', '-s', '--format=%P', 'main');
  expect(parents).toBe(`${verified} ${commit}`);
  expect(await project.gatekeeper.syncMain()).toEqual({ kind: 'unchanged' });
});

test('commits of the person whose tests fail leave verified main where it is', async () => {
  const project = await makeProject();
  const before = project.main();
  project.commit({ 'src/sum.js': 'export const sum = () => 0;\n' });
  expect(await project.absorb()).toMatchObject({
    kind: 'refused',
    verdict: { outcome: 'rejected' },
  });
  expect(project.main()).toBe(before);
});

test('the person may change the tests of main: their commit is judged by itself', async () => {
  const project = await makeProject();
  const commit = project.commit({
    'src/sum.js': 'export const sum = (a, b, c) => a + b + c;\n',
    'test/sum.test.js': testFile('sum', 'sum(1, 2, 3)', '6'),
  });
  expect(await project.absorb()).toMatchObject({ kind: 'landed', commit });
});

test('the same change brought over by hand is joined, so that main can follow again', async () => {
  const project = await makeProject();
  await landOne(project, 'a.txt');
  const commit = project.commit({ 'a.txt': 'a.txt\n' });
  expect(await project.gatekeeper.syncMain()).toEqual({ kind: 'moved', commit });
  expect((await project.absorb()).kind).toBe('landed');
  expect(await project.gatekeeper.mainStatus()).toMatchObject({ behind: 2, diverged: false });
});

test('a main that moves while the commits of the person are tested is told, with the verdict', async () => {
  const project = await makeProject();
  const other = project.candidate({ 'a.txt': 'a\n' });
  project.commit({ 'p.txt': 'p\n' });
  const { dir } = project.repositories.gate;
  const result = await project.gatekeeper.absorbMain({
    onStage: () => undefined,
    intent: () => {
      project.gitIn(dir, 'update-ref', 'refs/heads/main', other);
    },
    done: () => {
      throw new Error('nothing has landed');
    },
  });
  expect(result).toMatchObject({
    kind: 'moved',
    main: other,
    verdict: { outcome: 'verified', evidence: { tests: { verdict: 'passed' } } },
  });
});

test('a project without tests can begin once the person has committed a first one', async () => {
  const files = {
    'package.json': '{"type":"module"}\n',
    'src/sum.js': 'export const sum = (a, b) => a + b;\n',
  };
  const project = await makeProject({ files, test: { dir: 'test', args: [] } });
  const empty = await project.gatekeeper.planStartMain();
  expect(empty.detection).toMatchObject({ kind: 'none', missingDir: 'test' });
  const script = '{"type":"module","scripts":{"test":"node --test"}}\n';
  project.commit({
    'test/package.json': script,
    'test/sum.test.js': testFile('sum', 'sum(1, 2)', '3'),
  });
  const begun = await project.gatekeeper.planStartMain();
  expect(begun.detection).toMatchObject({ kind: 'found', primary: { framework: 'node-test' } });
  expect((await project.absorb()).kind).toBe('landed');
  expect(await project.gatekeeper.planMain(project.main())).toEqual(begun);
});

test('a rewrite of what verified main is built on is diverged', async () => {
  const project = await makeProject();
  await landOne(project, 'a.txt');
  project.git('commit', '--amend', '-q', '-m', 'Rewritten');
  const commit = project.git('rev-parse', 'HEAD');
  expect(await project.gatekeeper.syncMain()).toEqual({ kind: 'diverged', commit });
  expect(await project.absorb()).toEqual({ kind: 'diverged' });
  expect(await project.gatekeeper.mainStatus()).toMatchObject({ diverged: true });
  expect(await project.gatekeeper.follow({ mayTouchCheckout: true })).toMatchObject({
    kind: 'refused',
    reason: 'main was rewritten',
  });
});

test('a rewrite of commits that verified main never had is only a move', async () => {
  const project = await makeProject();
  await landOne(project, 'a.txt');
  project.commit({ 'p.txt': 'p\n' });
  await project.gatekeeper.syncMain();
  project.git('commit', '--amend', '-q', '-m', 'Better words');
  const commit = project.git('rev-parse', 'HEAD');
  expect(await project.gatekeeper.syncMain()).toEqual({ kind: 'moved', commit });
});

test('a branch that was moved back is not brought forward again unasked', async () => {
  const project = await makeProject();
  await landOne(project, 'a.txt');
  await project.gatekeeper.follow({ mayTouchCheckout: true });
  project.git('reset', '-q', '--hard', 'HEAD~1');
  expect(await project.gatekeeper.syncMain()).toEqual({ kind: 'unchanged' });
  expect(await project.gatekeeper.follow({ mayTouchCheckout: true })).toMatchObject({
    kind: 'refused',
    reason: 'main was moved back outside of agent-tui',
  });
  project.commit({ 'p.txt': 'p\n' });
  expect(await project.gatekeeper.syncMain()).toMatchObject({ kind: 'diverged' });
});

test('a branch that is gone is diverged', async () => {
  const project = await makeProject();
  project.git('branch', '-m', 'main', 'trunk');
  expect(await project.gatekeeper.syncMain()).toMatchObject({ kind: 'diverged' });
  expect(await project.gatekeeper.follow({ mayTouchCheckout: true })).toMatchObject({
    kind: 'refused',
    reason: 'main does not exist any more',
  });
});
