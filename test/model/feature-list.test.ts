import { expect, it } from 'vitest';
import type { Feature } from '../../src/engine/model/feature.ts';
import { PagedFeatures, type FeatureRow } from '../../src/engine/model/feature-list.ts';

function rowOf(id: number): FeatureRow {
  return { ...({} as Feature), id, status: { kind: 'ready' }, agent: null };
}

it('a list of features tells what is another than in an older list, over all its pages', () => {
  const older = PagedFeatures.of(Array.from({ length: 2_000 }, (_, index) => rowOf(index + 1)));
  const [changed, added] = [rowOf(1_500), rowOf(2_001)];
  const changes = older.with([changed, added]).since(older);
  expect(changes).toHaveLength(2);
  expect(changes[0]?.row).toBe(changed);
  expect(changes[0]?.before).toBe(older.at(1_499));
  expect(changes[1]).toEqual({ row: added, before: undefined });
  expect(older.since(older)).toEqual([]);
  expect(older.since(PagedFeatures.of([]))).toHaveLength(2_000);
});
