import { describe, expect, it } from 'vitest';
import { eventsOf, makeProject, testOf } from './stage.ts';

/** Two features whose agents take long enough to be in the middle of things. */
function slowScripts() {
  const script = (name: string) => [
    [
      { write: `src/${name}.js`, text: `export const ${name} = 1;\n` },
      { wait: 300 },
      { write: `test/${name}.test.js`, text: testOf(name, name, '1') },
      { fork: 'daemon' },
      { wait: 700 },
    ],
  ];
  return { alpha: script('alpha'), beta: script('beta') };
}

describe('after kill -9 of the engine', () => {
  // Each place is an event after which the engine is killed at once.
  it.each(['session:started', 'candidate:verifying', 'main:landed'])(
    'right after %s a second run finishes, and nothing is merged twice or left running',
    async (place) => {
      const stage = await makeProject([{ name: 'Alpha' }, { name: 'Beta' }], slowScripts());
      const first = stage.start('run', '--json');
      await new Promise<void>((resolve, reject) => {
        let seen = '';
        first.stdout?.on('data', (text: Buffer) => {
          seen += text.toString();
          if (!seen.includes(`"event":"${place}"`)) return;
          first.kill('SIGKILL');
          resolve();
        });
        first.once('exit', () => {
          if (!seen.includes(place)) reject(new Error(`ended before ${place}: ${seen}`));
        });
      });
      await new Promise((resolve) =>
        (first.exitCode ?? first.signalCode) === null ? first.once('exit', resolve) : resolve(null),
      );

      const second = await stage.run('run', '--json');

      expect(second.stderr).toBe('');
      expect(second.code).toBe(0);
      expect(eventsOf(second).at(-1)).toMatchObject({ event: 'run:finished', featuresFailed: 0 });
      const status = JSON.parse((await stage.run('status', '--json')).stdout) as {
        features: { state: string }[];
      };
      expect(status.features.map((f) => f.state)).toEqual(['merged', 'merged']);
      const merges = stage.git('log', '--first-parent', '--format=%s', 'main..agent-tui/main');
      expect(merges.trim().split('\n').sort()).toEqual([
        'Merge feature #1: Alpha',
        'Merge feature #2: Beta',
      ]);
      expect(await stage.leftovers()).toEqual([]);
    },
    90_000,
  );
});
