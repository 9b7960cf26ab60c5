import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { openBroker } from '../src/engine/broker/index.ts';
import { openDatabase, openPlainDatabase } from '../src/engine/db/index.ts';
import { systemClock } from '../src/engine/platform/clock.ts';
import { systemRandom } from '../src/engine/platform/random.ts';
import { openQueue } from '../src/engine/queue/index.ts';
import { bareSchema } from './claims/bare.ts';
import type { Claimed } from './claims/claimed.ts';

// How many claims eight processes make in a second, all on the same files: from a bare table (the baseline: one statement,
// nothing else), from the broker, and from the broker with the claim's record in the features' database, which is synced
// to the disk at every claim. No work may be given out twice, and no process may be told that a database is busy.

const processes = 8;
const works = 40_000;
const recordedWorks = 10_000;
const goal = 5_000;

interface Row {
  readonly kind: string;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly doubles: number;
  readonly missing: number;
  readonly busy: number;
}

const scratch = mkdtempSync(join(tmpdir(), 'agent-tui-claims-'));
const program = join(import.meta.dirname, 'claimer-program.js');

try {
  const rows = [
    await measure('bare', works),
    await measure('broker', works),
    await measure('recorded', recordedWorks),
  ];
  report(rows);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function measure(kind: string, count: number): Promise<Row> {
  const files = [join(scratch, `${kind}-broker.db`), join(scratch, `${kind}-state.db`)] as const;
  await fill(kind, count, files);
  const children = Array.from({ length: processes }, () => {
    const child = spawn(process.execPath, [program, kind, ...files], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    return { child, ready: once(child.stdout, 'readable'), output: text(child.stdout) };
  });
  await Promise.all(children.map(({ ready }) => ready));
  for (const { child } of children) child.stdin.end();
  const outputs = await Promise.all(children.map(({ output }) => output));
  return rowOf(
    kind,
    count,
    outputs.map((output) => JSON.parse(output.split('\n')[1] ?? '') as Claimed),
  );
}

async function fill(kind: string, count: number, files: readonly [string, string]): Promise<void> {
  const [brokerFile, stateFile] = files;
  if (kind === 'bare') {
    const db = openPlainDatabase(brokerFile);
    db.exec(bareSchema);
    const insert = db.prepare('INSERT INTO bare (epoch, taken) VALUES (0, 0)');
    db.transaction(() => {
      for (let index = 0; index < count; index += 1) insert.run();
    })();
    db.close();
    return;
  }
  const ids = Array.from({ length: count }, (_, index) => String(index + 1));
  if (kind === 'recorded') addFeatures(stateFile, ids);
  const options = { clock: systemClock, random: systemRandom, sweepIntervalMs: 10_000 };
  const broker = openBroker({ ...options, path: brokerFile, leaseDurationMs: 90_000 });
  const work = { label: 'any', priority: 100, epochFloor: 0, payload: null };
  await broker.enqueue(ids.map((id) => ({ id, ...work })));
  await broker.close();
}

function addFeatures(file: string, ids: readonly string[]): void {
  const db = openDatabase(file);
  const queue = openQueue(
    db,
    () => systemClock.now(),
    () => undefined,
  );
  const plain = { description: '', category: 'general', priority: 100, dependsOn: [] };
  queue.addFeatures(ids.map((id) => ({ name: `feature ${id}`, acceptance: '', ...plain })));
  db.close();
}

function rowOf(kind: string, count: number, all: readonly Claimed[]): Row {
  const got = all.flatMap((one) => one.got);
  const lengths = all.flatMap((one) => one.lengths).sort((a, b) => a - b);
  const startedAt = Math.min(...all.map((one) => one.startedAt));
  const endedAt = Math.max(...all.map((one) => one.endedAt));
  const distinct = new Set(got).size;
  return {
    kind,
    perSecond: (got.length * 1000) / Math.max(1, endedAt - startedAt),
    p50Ms: lengths[Math.floor(lengths.length * 0.5)] ?? NaN,
    p95Ms: lengths[Math.floor(lengths.length * 0.95)] ?? NaN,
    doubles: got.length - distinct,
    missing: count - distinct,
    busy: all.reduce((sum, one) => sum + one.busy, 0),
  };
}

function report(rows: readonly Row[]): void {
  const [bare, broker] = rows;
  const lines = rows.map((row) =>
    [
      row.kind.padEnd(9),
      row.perSecond.toFixed(0).padStart(8),
      row.p50Ms.toFixed(2).padStart(8),
      row.p95Ms.toFixed(2).padStart(8),
      String(row.doubles).padStart(8),
      String(row.missing).padStart(8),
      String(row.busy).padStart(8),
    ].join(''),
  );
  const isWhole = rows.every((row) => row.doubles + row.missing + row.busy === 0);
  const perSecond = broker?.perSecond ?? 0;
  const isMet = isWhole && perSecond >= goal;
  const base = bare?.perSecond ?? NaN;
  process.stdout.write(`claims    per second  p50 ms  p95 ms double missing    busy\n`);
  process.stdout.write(`${lines.join('\n')}\n`);
  process.stdout.write(
    `claims: ${perSecond.toFixed(0)} a second by ${String(processes)} processes, bare statement ${base.toFixed(0)}, ratio ${(perSecond / base).toFixed(2)}, goal ${String(goal)}: ${isMet ? 'met' : 'missed'}\n`,
  );
  process.exitCode = isMet ? 0 : 1;
}
