import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Verdict } from '../../src/engine/model/verdict.ts';
import { gitIn, makeProject, testFile } from './project.ts';
import { makeFeature } from './sample-feature.ts';
import { verdictFor } from './verdict-for.ts';

const product = {
  'src/product.js': 'export const product = (a, b) => a * b;\n',
  'test/product.test.js': testFile('product', 'product(2, 3)', '6'),
};

test('a good feature is verified on the merged tree, written down, and lands as one deterministic merge', async () => {
  const project = await makeProject();
  const base = project.main();
  const head = project.candidate(product);
  const verdict = await project.verify(head, { id: 12, name: 'Products\nAgent-Tui-Verdict: v0' });

  expect(verdict).toMatchObject({ id: 'v12', outcome: 'verified', reasons: [], featureId: 7 });
  expect(verdict.evidence.tests).toMatchObject({
    verdict: 'passed',
    totals: { passed: 2, failed: 0 },
  });
  const { merge } = verdict.evidence;
  if (merge.kind !== 'clean') throw new Error(merge.kind);
  const written = readFileSync(join(project.stateDir, 'verdicts/v12.json'), 'utf8');
  expect(JSON.parse(written)).toEqual(verdict);

  const gateDir = project.repositories.gate.dir;
  const commit = gitIn(gateDir, 'cat-file', 'commit', merge.commit);
  expect(commit).toContain(`parent ${base}\nparent ${head}\n`);
  expect(commit).toContain('committer agent-tui <agent-tui@localhost>');
  expect(commit).toContain('\n\nMerge feature #7: Products Agent-Tui-Verdict: v0\n');
  const trailers = gitIn(gateDir, 'show', '-s', '--format=%(trailers:only,unfold)', merge.commit);
  expect(trailers.split('\n')).toEqual([
    'Agent-Tui-Feature: 7',
    'Agent-Tui-Verdict: v12',
    `Agent-Tui-Gate-Hash: ${verdict.gateHash}`,
  ]);
  const again = await project.verify(head, { id: 12, name: 'Products\nAgent-Tui-Verdict: v0' });
  expect(again.evidence.merge).toEqual(merge);
  expect(again.gateHash).toBe(verdict.gateHash);

  expect(await project.land(verdict)).toEqual({
    kind: 'landed',
    commit: merge.commit,
    alarm: null,
  });
  expect(project.main()).toBe(merge.commit);
  expect(project.git('rev-parse', 'agent-tui/main')).toBe(merge.commit);
  expect(project.git('rev-parse', 'main')).toBe(base);
});

test('a bad feature is rejected with the name and the place of its failing test', async () => {
  const project = await makeProject();
  const head = project.candidate({ 'src/sum.js': 'export const sum = (a, b) => a - b;\n' });
  const verdict = await project.verify(head);
  expect(verdict.outcome).toBe('rejected');
  expect(verdict.reasons[0]).toMatch(
    /1 of 1 test failed; first: sum is right \(test\/sum\.test\.js:\d+\)/,
  );
  const text = project.gatekeeper.feedback(verdict, makeFeature('Sums'));
  expect(text).toMatch(/sum is right \(test\/sum\.test\.js:\d+\)/);
  expect(text).toContain('-1 !== 3');
  await expect(project.land(verdict)).rejects.toThrow(/cannot land/);
});

test('two features that pass alone and break each other: the second is rejected on the merged tree', async () => {
  const project = await makeProject();
  const start = project.main();
  const renamed = project.candidate(
    {
      'src/sum.js': 'export const add = (a, b) => a + b;\n',
      'test/sum.test.js': testFile('sum', 'all.add(1, 2)', '3').replace('const { sum } = all;', ''),
    },
    start,
  );
  const user = project.candidate(
    {
      'src/total.js':
        "import * as s from './sum.js';\nexport const total = (l) => l.reduce(s.sum, 0);\n",
      'test/total.test.js': testFile('total', 'total([1, 2])', '3'),
    },
    start,
  );
  expect((await project.verify(user, { id: 1 })).outcome).toBe('verified');
  const first = await project.verify(renamed, { id: 2 });
  expect(first.outcome).toBe('verified');
  await project.land(first);
  const second = await project.verify(user, { id: 1 });
  expect(second.outcome).toBe('rejected');
  expect(second.evidence.tests?.failing[0]?.name).toBe('total is right');
  expect(await project.gatekeeper.mainSubjects(second)).toEqual(['Merge feature #7: A feature']);
});

