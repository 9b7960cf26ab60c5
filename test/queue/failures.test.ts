import { afterEach, beforeEach, expect, test } from 'vitest';
import { isDeath, sessionEndings } from '../../src/engine/model/session.ts';
import { openFailures } from '../../src/engine/queue/failures.ts';
import { QueueStage } from './stage.ts';

let stage: QueueStage;
beforeEach(() => {
  stage = new QueueStage();
});
afterEach(() => {
  stage.close();
});

test.each(sessionEndings)('an agent that ends as %s is counted when that is a death', (ending) => {
  stage.add('Login');
  const { sessions } = stage.queue;
  const names = {
    agent: 'agent-1',
    driver: 'scripted',
    model: null,
    tier: null,
    marker: 'm',
    logFile: '1-1-s.jsonl',
  };
  sessions.add({ id: '1-1-s', featureId: 1, epoch: 1, ...names });
  const unknown = { detail: null, exitCode: null };
  sessions.ended('1-1-s', { ending, ...unknown });
  const { crashesSince } = openFailures(stage.db);
  expect(crashesSince(1, stage.now - 1)).toBe(isDeath(ending) ? 1 : 0);
  expect(crashesSince(1, stage.now)).toBe(0);
});
