import { expect, it } from 'vitest';
import { heartbeatAgeSeconds } from '../../src/engine/model/session.ts';

it('a heartbeat is never younger than now, also after the clock was set back', () => {
  const ages = [heartbeatAgeSeconds(1_000, 4_000), heartbeatAgeSeconds(9_000, 4_000)];
  expect([...ages, heartbeatAgeSeconds(null, 4_000)]).toEqual([3, 0, null]);
});
