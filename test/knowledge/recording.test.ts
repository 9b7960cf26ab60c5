import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isJudged } from '../../src/engine/model/pattern.ts';
import { KnowledgeStage } from './stage.ts';

let stage: KnowledgeStage;
beforeEach(() => {
  stage = new KnowledgeStage();
  stage.add({ name: 'Login', description: 'a form and a session', category: 'auth' }, 'Report');
});
afterEach(() => {
  stage.close();
});

/** One session of a feature that has ended. */
function session(featureId: number, id: string, costUsd: number | null, durationMs: number): void {
  const { sessions } = stage.queue;
  const plain = { agent: 'agent-1', driver: 'command', marker: 'm', logFile: 'x' };
  sessions.add({ ...plain, id, featureId, epoch: 1, model: null, tier: null });
  const tokens = { tokens: 9, inputTokens: null, outputTokens: null };
  sessions.spent(id, { ...tokens, costUsd, priciestUsd: null, model: null });
  stage.now += durationMs;
  sessions.ended(id, { ending: 'submitted', detail: null, exitCode: 0 });
}

describe('an outcome', () => {
  it('is kept in one row for each feature, with what it took', () => {
    const claim = stage.take();
    session(1, '1-1', 0.5, 4_000);
    session(1, '1-2', 0.25, 6_000);
    stage.record(claim.featureId, 'landed', { files: ['src/login.ts'], model: 'opus' });
    expect(stage.knowledge.find(1)).toMatchObject({
      featureId: 1,
      origin: 'gate',
      importedFrom: null,
      category: 'auth',
      feature: 'Login',
      description: 'a form and a session',
      approach: null,
      files: ['src/login.ts'],
      agent: 'claude',
      model: 'opus',
      attempts: 1,
      outcome: 'landed',
      tries: [{ outcome: 'landed', agent: 'claude', model: 'opus' }],
      costUsd: 0.75,
      durationMs: 10_000,
      lessons: [],
    });
  });

  it('brings the row up to date: tries and failing tests add up, files stay while none are known', () => {
    stage.record(1, 'rejected', { files: ['a.ts', 'b.ts'], failingTests: ['adds', 'sums'] });
    stage.record(1, 'failed', { model: 'haiku' });
    stage.record(1, 'landed', { files: ['b.ts'], failingTests: [], model: 'opus' });
    const pattern = stage.knowledge.find(1);
    expect(pattern).toMatchObject({ outcome: 'landed', files: ['b.ts'] });
    expect(pattern?.failingTests).toEqual(['adds', 'sums']);
    expect(pattern?.tries.map(({ outcome }) => outcome)).toEqual(['rejected', 'failed', 'landed']);
    expect(stage.patterns.stats()).toMatchObject({ patterns: 1, judged: 1 });
  });

  it('is not there when the transaction that it belongs to fails', () => {
    expect(() =>
      stage.queue.journal.write(() => {
        const worker = { agent: null, model: null };
        stage.knowledge.record({
          ...worker,
          featureId: 1,
          outcome: 'landed',
          files: [],
          failingTests: [],
        });
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(stage.knowledge.find(1)).toBeUndefined();
    expect(stage.found('login')).toEqual([]);
  });

  it('of a feature that is not there changes nothing', () => {
    stage.record(99, 'landed');
    expect(stage.patterns.stats().patterns).toBe(0);
  });

  it('keeps no secret and nothing that a terminal would obey', () => {
    stage.add({ name: 'Key', description: 'use sk-abcdefghijklmnopqrstuvwx\u001b[31m now' });
    stage.record(3, 'rejected', { failingTests: ['has AKIAABCDEFGHIJKLMNOP\n\u001b]0;x\u0007'] });
    expect(stage.knowledge.find(1)).toMatchObject({
      description: 'use [secret removed] now',
      failingTests: ['has [secret removed]'],
    });
  });

  it('keeps within its bounds whatever is recorded', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => `x${String(at)}`);
    for (let at = 0; at < 30; at += 1) {
      stage.record(1, 'rejected', { files: many(900), failingTests: many(900) });
    }
    const pattern = stage.knowledge.find(1);
    expect(pattern?.files).toHaveLength(200);
    expect(pattern?.failingTests).toHaveLength(50);
    expect(pattern?.tries).toHaveLength(20);
  });
});

describe('a lesson', () => {
  const lesson = { featureId: 1, approach: 'a cookie', lessons: ['Sessions need a clock'] };

  it('is kept as words, and never counts as an outcome', () => {
    const pattern = stage.knowledge.addLesson(lesson);
    expect(pattern).toMatchObject({ outcome: 'lesson', origin: 'words', attempts: 0, tries: [] });
    expect(isJudged(pattern)).toBe(false);
    expect(stage.patterns.stats()).toMatchObject({ patterns: 1, judged: 0, lessons: 1 });
  });

  it('stands in the row of its feature, before and after the gate has judged it', () => {
    stage.knowledge.addLesson(lesson);
    stage.record(1, 'landed');
    stage.knowledge.addLesson({ featureId: 1, approach: null, lessons: ['Test the clock'] });
    expect(stage.knowledge.find(1)).toMatchObject({
      outcome: 'landed',
      origin: 'gate',
      approach: 'a cookie',
      lessons: ['Sessions need a clock', 'Test the clock'],
    });
    expect(stage.knowledge.find(2)).toBeUndefined();
  });

  it('that was kept already is not kept twice', () => {
    stage.knowledge.addLesson(lesson);
    expect(stage.knowledge.addLesson(lesson).lessons).toHaveLength(1);
  });

  it.each([
    ['a lesson', { approach: null, lessons: ['the key is sk-ant-api03-abcdefghijklmnop1234'] }],
    ['an approach', { approach: 'postgres://me:hunter2x@db/x', lessons: [] }],
  ])('that holds a secret in %s is refused, and nothing is kept', (_what, words) => {
    expect(() => stage.knowledge.addLesson({ featureId: 1, ...words })).toThrow(
      expect.objectContaining({
        code: 'usage',
        message: expect.stringMatching(/seems to hold .*: nothing was kept/) as string,
        hint: expect.stringContaining('without the value') as string,
      }) as Error,
    );
    expect(stage.knowledge.find(1)).toBeUndefined();
  });

  it('is refused when it is too long, empty, one too many or about no feature', () => {
    const add = (words: object) => () =>
      stage.knowledge.addLesson({ featureId: 1, approach: null, lessons: [], ...words });
    expect(add({ lessons: ['x'.repeat(1_001)] })).toThrow('lesson 1 has 1001 characters');
    expect(add({ lessons: ['  '] })).toThrow('there is nothing to keep');
    expect(add({ featureId: 9, lessons: ['x'] })).toThrow('there is no feature 9');
    add({ lessons: Array.from({ length: 50 }, (_, at) => `x${String(at)}`) })();
    expect(add({ lessons: ['one more'] })).toThrow('a pattern keeps 50 lessons at most');
  });

  it('is one line without anything that a terminal would obey', () => {
    const words = { featureId: 1, approach: 'a\nb', lessons: ['\u001b[2Jgone\r\nnext'] };
    const pattern = stage.knowledge.addLesson(words);
    expect(pattern).toMatchObject({ approach: 'a b', lessons: ['gone next'] });
  });
});
