import { readFileSync } from 'node:fs';
import { systemClock } from '../platform/clock.ts';
import { parseScript, stepsOfAttempt } from './script.ts';
import { playSteps } from './scripted-steps.ts';

/*
 * The program that plays a script: `scripted-agent SCRIPT FEATURE-SLUG EPOCH`, in the worktree. It is a process like any
 * other agent, so that what is shown with it holds for them. Exit codes: 0 played, 2 no readable script, or as `fail` says.
 */

const unreadableExitCode = 2;

function report(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function main([path = '', slug = '', epoch = '1']: readonly string[]): Promise<number> {
  let source: string;
  try {
    source = readFileSync(path, 'utf8');
  } catch {
    report({ kind: 'error', text: `no script for "${slug}": ${path} cannot be read` });
    return unreadableExitCode;
  }
  const script = parseScript(source);
  if (script.kind === 'unreadable') {
    report({ kind: 'error', text: `${path}: ${script.reason}` });
    return unreadableExitCode;
  }
  const steps = stepsOfAttempt(script.attempts, Number(epoch));
  return playSteps(steps, { worktree: process.cwd(), clock: systemClock, report });
}

process.exitCode = await main(process.argv.slice(2));
