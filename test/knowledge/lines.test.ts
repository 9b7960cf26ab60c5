import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lineObject } from '../../src/engine/knowledge/index.ts';
import { patternLine } from '../../src/engine/knowledge/pattern-line.ts';
import type { Pattern } from '../../src/engine/model/pattern.ts';
import { KnowledgeStage } from './stage.ts';

let stage: KnowledgeStage;
beforeEach(() => {
  stage = new KnowledgeStage();
});
afterEach(() => {
  stage.close();
});

function all(of: KnowledgeStage = stage): Pattern[] {
  return [...of.patterns.pages(2)].flat();
}

function exported(of: KnowledgeStage = stage): string[] {
  return all(of).map((pattern) => JSON.stringify(lineObject(pattern, 'till')));
}

describe('an import', () => {
  it('takes a line that says no more than what it is about', () => {
    expect(stage.import({ feature: 'Login' })).toEqual({ added: 1, known: 0, redacted: 0 });
    expect(all()).toMatchObject([
      {
        feature: 'Login',
        featureId: null,
        importedFrom: 'shop.jsonl',
        origin: 'words',
        outcome: 'lesson',
        category: 'general',
      },
    ]);
  });

  it('keeps what a line claims, and counts it only when a gate says so', () => {
    stage.import(
      { feature: 'Claimed', outcome: 'landed' },
      { feature: 'Judged', outcome: 'landed', origin: 'gate', project: 'shop', attempts: 1 },
      { feature: 'Odd', outcome: 'lesson', origin: 'gate' },
    );
    expect(
      all().map(({ origin, outcome, importedFrom }) => [origin, outcome, importedFrom]),
    ).toEqual([
      ['words', 'landed', 'shop.jsonl'],
      ['gate', 'landed', 'shop'],
      ['words', 'lesson', 'shop.jsonl'],
    ]);
    const { judged, byOutcome, imported } = stage.patterns.stats();
    expect({ judged, imported, landed: byOutcome.landed }).toEqual({
      judged: 1,
      imported: 3,
      landed: 1,
    });
  });

  it('takes in all lines or none, and names the wrong ones by number', () => {
    const lines = [
      '{"feature":"A"}',
      '{"feature":',
      '',
      '{"feature":"B","size":3}',
      '{"attempts":-1}',
    ];
    expect(() => stage.patterns.importLines(lines, 'x')).toThrow(
      /^nothing was imported: line 2: it is not JSON; line 4: .*size.*; line 5: /,
    );
    expect(all()).toEqual([]);
  });

  it.each([
    ['null', /line 1/],
    ['[]', /line 1/],
    ['"x"', /line 1/],
    ['{"feature":""}', /feature/],
    ['{"feature":"x","outcome":"success"}', /outcome/],
    ['{"feature":"x","createdAt":"yesterday"}', /createdAt/],
    ['{"feature":"x","costUsd":-1}', /costUsd/],
    [
      `{"feature":"x","lessons":${JSON.stringify(Array.from({ length: 51 }, () => 'a'))}}`,
      /lessons/,
    ],
    [`{"feature":"x","description":"${'d'.repeat(70_000)}"}`, /65536 characters/],
  ])('refuses %.40j', (line, why) => {
    expect(() => stage.patterns.importLines([line], 'x')).toThrow(why);
  });

  it('removes secrets and what a terminal would obey, and tells how many lines had some', () => {
    const secret = 'ghp_abcdefghijklmnopqrstuvwxyz0123456789';
    const counts = stage.import(
      { feature: 'A', description: `push with ${secret}`, lessons: ['\u001b[31mred'] },
      { feature: 'B', lessons: [`token ${secret}`], approach: 'plain' },
      { feature: 'C' },
    );
    expect(counts).toEqual({ added: 3, known: 0, redacted: 2 });
    expect(JSON.stringify(all())).not.toContain('ghp_');
    expect(all()[0]).toMatchObject({
      description: 'push with [secret removed]',
      lessons: ['red'],
    });
  });

  it('counts nothing twice', () => {
    const line = { feature: 'A', createdAt: '2026-01-02T03:04:05.000Z' };
    expect(stage.import(line, { feature: 'B' })).toMatchObject({ added: 2, known: 0 });
    expect(stage.import({ feature: 'B' }, line, line)).toMatchObject({ added: 0, known: 3 });
  });
});

describe('an export', () => {
  it('comes back whole in another project, as that of a gate', () => {
    stage.add('Login');
    stage.record(1, 'landed', { files: ['a.ts'], failingTests: ['adds'], model: 'opus' });
    stage.knowledge.addLesson({ featureId: 1, approach: 'a cookie', lessons: ['one', 'two'] });
    const lines = exported();
    const other = new KnowledgeStage();
    try {
      expect(other.patterns.importLines(lines, 'file')).toMatchObject({ added: 1 });
      const [there] = all(other);
      const [here] = all();
      expect(there).toEqual({ ...here, featureId: null, importedFrom: 'till' });
      expect(exported(other)).toEqual(lines);
    } finally {
      other.close();
    }
  });

  it('of this project brings nothing new when it comes back', () => {
    stage.add('Login', 'Report');
    stage.record(1, 'landed');
    stage.record(2, 'rejected');
    expect(stage.patterns.importLines(exported(), 'x')).toMatchObject({ added: 0, known: 2 });
    expect(stage.patterns.stats().patterns).toBe(2);
  });

  it('writes lines as they are documented', () => {
    stage.add('Login');
    stage.record(1, 'rejected');
    const [line = '{}'] = exported();
    expect(patternLine.safeParse(JSON.parse(line)).success).toBe(true);
  });
});

describe('a person', () => {
  it('forgets one pattern, that of a feature, or all', () => {
    stage.add('Login', 'Report');
    stage.record(1, 'landed');
    stage.record(2, 'landed');
    stage.import({ feature: 'A' }, { feature: 'B' });
    expect(stage.patterns.forget({ kind: 'feature', featureId: 2 })).toBe(1);
    expect(stage.patterns.forget({ kind: 'pattern', id: 3 })).toBe(1);
    expect(stage.patterns.forget({ kind: 'pattern', id: 3 })).toBe(0);
    expect(stage.patterns.forget({ kind: 'all' })).toBe(2);
    expect(stage.found('login report a b')).toEqual([]);
  });

  it('says words anew, and no outcome', () => {
    stage.import({ feature: 'A', lessons: ['old'], approach: 'old' });
    stage.now += 5;
    const edited = stage.patterns.edit(1, { category: 'auth', approach: '', lessons: ['new', ''] });
    expect(edited).toMatchObject({
      category: 'auth',
      approach: null,
      lessons: ['new'],
      outcome: 'lesson',
      updatedAt: stage.now,
    });
    expect(stage.patterns.edit(1, {})).toMatchObject({ category: 'auth', lessons: ['new'] });
  });

  it('is refused a pattern that is not there, a secret and what is too long', () => {
    stage.import({ feature: 'A' });
    const edit = (id: number, change: object) => () => stage.patterns.edit(id, change);
    expect(edit(9, { category: 'x' })).toThrow('there is no pattern 9');
    expect(edit(1, { lessons: ['password=Tr0ub4dor3x'] })).toThrow('seems to hold');
    expect(edit(1, { category: ' ' })).toThrow('a category is a word or two');
    expect(edit(1, { lessons: Array.from({ length: 51 }, () => 'x') })).toThrow(
      '50 lessons at most',
    );
  });
});
