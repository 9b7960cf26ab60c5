import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { identityOf, isAlive } from '../../src/engine/platform/process-tree.ts';
import { type Files, makeProject, sumProject, testFile } from './project.ts';

const product = {
  'src/product.js': 'export const product = (a, b) => a * b;\n',
  'test/product.test.js': testFile('product', 'product(2, 3)', '6'),
};

test('deleted tests are fewer than main has', async () => {
  const project = await makeProject({ files: { ...sumProject, ...product } });
  const head = project.candidate({ 'test/product.test.js': null });
  const verdict = await project.verify(head, { baselinePassed: 2 });
  expect(verdict.outcome).toBe('rejected');
  expect(verdict.reasons[0]).toMatch(/1 test passed, but 2 pass on main/);
});

test('an exit 0 without any test is no pass', async () => {
  const project = await makeProject();
  const head = project.candidate({ 'test/sum.test.js': '// nothing here\nprocess.exit(0);\n' });
  const verdict = await project.verify(head);
  expect(verdict.outcome).toBe('rejected');
});

test('a change after which no tests are found is rejected before anything is run', async () => {
  const project = await makeProject();
  const head = project.candidate({
    'test/sum.test.js': null,
    'package.json': '{"type":"module"}\n',
  });
  const verdict = await project.verify(head);
  expect(verdict.outcome).toBe('rejected');
  expect(verdict.evidence.findings.map((finding) => finding.rule)).toEqual(['tests-lost']);
});

test('a change that moves the configured tests away is rejected, not a fault of the settings', async () => {
  const project = await makeProject({ test: { framework: 'node-test', dir: 'test', args: [] } });
  const head = project.candidate({
    'test/sum.test.js': null,
    'checks/sum.test.js': testFile('sum', 'sum(1, 2)', '3'),
  });
  const verdict = await project.verify(head);
  expect(verdict.outcome).toBe('rejected');
  expect(verdict.evidence.findings.map((finding) => finding.rule)).toEqual(['tests-lost']);
});

test('a change that is too large to be looked at is rejected', async () => {
  const project = await makeProject();
  const deep = Array.from({ length: 19 }, () => 'd'.repeat(200)).join('/');
  const names = Array.from({ length: 4_500 }, (_, at) => [`${deep}/${String(at)}`, '']);
  const verdict = await project.verify(project.candidate(Object.fromEntries(names) as Files));
  expect(verdict.outcome).toBe('rejected');
  expect(verdict.evidence.findings.map((finding) => finding.rule)).toEqual(['change-size']);
});

test('a tree that cannot be laid out is the fault of the change, where main could be', async () => {
  const project = await makeProject();
  const head = project.candidate({ ['n'.repeat(300)]: 'x\n' });
  const verdict = await project.verify(head);
  expect(verdict).toMatchObject({ outcome: 'rejected', evidence: { setup: { kind: 'unplaced' } } });
  expect((await project.verify(head, { baselinePassed: null })).outcome).toBe('errored');
});

test('what git cannot merge is a verdict, and no fault that comes again for ever', async () => {
  const project = await makeProject();
  const lines = [
    `tree ${'1'.repeat(40)}`,
    `parent ${project.main()}`,
    'author An Agent <agent@example.org> 1700000000 +0000',
    'committer An Agent <agent@example.org> 1700000000 +0000',
  ];
  const head = execFileSync('git', ['hash-object', '-t', 'commit', '-w', '--stdin'], {
    cwd: project.repositories.gate.dir,
    input: `${lines.join('\n')}\n\nIts tree is missing\n`,
    encoding: 'utf8',
  }).trim();
  const verdict = await project.verify(head);
  expect(verdict).toMatchObject({ outcome: 'errored', evidence: { merge: { kind: 'failed' } } });
  expect(verdict.reasons[0]).toMatch(/^git .* failed: /);
});

test('a candidate cannot choose its own judge', async () => {
  const project = await makeProject();
  const head = project.candidate({
    'package.json': '{"name":"sums","type":"module","scripts":{"test":"true"}}\n',
    'src/sum.js': 'export const sum = () => 0;\n',
  });
  const verdict = await project.verify(head);
  expect(verdict.outcome).toBe('rejected');
  expect(verdict.evidence.tests?.failing[0]?.name).toBe('sum is right');
});

test('a candidate cannot leave main without a judge either', async () => {
  const project = await makeProject();
  const silenced = (script: string) =>
    project.candidate({
      'package.json': `{"name":"sums","type":"module","scripts":{"test":${JSON.stringify(script)}}}\n`,
    });
  const nothing = await project.verify(silenced('node --test nowhere/'), { id: 1 });
  expect(nothing.outcome).toBe('rejected');
  const fewer = await project.verify(silenced('node --test --test-name-pattern=nothing'), {
    id: 2,
  });
  expect(fewer.outcome).toBe('rejected');
  const same = await project.verify(silenced('node --test --test-concurrency=1'), { id: 3 });
  expect(same.outcome).toBe('verified');
});

test('tests that hang are stopped, rejected, and leave no process', async () => {
  const project = await makeProject({ limits: { testDurationMsMax: 1_500 } });
  const pidFile = join(project.root, 'pid');
  const hang = [
    "import { writeFileSync } from 'node:fs';",
    "import test from 'node:test';",
    `writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));`,
    "test('hangs', () => new Promise(() => setInterval(() => {}, 1000)));",
    '',
  ].join('\n');
  const verdict = await project.verify(project.candidate({ 'test/hang.test.js': hang }));
  expect(verdict.outcome).toBe('rejected');
  expect(verdict.evidence.tests?.verdict).toBe('timed-out');
  const left = identityOf(Number(readFileSync(pidFile, 'utf8')));
  expect(left !== null && isAlive(left)).toBe(false);
});
