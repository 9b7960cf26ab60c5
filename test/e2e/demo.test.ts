import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ended, eventsOf, makeStage } from './stage.ts';

const launcher = resolve(import.meta.dirname, '../../bin/agent-tui.cjs');

/** The demonstration waits as a person would watch it. */
const demoDurationMsMax = 60_000;

it(
  'plays each of its stories and ends with every feature merged',
  async () => {
    const stage = await makeStage();
    // It keeps its repository for the person who wants to look around; here it goes with the stage.
    const child = spawn(process.execPath, [launcher, 'demo', '--headless', '--json'], {
      cwd: stage.home,
      env: { ...stage.env, TMPDIR: stage.home },
    });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    const outcome = await ended(child);
    expect(outcome.code).toBe(0);
    const events = eventsOf(outcome);
    const all = (event: string) => events.filter((e) => e['event'] === event);
    const of = (event: string, name: string) => all(event).filter((e) => e['featureName'] === name);
    const outcomes = (name: string) => of('verdict:decided', name).map((e) => e['outcome']);
    const place = (event: string, name: string) => events.indexOf(of(event, name)[0] ?? {});

    expect(events.at(-1)).toMatchObject({
      event: 'run:finished',
      featuresCompleted: 8,
      featuresFailed: 0,
      featuresBlocked: 0,
      featuresLeft: 0,
    });
    expect(all('fault:met')).toEqual([]);

    // Right at the first try.
    expect(outcomes('Discount codes')).toEqual(['verified']);
    expect(of('feature:claimed', 'Discount codes')).toHaveLength(1);

    // Rejected by a failing test, and mended.
    expect(outcomes('Tax rates')).toEqual(['rejected', 'verified']);
    expect(of('verdict:decided', 'Tax rates')[0]?.['firstFailure']).toContain('test/tax.test.js:7');

    // Two that change the same lines: the second to arrive conflicts and is resolved.
    const both = [outcomes('Receipt header'), outcomes('Receipt number')];
    expect(both).toContainEqual(['verified']);
    expect(both).toContainEqual(['conflicted', 'verified']);
    expect(all('slot:prepared')).toContainEqual(
      expect.objectContaining({ conflicts: ['src/receipt.js'] }),
    );

    // Green by itself, red on the merged tree: the other one has landed meanwhile.
    const pair = [outcomes('Clearer names'), outcomes('Bulk discount')];
    expect(pair).toContainEqual(['verified']);
    expect(pair).toContainEqual(['rejected', 'verified']);
    const broken = all('verdict:decided').find(
      (e) =>
        e['outcome'] === 'rejected' &&
        ['Clearer names', 'Bulk discount'].includes(String(e['featureName'])),
    );
    expect(broken?.['totals']).toMatchObject({ failed: 1 });
    expect(broken?.['firstFailure']).toContain('test/bulk.test.js');

    // Hangs, is stopped with its processes, and finishes at the second attempt.
    expect(of('session:ended', 'Stock check').map((e) => [e['ending'], e['survivors']])).toEqual([
      ['stalled', 0],
      ['submitted', 0],
    ]);
    expect(outcomes('Stock check')).toEqual(['verified']);

    // Not begun before what it needs was merged.
    expect(place('feature:claimed', 'Tax on the receipt')).toBeGreaterThan(
      place('feature:merged', 'Tax rates'),
    );
    expect(await stage.leftovers()).toEqual([]);
  },
  demoDurationMsMax,
);

it('has a script for every feature and a story for every script', async () => {
  const dir = new URL('../../examples/demo-project/', import.meta.url);
  const features = JSON.parse(await readFile(new URL('features.json', dir), 'utf8')) as {
    name: string;
  }[];
  const wanted = features.map(({ name }) => `${name.toLowerCase().replaceAll(' ', '-')}.json`);
  expect((await readdir(new URL('agents/', dir))).sort()).toEqual(wanted.sort());
});
