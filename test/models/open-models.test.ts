import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AgentTuiError } from '../../src/engine/model/error.ts';
import type { PresetName } from '../../src/engine/model/preset.ts';
import { chooseModel } from '../../src/engine/models/choose-model.ts';
import type { ModelFacts } from '../../src/engine/models/model-facts.ts';
import { openModelRows } from '../../src/engine/models/model-rows.ts';
import { openModels, type EngineModels } from '../../src/engine/models/open-models.ts';
import type { PriceOf } from '../../src/engine/models/prices.ts';
import { QueueStage } from '../queue/stage.ts';

let stage: QueueStage;
beforeEach(() => {
  stage = new QueueStage();
});
afterEach(() => {
  stage.close();
});

const prices: Readonly<Record<string, number>> = { big: 10e-6, mid: 3e-6, tiny: 1e-6 };
const priceOf: PriceOf = (model) => {
  const usd = prices[model];
  return usd === undefined ? null : { inputUsd: usd, outputUsd: usd };
};
const settings = {
  ...{ driver: 'command' as const, command: ['agent'] },
  models: { top: 'big', middle: 'mid', small: 'tiny' },
};

function models(given: { preset?: PresetName; runPreset?: PresetName | null } = {}): EngineModels {
  const { preset = 'balanced', runPreset = null } = given;
  return openModels({
    db: stage.db,
    now: () => stage.now,
    config: { agents: { sh: settings }, preset, budgets: {} },
    runPreset,
    agent: { name: 'sh', settings },
    priceOf,
  });
}

/** An attempt of the next feature, judged; its session has cost something. */
function judged(opened: EngineModels, landed: boolean, costUsd = 0.25): void {
  const { featureId, epoch } = stage.take();
  const feature = stage.find(featureId);
  const made = opened.choose(feature, () => 7);
  opened.keep({ featureId, epoch }, made);
  const id = `${String(featureId)}-${String(epoch)}-s`;
  const { tier, model } = made.choice;
  const names = { agent: 'agent-1', driver: 'command', marker: 'm', logFile: 'l', tier, model };
  stage.queue.sessions.add({ id, featureId, epoch, ...names });
  const used = { tokens: 1_100, inputTokens: 1_000, outputTokens: 100, costUsd, model };
  stage.queue.sessions.spent(id, { ...used, priciestUsd: opened.priciestUsd(used) });
  stage.queue.sessions.ended(id, { ending: 'submitted', detail: null, exitCode: 0 });
  stage.submit({ featureId, epoch });
  stage.queue.journal.write((record) => {
    opened.keepOutcome({ featureId, epoch, landed });
    if (landed) stage.queue.features.merge({ featureId, epoch, commit: 'ccc' }, record);
  });
  if (!landed) stage.requeue({ featureId, epoch }, { kind: 'gate' });
}

describe('what the gate said of a model', () => {
  it('is one row for each attempt, whoever says it how often', () => {
    stage.add('Login');
    const opened = models();
    judged(opened, true);
    opened.keepOutcome({ featureId: 1, epoch: 1, landed: false });
    opened.keepOutcome({ featureId: 1, epoch: 9, landed: true });
    expect(opened.learned()).toEqual([
      {
        ...{ category: 'general', agent: 'sh', model: 'big', tier: 'top', of: 1, landed: 1 },
        ...{ costUsd: 0.25, priciestUsd: 0.25, meanAttempts: 1 },
      },
    ]);
  });

  it('is counted by category and model, with what it cost and what it would have cost at most', () => {
    stage.add({ name: 'A', category: 'docs' }, { name: 'B', category: 'docs' });
    const opened = models();
    // The gate rejects the small model's work, and the top one lands it.
    judged(opened, false, 0.01);
    judged(opened, true, 0.2);
    judged(opened, true, 0.01);
    expect(opened.learned()).toEqual([
      {
        ...{ category: 'docs', agent: 'sh', model: 'tiny', tier: 'small', of: 2, landed: 1 },
        ...{ costUsd: 0.02, priciestUsd: expect.closeTo(0.2) as number, meanAttempts: 1 },
      },
      {
        ...{ category: 'docs', agent: 'sh', model: 'big', tier: 'top', of: 1, landed: 1 },
        ...{ costUsd: 0.2, priciestUsd: 0.2, meanAttempts: 2 },
      },
    ]);
  });

  it('decides once there is enough of it', () => {
    stage.add(
      ...Array.from({ length: 9 }, (_, at) => ({ name: `D${String(at)}`, category: 'docs' })),
    );
    const opened = models();
    for (let at = 0; at < 9; at += 1) {
      const claim = stage.take();
      const made = { ...opened.choose(stage.find(claim.featureId), () => 7) };
      opened.keep(claim, made);
      opened.keepOutcome({ ...claim, landed: false });
      stage.queue.features.cancel(claim.featureId);
    }
    const best = opened.best({ category: 'docs', difficulty: 'normal' });
    expect(best).toMatchObject({ tier: 'top', basis: 'evidence' });
    expect(opened.best({ category: 'docs', difficulty: 'hard' }).basis).toBe('preset');
    expect(opened.best({ category: 'tests', difficulty: 'normal' }).tier).toBe('small');
  });
});

