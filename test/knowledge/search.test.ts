import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fillKnowledge, timeSearches } from '../../bench/knowledge/time-searches.ts';
import { openKnowledge } from '../../src/engine/knowledge/index.ts';
import { KnowledgeStage } from './stage.ts';

let stage: KnowledgeStage;
beforeEach(() => {
  stage = new KnowledgeStage();
});
afterEach(() => {
  stage.close();
});

const shop = [
  {
    feature: 'User login',
    description: 'a form that asks for a password',
    category: 'auth',
    files: ['src/accounts/login.ts'],
  },
  {
    feature: 'Password reset',
    description: 'a mail with a link',
    category: 'auth',
    files: ['src/accounts/reset.ts'],
  },
  {
    feature: 'Invoice export',
    description: 'a file with all invoices',
    category: 'invoices',
    files: ['src/billing/export.ts'],
  },
];

/** The small knowledge is read whole, the large one through the index: both have to find the same. */
describe.each([
  ['small', 0],
  ['large', 300],
])('a search of a %s knowledge', (_size, others) => {
  beforeEach(() => {
    if (others > 0) fillKnowledge(stage.db, others);
    stage.import(...shop);
  });

  it('finds what shares words, the most similar first', () => {
    expect(stage.found('login form with a password')[0]).toBe('User login');
    expect(stage.found('exporting invoices')[0]).toBe('Invoice export');
    expect(stage.found('reset of passwords')[0]).toBe('Password reset');
  });

  it('prefers the same category', () => {
    stage.import(
      { feature: 'Mail template', category: 'mail' },
      { feature: 'Mail form', category: 'ui' },
    );
    expect(stage.found('mail', { category: 'ui' })[0]).toBe('Mail form');
    expect(stage.found('mail', { category: 'mail' })[0]).toBe('Mail template');
  });

  it('finds by files and folders, itself before its folder', () => {
    expect(stage.found('', { paths: ['src/accounts/reset.ts'] }).slice(0, 2)).toEqual([
      'Password reset',
      'User login',
    ]);
    expect(stage.found('', { paths: ['./src/billing/'] })[0]).toBe('Invoice export');
  });

  it('finds nothing for words that nobody used, and for no words', () => {
    expect(stage.found('xylophone quartz', { category: 'auth' })).toEqual([]);
    expect(stage.found('')).toEqual([]);
    expect(stage.found('"*^:() AND OR NOT NEAR/2 -')).not.toContain('User login');
  });

  it('finds what has just been kept, changed and forgotten', () => {
    stage.add('Zebra crossing');
    const { id } = stage.knowledge.addLesson({
      featureId: 1,
      approach: null,
      lessons: ['quagga stripes'],
    });
    expect(stage.found('quagga')).toEqual(['Zebra crossing']);
    stage.patterns.edit(id, { lessons: ['okapi legs'] });
    expect(stage.found('quagga')).toEqual([]);
    expect(stage.found('okapi')).toEqual(['Zebra crossing']);
    expect(stage.patterns.forget({ kind: 'pattern', id })).toBe(1);
    expect(stage.found('okapi zebra')).toEqual([]);
  });

  it('leaves out the feature that asks', () => {
    stage.add('Zebra crossing');
    stage.record(1, 'rejected');
    const query = { text: 'zebra crossing', limit: 5 };
    expect(stage.knowledge.search(query)).toHaveLength(1);
    expect(stage.knowledge.search({ ...query, exceptFeature: 1 })).toHaveLength(0);
  });

  it('gives scores between 0 and 1, falling', () => {
    const scores = stage
      .search('user login with a password form', { category: 'auth', paths: ['src/accounts'] })
      .map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(scores.every((score) => score > 0 && score <= 1)).toBe(true);
  });
});

describe('a search of many', () => {
  beforeEach(() => {
    fillKnowledge(stage.db, 3_000);
  });

  it('finds the newest for nothing but common words', () => {
    const found = stage.search('add the new page for the user');
    expect(found.length).toBeGreaterThan(5);
    expect(found[0]?.score).toBeGreaterThan(0.5);
  });

  it('is answered by another connection too, which has counted no words yet', () => {
    stage.import(...shop);
    const again = openKnowledge(stage.db, () => 1);
    const [best] = again.search({ text: 'export the invoices to a file', limit: 1 });
    expect(best?.pattern.feature).toBe('Invoice export');
  });

  it('can be timed', () => {
    const times = timeSearches(stage.db, 5);
    expect(times.features.p95).toBeGreaterThan(0);
    expect(times.common.max).toBeGreaterThanOrEqual(times.common.p50);
  });
});
