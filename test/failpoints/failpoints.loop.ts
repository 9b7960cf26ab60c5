// Kills the real program at every moment of every named effect, or lets the disk fail there, starts it again and checks
// all promises. npm run failpoints -- [--effects a,b] [--faults kill,enospc,eio,busy,hang] [--moments 2] [--at-once 2]
import { parseArgs } from 'node:util';
import { runOnce, type CellRun } from './one-run.ts';
import { effectNames, faults, type EffectName, type Fault } from './scenarios.ts';

interface Cell {
  readonly effect: EffectName;
  readonly fault: Fault;
  readonly runs: CellRun[];
}

const { values } = parseArgs({
  options: {
    effects: { type: 'string', default: effectNames.join(',') },
    faults: { type: 'string', default: 'kill,enospc' },
    moments: { type: 'string', default: '2' },
    'at-once': { type: 'string', default: '2' },
  },
});

const wantedEffects = pick(effectNames, values.effects);
const wantedFaults = pick(faults, values.faults);
const momentsMax = Number(values.moments);

function pick<Word extends string>(known: readonly Word[], asked: string): Word[] {
  const words = asked.split(',');
  const unknown = words.filter((word) => !(known as readonly string[]).includes(word));
  if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(', ')} (${known.join(', ')})`);
  return known.filter((word) => words.includes(word));
}

/** One moment after the other, until a run does not come so far; says at once what came of it. */
async function fill(cell: Cell): Promise<void> {
  for (let moment = 1; moment <= momentsMax; moment += 1) {
    const { effect, fault } = cell;
    const run = await runOnce({ effect, moment, fault });
    if (run.kind === 'not-reached') break;
    cell.runs.push(run);
    if (run.kind === 'broken') {
      print(`${effect}:${String(moment)}:${fault} broke (kept in ${run.home})`);
      for (const breach of run.breaches) print(`  ${breach}`);
    }
  }
  print(`${cell.effect} ${cell.fault}: ${words(cell)}`);
}

function isHeld({ runs }: Cell): boolean {
  return runs.length > 0 && runs.every(({ kind }) => kind === 'held');
}

function words(cell: Cell): string {
  if (cell.runs.length === 0) return 'not reached';
  const broken = cell.runs.flatMap(({ kind }, place) => (kind === 'broken' ? [place + 1] : []));
  return broken.length === 0 ? 'held' : `broke at ${broken.join(', ')}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function printTable(cells: readonly Cell[]): void {
  const columns = wantedFaults.map((fault) => fault.padEnd(18));
  print(`\n${'effect'.padEnd(18)}${columns.join('')}moments`);
  for (const effect of wantedEffects) {
    const row = cells.filter((cell) => cell.effect === effect);
    const moments = row.map(({ runs }) => String(runs.length)).join('/');
    print(`${effect.padEnd(18)}${row.map((cell) => words(cell).padEnd(18)).join('')}${moments}`);
  }
}

const startedAt = performance.now();
const cells = wantedEffects.flatMap((effect) =>
  wantedFaults.map((fault): Cell => ({ effect, fault, runs: [] })),
);
const open = [...cells];
await Promise.all(
  Array.from({ length: Number(values['at-once']) }, async () => {
    for (let cell = open.shift(); cell !== undefined; cell = open.shift()) await fill(cell);
  }),
);
printTable(cells);
const held = cells.filter(isHeld).length;
const runs = cells.reduce((sum, cell) => sum + cell.runs.length, 0);
const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
print(
  `\n${String(held)} of ${String(cells.length)} cells held (${String(wantedEffects.length)} effects, ${wantedFaults.join(' and ')}; ${String(runs)} runs, ${seconds} s)`,
);
process.exitCode = held === cells.length ? 0 : 1;