describe('a choice that was kept', () => {
  it('is made again from the facts that are kept with it', () => {
    stage.add('A', 'B', 'C', 'D');
    const opened = models({ preset: 'experimental' });
    for (const landed of [true, false, true]) judged(opened, landed);
    for (const id of [1, 2, 3]) {
      const row = openModelRows(stage.db, () => stage.now).newestChoice(id);
      if (row === undefined) continue;
      const choice = chooseModel(JSON.parse(row.facts) as ModelFacts);
      const { tier, model, reason, n } = row;
      expect(choice).toMatchObject({ tier, model, reason, n });
      expect(row.seed).toBe(7);
    }
  });

  it('goes one tier up from what the gate rejected last', () => {
    stage.add({ name: 'A', category: 'docs' });
    const opened = models({ preset: 'economy' });
    for (let times = 0; times < 3; times += 1) judged(opened, false);
    const rows = stage.db.prepare('SELECT tier FROM model_choices ORDER BY epoch').all();
    expect(rows).toEqual([{ tier: 'small' }, { tier: 'middle' }, { tier: 'top' }]);
  });
});

describe('the preset in force', () => {
  it('is that of the flag, else the applied one, else that of the configuration', () => {
    const plain = models({ preset: 'cheap' });
    expect(plain.settings().preset).toBe('cheap');
    expect(plain.applyPreset('quality').preset).toBe('quality');
    expect(models({ preset: 'cheap' }).settings().preset).toBe('quality');
    const flagged = models({ runPreset: 'economy' });
    expect(flagged.settings().preset).toBe('economy');
    expect(flagged.applyPreset('balanced').preset).toBe('economy');
    expect(plain.settings().preset).toBe('balanced');
    expect(() => plain.applyPreset('best')).toThrow(AgentTuiError);
  });

  it('is another one at the next choice', () => {
    stage.add('A');
    const opened = models();
    const work = { category: 'docs', difficulty: 'normal' } as const;
    expect(opened.best(work).tier).toBe('small');
    models().applyPreset('quality');
    expect(opened.best(work).tier).toBe('top');
  });
});

describe('settings', () => {
  it('name models and tiers over everything else, and are taken back by null', () => {
    const opened = models();
    const work = { category: 'Docs ', difficulty: 'normal' } as const;
    opened.updateSettings({
      models: { sh: { middle: 'huge' } },
      categories: { ' DOCS': 'middle' },
    });
    expect(opened.best(work)).toMatchObject({ tier: 'middle', model: 'huge', basis: 'person' });
    opened.updateSettings({ models: { sh: { small: 'mini' } } });
    expect(opened.settings()).toEqual({
      preset: 'balanced',
      models: { sh: { middle: 'huge', small: 'mini' } },
      categories: { docs: 'middle' },
    });
    opened.updateSettings({
      models: { sh: { middle: null, small: null } },
      categories: { docs: null },
    });
    expect(opened.settings()).toEqual({ preset: 'balanced', models: {}, categories: {} });
    expect(opened.best(work)).toMatchObject({ tier: 'small', model: 'tiny' });
  });

  it('refuse an agent that is not configured, and more than anybody needs', () => {
    const opened = models();
    expect(() => opened.updateSettings({ models: { toString: { top: 'x' } } })).toThrow(
      'there is no agent "toString"',
    );
    const many = Object.fromEntries(
      Array.from({ length: 101 }, (_, at) => [`c${String(at)}`, 'top']),
    );
    expect(() => opened.updateSettings({ categories: many as Record<string, 'top'> })).toThrow(
      'more than 100 categories',
    );
    expect(opened.settings().categories).toEqual({});
  });

  it('that another version wrote count as not set', () => {
    const rows = openModelRows(stage.db, () => stage.now);
    rows.keepSetting('preset', 'frugal');
    rows.keepSetting('categories', '{"docs":"enormous"}');
    expect(models().settings()).toEqual({ preset: 'balanced', models: {}, categories: {} });
  });
});

describe('what the same would have cost with the priciest model', () => {
  it('keeps the rebate that the agent had', () => {
    const used = { inputTokens: 1_000, outputTokens: 0, model: 'tiny' };
    const opened = models();
    expect(opened.priciestUsd({ ...used, costUsd: null })).toBeCloseTo(0.01);
    expect(opened.priciestUsd({ ...used, costUsd: 0.000_5 })).toBeCloseTo(0.005);
    expect(opened.priciestUsd({ ...used, costUsd: 1, model: null })).toBeCloseTo(0.01);
    expect(opened.priciestUsd({ ...used, inputTokens: null, costUsd: 1 })).toBeNull();
  });
});
