import Sqlite from 'better-sqlite3';
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { reserveOf } from '../../src/engine/db/index.ts';
import { openProject, type FeatureDraft } from '../../src/engine/index.ts';
import type { Stage } from '../e2e/stage.ts';
import { mountState, noMount, type SmallDisk } from './small-disk.ts';
import { startStage, until } from './stage.ts';

/** Waits in its worktree until the test lets it go on. */
const untilTold = { run: ['sh', '-c', 'until test -e "$HOME/go"; do sleep 0.05; done'] };
const megabyte = 1024 * 1024;
const looks = { diskLookIntervalMs: 200, diskFreeBytesMin: 3 * megabyte, retryDelayMs: 50 };

describe.skipIf(noMount !== undefined)('a full disk', () => {
  it('pauses claims in mid-run, is said in a banner, and loses nothing: all goes on when there is room', async () => {
    let disk: SmallDisk | undefined;
    const { engine, happens, events, stage, project } = await startStage(
      [
        [],
        {
          first: [[{ write: 'src/first.js', text: '// first\n' }, untilTold]],
          second: [[{ write: 'src/second.js', text: '// second\n' }]],
        },
        looks,
      ],
      {
        config: { parallel: 1, limits: { ...looks, mainLookIntervalMs: 200, killGraceMs: 500 } },
        before: (made) => {
          disk = mountState(made, 32);
        },
      },
    );
    await engine.addFeatures([draft('First'), draft('Second')]);
    await happens('session:started');
    expect(statSync(reserveOf(project.paths.database)).size).toBe(4 * megabyte);
    await until(() => {
      expect(existsSync(join(project.paths.worktrees, 'agent-1/src/first.js'))).toBe(true);
    });
    disk?.fill();
    await until(() => {
      expect(engine.view().banner).toMatch(
        /nothing is claimed: .* free, 3.5 MB needed where the state lives/,
      );
    });
    // The reserve is given up, and something else takes that room too.
    await until(() => {
      disk?.fill();
      expect(existsSync(reserveOf(project.paths.database))).toBe(false);
    });
    disk?.fill();
    // It hands in when nothing can be written any more.
    writeFileSync(join(stage.home, 'go'), '');
    await until(() => {
      expect(engine.view().agents[0]?.state).toBe('stopping');
    });
    expect(engine.view().run.state).toBe('running');
    expect(events.filter(({ type }) => type === 'session:started')).toHaveLength(1);
    expect(events.some(({ type }) => type === 'candidate:verifying')).toBe(false);

    disk?.clear();
    await happens('disk:ample');
    await until(() => {
      expect(Array.from(engine.view().features, ({ state }) => state)).toEqual([
        'merged',
        'merged',
      ]);
    });
    expect(Array.from(engine.view().features, ({ attempts }) => attempts)).toEqual([1, 1]);
    expect(engine.view().banner).toBeNull();
    expect(existsSync(reserveOf(project.paths.database))).toBe(true);
    expect(stage.git('show', 'agent-tui/main:src/first.js')).toBe('// first\n');
  });

  it('ends a run that nobody watches after a while, and the next run goes on', async () => {
    let disk: SmallDisk | undefined;
    const fill = (stage: Stage) => {
      disk = mountState(stage, 32);
      disk.fill();
      disk.clear();
    };
    const limits = { ...looks, diskFreeBytesMin: 1024 * megabyte, diskWaitMsMax: 500 };
    const { engine, happens } = await startStage([[], {}, limits], {
      endsByItself: true,
      config: { limits },
      before: fill,
    });
    await engine.addFeatures([draft('Work')]);
    const { facts } = await happens('disk:short');
    expect(facts.neededBytes).toBe(Math.ceil(1024 * megabyte * 1.1));
    const summary = await engine.finished;
    expect(summary).toMatchObject({ featuresCompleted: 0, featuresFailed: 0 });
    expect([...engine.view().features]).toMatchObject([{ state: 'pending', attempts: 0 }]);
  });
});

