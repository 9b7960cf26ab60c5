import { describe, expect, test } from 'vitest';
import { chooseModel } from '../../src/engine/models/choose-model.ts';
import { facts, known, tally } from './facts.ts';

describe('a choice of model', () => {
  test.each([
    ['nothing is known', facts(), 'small', 'preset', 'preset balanced gives small to docs, n = 0'],
    [
      'the work is hard',
      facts({ difficulty: 'hard' }),
      'top',
      'preset',
      'preset balanced gives top to hard work at docs, n = 0',
    ],
    [
      'one attempt landed',
      facts({ models: known({ small: { first: tally(1, 1) } }) }),
      'small',
      'preset',
      'preset balanced gives small to docs, which landed 1 of 1 first attempts there, too few to go by (n = 1)',
    ],
    [
      "the preset's model fails at the work",
      facts({ models: known({ small: { first: tally(1, 9) } }) }),
      'top',
      'evidence',
      'small landed 1 of 9 first attempts at docs (n = 9): top instead',
    ],
    [
      'both fail at it',
      facts({ models: known({ small: { first: tally(1, 9) }, top: { first: tally(0, 8) } }) }),
      'small',
      'preset',
      'preset balanced gives small to docs, which landed 1 of 9 first attempts there (n = 9)',
    ],
    [
      'a cheaper model is as good',
      facts({
        category: 'api',
        models: known({ top: { first: tally(8, 9, 1) }, small: { first: tally(29, 30, 0.1) } }),
      }),
      'small',
      'evidence',
      'small landed 29 of 30 first attempts at api, as good as top with 8 of 9 and cheaper for each that lands (n = 30)',
    ],
    [
      'a cheaper model may be as good, but has not shown it yet',
      facts({
        category: 'api',
        models: known({ top: { first: tally(8, 9, 1) }, small: { first: tally(7, 7, 0.1) } }),
      }),
      'top',
      'preset',
      'preset balanced gives top to api, which landed 8 of 9 first attempts there (n = 9)',
    ],
    [
      'a cheaper model costs as much for each that lands',
      facts({
        category: 'api',
        models: known({ top: { first: tally(9, 9, 1) }, small: { first: tally(30, 30, 0.98) } }),
      }),
      'top',
      'preset',
      'preset balanced gives top to api, which landed 9 of 9 first attempts there (n = 9)',
    ],
    [
      'the cheaper model is none of the preset',
      facts({
        category: 'api',
        models: known({ top: { first: tally(8, 9, 1) }, middle: { first: tally(30, 30, 0.1) } }),
      }),
      'top',
      'preset',
      'preset balanced gives top to api, which landed 8 of 9 first attempts there (n = 9)',
    ],
    [
      'a person has set a tier for the category',
      facts({ tierSet: 'middle', models: known({ middle: { first: tally(0, 20) } }) }),
      'middle',
      'person',
      'a person gives middle to docs, which landed 0 of 20 first attempts there (n = 20)',
    ],
    [
      'the gate rejected it once',
      facts({ preset: 'economy', rejections: 1, rejectedTier: 'small' }),
      'middle',
      'escalation',
      'the gate rejected it once: middle after small, n = 0',
    ],
    [
      'the preset has no tier between',
      facts({ rejections: 1, rejectedTier: 'small' }),
      'top',
      'escalation',
      'the gate rejected it once: top after small, n = 0',
    ],
    [
      'a cheap preset goes no higher than its own best',
      facts({ preset: 'cheap', rejections: 3, rejectedTier: 'middle' }),
      'middle',
      'escalation',
      'the gate rejected it 3 times: middle again, n = 0',
    ],
    [
      'what was rejected has landed with the next tier before',
      facts({
        preset: 'economy',
        rejections: 2,
        rejectedTier: 'middle',
        models: known({ top: { raised: tally(3, 4) } }),
      }),
      'top',
      'escalation',
      'the gate rejected it 2 times: top after middle, which landed 3 of 4 such attempts at docs (n = 4)',
    ],
  ] as const)('when %s', (_case, given, tier, basis, reason) => {
    const choice = chooseModel(given);
    expect(choice).toMatchObject({ tier, model: `model-${tier}`, basis, reason });
    // What stands for itself tells its own n; where another one failed it is that one's.
    expect(choice.reason).toMatch(/\bn = \d+/);
  });
});
