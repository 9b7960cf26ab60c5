import { describe, expect, it, test } from 'vitest';
import { checkpointRef } from '../../src/engine/model/checkpoint.ts';
import { configSchema } from '../../src/engine/model/config.ts';
import { AgentTuiError, exitCodeOf } from '../../src/engine/model/error.ts';
import { defaultLimits } from '../../src/engine/model/limits.ts';
import { isPresetName, presetNames, tierFor } from '../../src/engine/model/preset.ts';
import { isChargedFailure } from '../../src/engine/model/failure.ts';
import { failureOf, sessionEndings } from '../../src/engine/model/session.ts';
import { totalsOf, type TestCase } from '../../src/engine/model/test-report.ts';

describe('the tier that a preset gives', () => {
  test.each([
    ['quality', 'tests', 'top'],
    ['quality', 'anything', 'top'],
    ['balanced', 'tests', 'small'],
    ['balanced', 'docs', 'small'],
    ['balanced', 'auth', 'top'],
    ['economy', 'general', 'middle'],
    ['economy', 'auth', 'top'],
    ['cheap', 'general', 'small'],
    ['cheap', 'database', 'middle'],
    ['experimental', 'docs', 'small'],
    ['balanced', 'constructor', 'top'],
    ['cheap', '__proto__', 'small'],
  ] as const)('%s, %s: %s', (preset, category, tier) => {
    expect(tierFor(preset, category)).toBe(tier);
  });

  it('knows its presets and nothing else', () => {
    expect(presetNames.every(isPresetName)).toBe(true);
    expect(['', 'Balanced', 'toString', '__proto__'].some(isPresetName)).toBe(false);
  });
});

describe('the configuration', () => {
  it('has defaults for everything', () => {
    expect(configSchema.parse({})).toEqual({
      agents: {},
      parallel: 3,
      preset: 'balanced',
      landing: 'ask',
      leave: 'stop',
      test: { args: [] },
      budgets: {},
      limits: {},
    });
  });

  it('takes every key that it has', () => {
    const whole = {
      $schema: './schema.json',
      agents: {
        sh: {
          driver: 'command',
          command: ['bash', 'agent.sh'],
          env: { A: 'b' },
          models: { top: 'a' },
        },
        play: { driver: 'scripted', scripts: 'scripts' },
      },
      defaultAgent: 'sh',
      parallel: 32,
      preset: 'cheap',
      target: 'trunk',
      landing: 'auto',
      leave: 'run',
      test: { framework: 'pytest', dir: 'api', args: ['-k', 'fast'] },
      setup: { commands: [['npm', 'ci']] },
      budgets: { runUsd: 10, featureUsd: 0.5, agentUsd: 3 },
      limits: defaultLimits,
    };
    expect(configSchema.parse(whole)).toEqual(whole);
  });

  test.each([
    ['an unknown key', { paralel: 3 }, '', 'paralel'],
    ['an unknown key in a part', { test: { frame: 'x' } }, 'test', 'frame'],
    ['an unknown limit', { limits: { killGrace: 5 } }, 'limits', 'killGrace'],
    [
      'an unknown key of an agent',
      { agents: { a: { driver: 'command', command: ['x'], cwd: '/' } } },
      'agents.a',
      'cwd',
    ],
    ['an unknown driver', { agents: { a: { driver: 'magic' } } }, 'agents.a.driver', 'Invalid'],
    ['no program', { agents: { a: { driver: 'command', command: [] } } }, 'agents.a.command', '1'],
    [
      'a shell line',
      { agents: { a: { driver: 'command', command: 'x' } } },
      'agents.a.command',
      '',
    ],
    ['no agents at all', { parallel: 0 }, 'parallel', '1'],
    ['too many agents', { parallel: 33 }, 'parallel', '32'],
    ['half an agent', { parallel: 1.5 }, 'parallel', 'int'],
    ['an unknown preset', { preset: 'best' }, 'preset', 'balanced'],
    ['an unknown landing policy', { landing: 'push' }, 'landing', 'ask'],
    ['a limit of nothing', { limits: { killGraceMs: 0 } }, 'limits.killGraceMs', '0'],
    ['a budget of nothing', { budgets: { runUsd: 0 } }, 'budgets.runUsd', '0'],
    [
      'an unknown tier',
      { agents: { a: { driver: 'scripted', scripts: 's', models: { best: 'x' } } } },
      'agents.a.models',
      'best',
    ],
    ['an empty target', { target: '' }, 'target', ''],
    ['a list', [], '', 'object'],
  ])('refuses %s', (_case, value, place, words) => {
    const result = configSchema.safeParse(value);
    const issue = result.error?.issues[0];
    expect(issue?.path.join('.')).toBe(place);
    expect(issue?.message).toContain(words);
  });
});

test('an ending is charged to the feature only when the agent brought it about', () => {
  expect(sessionEndings.filter((ending) => isChargedFailure(failureOf(ending)))).toEqual([
    'submitted',
    'no-change',
    'exited',
    'crashed',
    'stalled',
    'timed-out',
    'over-quota',
    'skipped',
  ]);
});

test('a failure carries its exit code, its hint and its cause', () => {
  const cause = new Error('disk full');
  const error = new AgentTuiError('environment', 'cannot write', { hint: 'make room', cause });
  expect(error).toMatchObject({ name: 'AgentTuiError', hint: 'make room', cause });
  expect(exitCodeOf).toEqual({ usage: 2, environment: 3, interrupted: 130 });
  expect(new AgentTuiError('usage', 'x', { hint: 'y' })).not.toHaveProperty('cause');
});

test('totals are counted from the cases', () => {
  const one = (status: TestCase['status']): TestCase => ({
    name: 'adds',
    status,
    durationMs: null,
    message: null,
    file: null,
    line: null,
  });
  expect(totalsOf([])).toEqual({ total: 0, passed: 0, failed: 0, skipped: 0 });
  expect(totalsOf([one('passed'), one('failed'), one('passed'), one('skipped')])).toEqual({
    total: 4,
    passed: 2,
    failed: 1,
    skipped: 1,
  });
});

test('a checkpoint has a ref of its own for every feature, epoch and number', () => {
  expect(checkpointRef(7, 2, 13)).toBe('refs/agent-tui/checkpoints/7/2/13');
});