describe('a worktree beyond its limit', () => {
  it('ends the attempt, keeps what is small, and the next attempt is told and begins in an empty place', async () => {
    // Each file comes into the worktree as a whole: one that is cut off when the agent is stopped might be small enough.
    const fill = `head -c 30000000 /dev/urandom > "$HOME/a" && cp "$HOME/a" "$HOME/b" &&
      mkdir cache && mv "$HOME/a" large.bin && mv "$HOME/b" cache/big`;
    const { engine, happens, stage, project, worktreeFile } = await startStage(
      [
        [{ name: 'Work' }],
        {
          work: [
            [
              { write: '.gitignore', text: 'cache/\n' },
              { write: 'src/small.js', text: '// small\n' },
              { run: ['sh', '-c', fill] },
              { wait: 60_000 },
            ],
            [{ write: 'src/more.js', text: '// more\n' }, { wait: 60_000 }],
          ],
        },
      ],
      {
        config: {
          parallel: 1,
          agents: { scripted: { driver: 'scripted', scripts: 'agents' } },
          limits: {
            worktreeBytesMax: 20 * megabyte,
            diskLookIntervalMs: 200,
            retryDelayMs: 50,
            killGraceMs: 500,
          },
        },
      },
    );
    const { facts } = await happens('session:ended');
    expect(facts.ending).toBe('over-quota');
    const requeued = await happens('feature:requeued');
    expect(requeued.facts.charged).toBe(true);
    expect(requeued.facts.reason).toContain('its worktree grew beyond 21 MB');
    await until(() => worktreeFile('agent-1', 'src/more.js'));
    expect(await worktreeFile('agent-1', 'src/small.js')).toBe('// small\n');
    const slot = join(project.paths.worktrees, 'agent-1');
    expect(existsSync(join(slot, 'cache'))).toBe(false);
    expect(existsSync(join(slot, 'large.bin'))).toBe(false);
    const prompt = engine.transcript('agent-1').filter(({ kind }) => kind === 'prompt');
    expect(prompt.map(({ text }) => text).join('\n')).toContain('grew beyond 21 MB');
    const kept = engine.checkpoints(1).find(({ message }) => message.includes('grew beyond'));
    const gate = `--git-dir=${project.paths.gate}`;
    const names = stage.git(gate, 'ls-tree', '-r', '--name-only', kept?.commit ?? '');
    expect(names).toContain('src/small.js');
    expect(names).not.toContain('large.bin');
  });
});

describe('the write-ahead log', () => {
  it('that a long reader holds is told of, and is emptied when the reader ends', async () => {
    const { engine, happens, project, queue } = await startStage([[], {}], {
      config: { limits: { diskLookIntervalMs: 200 } },
    });
    const reader = new Sqlite(project.paths.database, { readonly: true });
    onTestFinished(() => void reader.close());
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM events').get();
    const wal = `${project.paths.database}-wal`;
    project.db.exec('CREATE TABLE ballast (text TEXT)');
    const insert = project.db.prepare('INSERT INTO ballast VALUES (?)');
    while (statSync(wal).size <= 64 * megabyte) insert.run('x'.repeat(megabyte));
    const { facts } = await happens('fault:met');
    expect(facts.what).toMatch(/another program reads state.db and does not end: \d+ MB/);
    expect(engine.view().banner).toBe(facts.what);
    // Nobody was kept waiting: what is written meanwhile is written.
    queue.features.settleDependencies();
    reader.exec('COMMIT');
    await until(() => {
      expect(statSync(wal).size).toBeLessThan(megabyte);
      expect(engine.view().banner).toBeNull();
    });
  });
});

describe('logs', () => {
  it('of earlier sessions are brought within their limit at the start, and that is told', async () => {
    const { happens, project } = await startStage([[], {}], {
      config: { limits: { logsBytesMax: megabyte } },
      before: seedLogs,
    });
    const { facts } = await happens('logs:tidied');
    expect(facts.files).toBe(2);
    expect(readdirSync(project.paths.logs).sort()).toEqual(['1-2-bb.jsonl', '1-2-bb.log']);
  });
});

function draft(name: string): FeatureDraft {
  const words = { description: '', category: 'feature', acceptance: '' };
  return { name, ...words, priority: 0, dependsOn: [] };
}

/** What three sessions of an earlier run have left, the first of them the oldest. */
async function seedLogs(stage: Stage): Promise<void> {
  const project = await openProject({ dir: stage.dir, env: stage.env });
  project.close();
  const write = (name: string, bytes: number, seconds: number) => {
    const path = join(project.paths.logs, name);
    writeFileSync(path, 'x'.repeat(bytes));
    utimesSync(path, seconds, seconds);
  };
  write('1-1-aa.jsonl', 900_000, 1);
  write('1-2-bb.jsonl', 700_000, 2);
  write('1-2-bb.exit', 2, 2);
  write('1-2-bb.log', 600_000, 2);
}
