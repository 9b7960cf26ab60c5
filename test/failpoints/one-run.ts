import type { ChildProcess } from 'node:child_process';
import { checkPromises } from '../promises/index.ts';
import type { Left } from '../promises/left.ts';
import { ended, type Outcome, type Scratch } from '../promises/scratch.ts';
import { openProject } from './projects.ts';
import { failpoint, scenarioOf, type EffectName, type Fault } from './scenarios.ts';

const runDurationMsMax = 90_000;
/** A program that hangs at a failpoint gets this long to show that it hangs, then it is killed. */
const hangDurationMs = 700;

/** What became of one run that failed at one moment. */
export type CellRun =
  | { readonly kind: 'not-reached' }
  | { readonly kind: 'held' }
  | { readonly kind: 'broken'; readonly breaches: readonly string[]; readonly home: string };

/** Lets the program fail at one moment of one effect on a fresh project, starts it again, and checks all promises. */
export async function runOnce(given: {
  readonly effect: EffectName;
  readonly moment: number;
  readonly fault: Fault;
}): Promise<CellRun> {
  const { effect, moment, fault } = given;
  const { variant, before } = scenarioOf(effect);
  const left = await openProject(variant);
  const { scratch } = left;
  let isKept = false;
  try {
    if (before !== null) await failing(scratch, before);
    const point = failpoint(effect, moment, fault);
    const first = await failing(scratch, point);
    if (!first.stderr.includes(`AGENT_TUI_FAIL=${point}`)) return { kind: 'not-reached' };
    const breaches = [...surprises(first), ...(await afterwards(left))];
    if (breaches.length === 0) return { kind: 'held' };
    isKept = true;
    return { kind: 'broken', breaches, home: scratch.home };
  } finally {
    if (!isKept) await scratch.remove();
  }
}

/** Runs the program with a failpoint until it ends; one that hangs is killed. */
async function failing(scratch: Scratch, point: string): Promise<Outcome> {
  const child = scratch.start(['run', '--json'], { AGENT_TUI_FAIL: point });
  if (point.endsWith(':hang')) {
    child.stderr?.on('data', (text: Buffer) => {
      if (text.toString().includes('AGENT_TUI_FAIL=')) killAfter(child, hangDurationMs);
    });
  }
  return inTime(child);
}

function killAfter(child: ChildProcess, delayMs: number): void {
  setTimeout(() => child.kill('SIGKILL'), delayMs);
}

/** A program that does not end has not made progress: it is killed, and that shows in its signal. */
async function inTime(child: ChildProcess): Promise<Outcome> {
  const timer = setTimeout(() => child.kill('SIGQUIT'), runDurationMsMax);
  try {
    return await ended(child);
  } finally {
    clearTimeout(timer);
  }
}

/** A fault of the disk may end a run, but as a sentence and not as a bug. */
function surprises({ stderr, signal }: Outcome): string[] {
  if (signal === 'SIGQUIT') return ['I11 progress: the failing run did not end'];
  return /^\s+at /m.test(stderr) ? [`the failing run ended as a bug: ${stderr.trim()}`] : [];
}

async function afterwards(left: Left): Promise<string[]> {
  const second = await inTime(left.scratch.start(['run', '--json']));
  const breaches =
    second.code === 0
      ? []
      : [`I11 progress: the next run ended with ${String(second.code ?? second.signal)}`];
  if (second.stderr !== '') breaches.push(`the next run said: ${second.stderr.trim()}`);
  return [...breaches, ...(await checkPromises(left))];
}
