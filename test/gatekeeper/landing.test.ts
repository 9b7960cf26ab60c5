import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LandingIntent } from '../../src/engine/gatekeeper/index.ts';
import { mainStatusOf } from '../../src/engine/gatekeeper/index.ts';
import { checkoutBytes } from './checkout-bytes.ts';
import { makeProject, type Project } from './project.ts';
import { verdictFor } from './verdict-for.ts';

const dead = new Error('the engine died here');

function die(): never {
  throw dead;
}

async function intentOf(project: Project, stopAt: 'intent' | 'done') {
  const verdict = await verdictFor(project, project.candidate({ 'a.txt': 'a\n' }));
  let intent: LandingIntent | undefined;
  const landing = project.gatekeeper.land({
    verdict,
    intent: (row) => {
      intent = row;
      if (stopAt === 'intent') die();
    },
    done: stopAt === 'done' ? die : () => undefined,
  });
  await expect(landing).rejects.toThrow(dead);
  if (intent === undefined) throw new Error('no intent was written');
  return intent;
}

test('the intent names all before anything moves, and the last row is written before the mirror', async () => {
  const project = await makeProject();
  const before = project.main();
  const verdict = await verdictFor(project, project.candidate({ 'a.txt': 'a\n' }));
  const steps: unknown[] = [];
  const result = await project.gatekeeper.land({
    verdict,
    intent: (intent) => steps.push(intent, project.main()),
    done: () => steps.push(project.main(), project.git('branch', '--list', 'agent-tui/main')),
  });
  if (verdict.evidence.merge.kind !== 'clean') throw new Error('not clean');
  const { commit, tree } = verdict.evidence.merge;
  expect(result).toEqual({ kind: 'landed', commit, alarm: null });
  const intent = { oldMain: before, newMain: commit, tree, gateHash: verdict.gateHash };
  expect(steps).toEqual([intent, before, commit, '']);
  expect(project.git('rev-parse', 'agent-tui/main')).toBe(commit);
});

test('killed after the intent: nothing moved, and the landing is dropped', async () => {
  const project = await makeProject();
  const before = project.main();
  const intent = await intentOf(project, 'intent');
  expect(project.main()).toBe(before);
  expect(await project.gatekeeper.finishLanding(intent)).toBe('dropped');
  expect(project.main()).toBe(before);
});

test('killed between main and its mirror: the landing is finished', async () => {
  const project = await makeProject();
  const intent = await intentOf(project, 'intent');
  const gateDir = project.repositories.gate.dir;
  project.gitIn(gateDir, 'update-ref', 'refs/heads/main', intent.newMain, intent.oldMain);
  expect(await project.gatekeeper.finishLanding(intent)).toBe('done');
  expect(project.git('rev-parse', 'agent-tui/main')).toBe(intent.newMain);
});

test('killed before the last row: the landing is done, also when others came after it', async () => {
  const project = await makeProject();
  const intent = await intentOf(project, 'done');
  expect(project.main()).toBe(intent.newMain);
  await project.land(await verdictFor(project, project.candidate({ 'b.txt': 'b\n' }), 2));
  expect(await project.gatekeeper.finishLanding(intent)).toBe('done');
  expect(project.git('rev-parse', 'agent-tui/main')).toBe(project.main());
});

test('an intent whose commit is not there any more is dropped', async () => {
  const project = await makeProject();
  expect(await project.gatekeeper.finishLanding({ newMain: 'f'.repeat(40) })).toBe('dropped');
});

test('landing leaves index, files, HEAD, config, hooks, stash and all other refs of the person as they are', async () => {
  const project = await makeProject();
  project.commit({ 'kept.txt': 'stashed\n' });
  project.commit({ 'kept.txt': 'now\n', 'other.txt': 'x\n' });
  project.write({ 'kept.txt': 'in the stash\n' });
  project.git('stash');
  project.write({ 'kept.txt': 'dirty\n', 'untracked.txt': 'u\n', 'staged.txt': 's\n' });
  project.git('add', 'staged.txt');
  project.git('branch', 'topic');
  project.git('config', 'user.name', 'Somebody');
  await project.absorb();
  const before = checkoutBytes(project.dir);
  await project.land(await verdictFor(project, project.candidate({ 'a.txt': 'a\n' })));
  await project.gatekeeper.follow({ mayTouchCheckout: false });
  await project.gatekeeper.mainStatus();
  expect(checkoutBytes(project.dir)).toEqual(before);
});

test('a mirror that somebody moved is left alone and told', async () => {
  const project = await makeProject();
  project.git('checkout', '-q', '-b', 'agent-tui/main');
  const theirs = project.commit({ 'x.txt': 'x\n' });
  project.git('checkout', '-q', 'main');
  const verdict = await verdictFor(project, project.candidate({ 'a.txt': 'a\n' }));
  const result = await project.land(verdict);
  expect(result).toMatchObject({
    kind: 'landed',
    alarm: expect.stringMatching(/moved to .* by somebody else/) as string,
  });
  expect(project.git('rev-parse', 'agent-tui/main')).toBe(theirs);
});

test('a mirror that is checked out somewhere is left alone and told', async () => {
  const project = await makeProject();
  const start = project.main();
  project.git('checkout', '-q', '-b', 'agent-tui/main');
  const result = await project.land(
    await verdictFor(project, project.candidate({ 'a.txt': 'a\n' })),
  );
  expect(result).toMatchObject({ alarm: expect.stringMatching(/is checked out in/) as string });
  expect(project.git('rev-parse', 'agent-tui/main')).toBe(start);
  expect(project.git('status', '--porcelain')).toBe('');
});

test('a branch in the way of the mirror does not stop a landing', async () => {
  const project = await makeProject();
  project.git('branch', 'agent-tui');
  const verdict = await verdictFor(project, project.candidate({ 'a.txt': 'a\n' }));
  const result = await project.land(verdict);
  expect(result).toMatchObject({
    kind: 'landed',
    alarm: expect.stringMatching(/could not be written/) as string,
  });
  expect(project.main()).not.toBe(project.git('rev-parse', 'main'));
});

test('whatever is wrong with the mirror, a landing that has happened is told as one', async () => {
  const project = await makeProject();
  const verdict = await verdictFor(project, project.candidate({ 'a.txt': 'a\n' }));
  const result = await project.gatekeeper.land({
    verdict,
    intent: () => undefined,
    done: () => {
      renameSync(join(project.dir, '.git'), join(project.root, 'away'));
    },
  });
  expect(result).toMatchObject({
    kind: 'landed',
    commit: project.main(),
    alarm: expect.stringMatching(/^agent-tui\/main could not be written: /) as string,
  });
});

test('another process reads how far behind the branch is, without writing anything', async () => {
  const project = await makeProject();
  const { person, target, gate } = project.repositories;
  const read = () => mainStatusOf({ person, target, paths: { gate: gate.dir } });
  expect(await read()).toMatchObject({ behind: 0, diverged: false, own: project.main() });
  await project.land(await verdictFor(project, project.candidate({ 'a.txt': 'a\n' })));
  const before = [checkoutBytes(project.dir), project.gitIn(gate.dir, 'for-each-ref')];
  expect(await read()).toEqual(await project.gatekeeper.mainStatus());
  expect(await read()).toMatchObject({ target: 'main', behind: 1, verified: project.main() });
  expect([checkoutBytes(project.dir), project.gitIn(gate.dir, 'for-each-ref')]).toEqual(before);
  const missing = { person, target, paths: { gate: `${gate.dir}-missing` } };
  expect(await mainStatusOf(missing)).toMatchObject({ behind: 0, diverged: false });
});
