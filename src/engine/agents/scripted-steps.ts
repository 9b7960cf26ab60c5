import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Clock } from '../platform/clock.ts';
import { wait } from '../platform/clock.ts';
import { runAttached, startDaemon } from '../platform/attached-process.ts';
import type { Step } from './script.ts';
import { callScripted, type ScriptedCall } from './scripted-call.ts';
import type { ScriptedLine } from './scripted-lines.ts';

/** Where and how a script is played. */
export interface Stage {
  readonly worktree: string;
  readonly clock: Clock;
  readonly report: (line: ScriptedLine) => void;
}

const daemonDurationSeconds = 600;
const failedStepExitCode = 1;
const hangTurnMs = 60_000;
const hangTurnsMax = 24 * 60;

/** Plays the steps one after another and gives the exit code; a step that cannot be done ends the play with code 1. */
export async function playSteps(steps: readonly Step[], stage: Stage): Promise<number> {
  for (const step of steps) {
    if ('fail' in step) {
      if (step.message !== undefined) stage.report({ kind: 'error', text: step.message });
      return step.fail;
    }
    try {
      await play(step, stage);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      stage.report({ kind: 'error', text: `step ${JSON.stringify(step)}: ${reason}` });
      return failedStepExitCode;
    }
  }
  return 0;
}

async function play(step: Exclude<Step, { fail: number }>, stage: Stage): Promise<void> {
  if ('say' in step) stage.report({ kind: 'say', text: step.say });
  else if ('write' in step) edit(step.write, stage, () => step.text);
  else if ('resolve' in step) edit(step.resolve, stage, () => step.text);
  else if ('append' in step) edit(step.append, stage, (before) => before + step.text);
  else if ('replace' in step) {
    edit(step.replace, stage, (before) => replaced(before, step.old, step.new));
  } else if ('delete' in step) remove(step.delete, stage);
  else if ('run' in step) await run(step.run, stage);
  else if ('wait' in step) await wait(stage.clock, step.wait);
  else if ('commit' in step) await commit(step.commit, stage);
  else if ('call' in step) await call(step, stage);
  else if ('usage' in step) stage.report({ kind: 'usage', ...step.usage });
  else if ('hang' in step) await hang(step.ignoreTerm === true, stage);
  else if ('fork' in step) fork(stage);
  else flood(step.flood, stage);
}

/** The path of a file in the worktree; a path that leaves it, also through a link, is refused. */
function inside(path: string, stage: Stage): string {
  const root = realpathSync(stage.worktree);
  const target = resolve(root, path);
  let existing = target;
  while (!existsSync(existing)) existing = dirname(existing);
  for (const place of [target, join(realpathSync(existing), relative(existing, target))]) {
    const way = relative(root, place);
    const isOutside = way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
    if (isOutside) throw new Error(`${path} is not inside the worktree`);
  }
  return target;
}

function edit(path: string, stage: Stage, change: (before: string) => string): void {
  const file = inside(path, stage);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const after = change(before);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, after);
  stage.report({ kind: 'edit', path, ...countLines(before, after) });
}

function replaced(before: string, old: string, text: string): string {
  const at = before.indexOf(old);
  if (at === -1) throw new Error('the text to replace is not there');
  return before.slice(0, at) + text + before.slice(at + old.length);
}

/** How many lines came and went, beginning and end that are equal aside. */
function countLines(before: string, after: string): { added: number; removed: number } {
  const old = linesOf(before);
  const now = linesOf(after);
  let head = 0;
  while (head < Math.min(old.length, now.length) && old[head] === now[head]) head += 1;
  let tail = 0;
  const room = Math.min(old.length, now.length) - head;
  while (tail < room && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  return { added: now.length - head - tail, removed: old.length - head - tail };
}

function linesOf(text: string): string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

function remove(path: string, stage: Stage): void {
  const file = inside(path, stage);
  if (!existsSync(file)) throw new Error(`${path} is not there`);
  rmSync(file, { recursive: true });
  stage.report({ kind: 'delete', path });
}

async function run(argv: readonly string[], stage: Stage): Promise<number | null> {
  stage.report({ kind: 'run', argv: [...argv] });
  const end = await runAttached(argv, stage.worktree);
  stage.report({ kind: 'ran', argv: [...argv], exit: end.text });
  return end.exitCode;
}

async function call(step: ScriptedCall, stage: Stage): Promise<void> {
  stage.report({ kind: 'run', argv: [step.call] });
  const { isError, text } = await callScripted(step);
  stage.report({ kind: isError ? 'error' : 'output', text });
  stage.report({ kind: 'ran', argv: [step.call], exit: isError ? 'refused' : 'ok' });
}

async function commit(message: string, stage: Stage): Promise<void> {
  const who = ['-c', 'user.name=scripted', '-c', 'user.email=scripted@localhost'];
  await git(['add', '-A'], stage);
  await git([...who, 'commit', '--quiet', '--allow-empty', '--no-verify', '-m', message], stage);
  stage.report({ kind: 'note', text: `committed: ${message}` });
}

async function git(args: readonly string[], stage: Stage): Promise<void> {
  const end = await runAttached(['git', ...args], stage.worktree);
  if (end.exitCode !== 0) throw new Error(`git ${args.join(' ')}: ${end.text}`);
}

async function hang(ignoresTerm: boolean, stage: Stage): Promise<void> {
  if (ignoresTerm) process.on('SIGTERM', () => undefined);
  for (let turn = 0; turn < hangTurnsMax; turn += 1) await wait(stage.clock, hangTurnMs);
}

function fork(stage: Stage): void {
  const pid = startDaemon(['sleep', String(daemonDurationSeconds)], stage.worktree);
  stage.report({ kind: 'note', text: `started a daemon, pid ${String(pid)}` });
}

function flood(wanted: { lines: number; text: string }, stage: Stage): void {
  for (let line = 0; line < wanted.lines; line += 1) {
    stage.report({ kind: 'output', text: wanted.text });
  }
}
