import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Silence } from '../../src/engine/broker/silence.ts';
import { brokerConformance } from './conformance.ts';
import { brokerStage } from './stage.ts';

brokerConformance('SQLite', brokerStage);

it('begins anew when its file is damaged: it is not the record of anything', async () => {
  const { broker, again, path } = brokerStage();
  await broker.close();
  writeFileSync(path, 'no database at all, but longer than a header is '.repeat(20));
  const fresh = again();
  expect(await fresh.counts()).toEqual({ queued: 0, claimed: 0 });
});

it('counts no silence for time in which nobody swept: the machine slept', () => {
  const silence = new Silence(90_000, 20_000);
  const seen = new Map([['a', 1]]);
  expect(silence.sweep(seen, 0)).toEqual([]);
  expect(silence.sweep(seen, 10 * 60_000)).toEqual([]);
  expect(silence.sweep(seen, 10 * 60_000 + 60_000)).toEqual([]);
  expect(silence.sweep(new Map([['a', 2]]), 10 * 60_000 + 70_000)).toEqual([]);
});