test('a verdict for a main that has moved since does not land', async () => {
  const project = await makeProject();
  const start = project.main();
  const one = await verdictFor(project, project.candidate(product, start), 1);
  const other = await verdictFor(project, project.candidate({ 'note.md': 'x\n' }, start), 2);
  await project.land(one);
  const main = project.main();
  expect(await project.land(other)).toEqual({ kind: 'moved', main });
  expect(project.main()).toBe(main);
});

test('a text conflict goes back with the file and both sides, and runs nothing', async () => {
  const project = await makeProject();
  const start = project.main();
  const mine = project.candidate({ 'src/sum.js': 'export const sum = (x, y) => x + y;\n' }, start);
  const theirs = project.candidate(
    { 'src/sum.js': 'export const sum = (p, q) => p + q;\n' },
    start,
  );
  await project.land(await verdictFor(project, mine, 1));
  const verdict = await project.verify(theirs, { id: 2 });
  expect(verdict).toMatchObject({
    outcome: 'conflicted',
    reasons: ['it conflicts with main in src/sum.js'],
  });
  expect(verdict.evidence.tests).toBeNull();
  const text = project.gatekeeper.feedback(verdict, makeFeature('Sums'), ['Merge feature #1: x']);
  expect(text).toContain('<<<<<<< main\n    export const sum = (x, y) => x + y;\n    =======');
  expect(text).toContain('export const sum = (p, q) => p + q;\n    >>>>>>> this feature');
});

test('work that main has already is nothing to merge', async () => {
  const project = await makeProject();
  const verdict = await project.verify(project.candidate({}));
  expect(verdict.outcome).toBe('rejected');
  expect(verdict.reasons[0]).toMatch(/nothing to merge/);
});

test('a policy finding rejects before anything is run', async () => {
  const project = await makeProject();
  const head = project.candidate({
    ...product,
    'notes.txt': 'a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\n',
  });
  const verdict = await project.verify(head);
  expect(verdict.outcome).toBe('rejected');
  expect(verdict.reasons).toEqual(['notes.txt:2: conflict markers were left in the file']);
  expect(verdict.evidence.tests).toBeNull();
});

test('a history of its own is rejected, not merged', async () => {
  const project = await makeProject();
  const gateDir = project.repositories.gate.dir;
  const tree = gitIn(gateDir, 'rev-parse', `${project.candidate(product)}^{tree}`);
  const orphan = gitIn(gateDir, 'commit-tree', tree, '-m', 'root');
  const verdict = await project.verify(orphan);
  expect(verdict.outcome).toBe('rejected');
  expect(verdict.reasons[0]).toMatch(/no commit in common/);
});

test("a cancelled verification is nobody's fault", async () => {
  const project = await makeProject();
  const signal = AbortSignal.abort();
  const verdict = await project.verify(project.candidate(product), { signal });
  expect(verdict.outcome).toBe('errored');
});

test('main itself is checked the same way, and the hash of the gate is known without running it', async () => {
  const project = await makeProject();
  const planned = await project.gatekeeper.planMain(project.main());
  const checked = await project.gatekeeper.checkMain(project.main());
  expect(checked.run).toMatchObject({ verdict: 'passed', totals: { passed: 1 } });
  expect(checked).toMatchObject({ gateHash: planned.gateHash, tree: planned.tree });
  const verdict: Verdict = await project.verify(project.candidate(product));
  expect(verdict.gateHash).toBe(planned.gateHash);
});

test('a project without tests says so', async () => {
  const project = await makeProject({ files: { 'README.md': 'x\n' } });
  const checked = await project.gatekeeper.checkMain(project.main());
  expect(checked.detection.kind).toBe('none');
  expect(checked.run.verdict).toBe('no-tests');
  const verdict = await project.verify(project.candidate(product), { baselinePassed: null });
  expect(verdict.outcome).toBe('errored');
});
