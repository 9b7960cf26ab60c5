import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KnowledgeStage } from './stage.ts';

let stage: KnowledgeStage;
beforeEach(() => {
  stage = new KnowledgeStage();
});
afterEach(() => {
  stage.close();
});

describe('recording', () => {
  it('makes one row for a feature', () => {
    stage.add('Login');
    stage.record(1, 'landed', { files: ['src/a.ts'] });
    expect(stage.knowledge.find(1)).toMatchObject({ feature: 'Login', outcome: 'landed' });
  });
});
