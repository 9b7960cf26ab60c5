import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { plantNames, type PlantName } from './planted.ts';
import { failureWords, tableOf } from './report.ts';
import { runSeed, shortestPrefix } from './run-seed.ts';
import { addReport, addSums, emptySums, type Sums } from './totals.ts';

/** What a worker is asked to do: seeds from one number to another. */
interface Asked {
  readonly from: number;
  readonly count: number;
  readonly plant: PlantName | undefined;
}

/** What it answers: sums, and the first seed that broke a promise. */
interface Answer {
  readonly sums: Sums;
  readonly broken: number | null;
}

const seedsAtOnce = 50;

async function answer({ from, count, plant }: Asked): Promise<Answer> {
  const sums = emptySums();
  for (let seed = from; seed < from + count; seed += 1) {
    const report = await runSeed(seed, { plant });
    addReport(sums, report);
    if (report.violation !== null) return { sums, broken: seed };
  }
  return { sums, broken: null };
}

/** Spreads the seeds over one worker for each processor. */
async function runAll(seeds: number, first: number, plant: PlantName | undefined): Promise<Answer> {
  const sums = emptySums();
  let next = first;
  const broken: number[] = [];
  const work = async () => {
    const worker = new Worker(new URL(import.meta.url));
    while (next < first + seeds && broken.length === 0) {
      const count = Math.min(seedsAtOnce, first + seeds - next);
      const asked: Asked = { from: next, count, plant };
      next += count;
      const told = await ask(worker, asked);
      addSums(sums, told.sums);
      if (told.broken !== null) broken.push(told.broken);
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return { sums, broken: broken.length === 0 ? null : Math.min(...broken) };
}

function ask(worker: Worker, asked: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    worker.removeAllListeners();
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.postMessage(asked);
  });
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '1000' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      plant: { type: 'string' },
    },
  });
  const plant = plantNames.find((name) => name === values.plant);
  if (values.plant !== undefined && plant === undefined) {
    process.stderr.write(`there is no bug ${values.plant} to plant: ${plantNames.join(', ')}\n`);
    return 2;
  }
  const startedAt = performance.now();
  const one = values.seed === undefined ? null : Number(values.seed);
  const { sums, broken } =
    one === null
      ? await runAll(Number(values.seeds), Number(values.from), plant)
      : await answer({ from: one, count: 1, plant });
  process.stdout.write(tableOf(sums, performance.now() - startedAt));
  if (one !== null) process.stdout.write(`${(await runSeed(one, { plant })).last.join('\n')}\n`);
  if (broken === null) return 0;
  const report = await runSeed(broken, { plant });
  process.stdout.write(failureWords(report, await shortestPrefix(report, plant)));
  return 1;
}

if (isMainThread) process.exitCode = await main();
else {
  parentPort?.on('message', (asked: Asked) => {
    void answer(asked).then((told) => {
      parentPort?.postMessage(told);
    });
  });
}
