import type { TestReport } from '../../model/test-report.ts';
import { stripTerminalCodes } from '../../platform/terminal-text.ts';
import { linesOf, readReport, testCase, unreadable } from './report-values.ts';
import { tapCases } from './tap-case.ts';
import type { TapLevel, TapTest } from './tap-level.ts';
import { closeLevel, countPoint, failure, newLevel, settle, testOf } from './tap-level.ts';
import type { TapLine } from './tap-line.ts';
import { readTapLine } from './tap-line.ts';

const depthMax = 256;
const linesOfTestMax = 200;

interface Stream {
  /** Outer first; empty before anything was told. */
  levels: TapLevel[];
  isAnnounced: boolean;
  /** The test whose diagnostics may follow. */
  last: TapTest | null;
  /** The end of the YAML block that is open. */
  yamlEnd: string | null;
  isTooDeep: boolean;
  readonly done: TapTest[];
}

/**
 * Reads a TAP stream of version 12 to 14, or several one after the other. A plan that is missing or not kept and a bailout
 * each make a failed case. A file without any TAP is a test program that died: one failed case, named by the file.
 */
export function parseTap(text: string, file?: string): TestReport {
  const stream: Stream = {
    levels: [],
    isAnnounced: false,
    last: null,
    yamlEnd: null,
    isTooDeep: false,
    done: [],
  };
  let isTap = false;
  for (const line of linesOf(stripTerminalCodes(text))) {
    if (isInYaml(stream, line)) continue;
    const found = readTapLine(line);
    isTap ||= ['version', 'plan', 'point', 'bail'].includes(found.kind);
    readLine(stream, found, line);
  }
  if (!isTap) return withoutTap(text, file);
  if (stream.isTooDeep) return unreadable('its subtests are nested too deep');
  endStream(stream);
  return readReport(tapCases(stream.done, file ?? null));
}

function withoutTap(text: string, file: string | undefined): TestReport {
  if (file === undefined) {
    return unreadable(text.trim() === '' ? 'it is empty' : 'it is no TAP stream');
  }
  const message = `${file} ended before its first test\n${text}`;
  const found = { path: [file], status: 'failed', durationMs: null, message } as const;
  return readReport([testCase({ ...found, file, line: null })]);
}

/** Whether a line belongs to the YAML block behind a test; such a block may hold lines that look like TAP. */
function isInYaml(stream: Stream, line: string): boolean {
  const { last } = stream;
  if (last === null) return false;
  if (stream.yamlEnd === null) {
    const indent = /^(?<indent>\s+)---\s*$/u.exec(line)?.groups?.['indent'];
    if (indent === undefined || last.yaml.length > 0 || last.notes.length > 0) return false;
    stream.yamlEnd = `${indent}...`;
  } else if (line.trimEnd() === stream.yamlEnd) {
    stream.yamlEnd = null;
    stream.last = null;
  } else if (last.yaml.length < linesOfTestMax) {
    last.yaml.push(line);
  }
  return true;
}

function readLine(stream: Stream, found: TapLine, line: string): void {
  switch (found.kind) {
    case 'version':
      // Several programs may print into one stream, each with its own version, numbers and plan.
      if (stream.levels.length > 0) endStream(stream);
      stream.levels = [newLevel(0, true)];
      return;
    case 'plan':
      readPlan(stream, found);
      return;
    case 'point':
      readPoint(stream, found);
      return;
    case 'bail':
      bailOut(stream, found.reason);
      return;
    case 'subtest':
      stream.isAnnounced = true;
      return;
    case 'close':
      closeBraces(stream, found.indent);
      return;
    case 'other':
      addNote(stream, line);
      return;
  }
}

function readPlan(stream: Stream, plan: Extract<TapLine, { kind: 'plan' }>): void {
  let level = levelAt(stream, plan.indent);
  if (isComplete(level) && plan.indent === 0) {
    endStream(stream);
    level = levelAt(stream, 0);
  }
  if (level.plan !== null) level.problem ??= 'the TAP stream has two plans';
  level.plan = plan.count;
  stream.last = null;
  if (plan.count > 0 || plan.skip === null) return;
  level.tests.push({ path: [], status: 'skipped', durationMs: null, yaml: [], notes: [plan.skip] });
}

function readPoint(stream: Stream, point: Extract<TapLine, { kind: 'point' }>): void {
  let level = levelAt(stream, point.indent);
  if (point.indent === 0 && point.number === 1 && isComplete(level)) {
    endStream(stream);
    level = levelAt(stream, 0);
  }
  if (level.open !== null) settle(level, level.open);
  level.open = null;
  countPoint(level, point);
  const test = testOf(point);
  if (point.opens) level.open = test;
  else settle(level, test);
  stream.last = test;
  stream.isAnnounced = false;
}

function isComplete({ plan, seen, below }: TapLevel): boolean {
  return plan !== null && seen === plan && below.length === 0;
}

/** The level of an indentation. Deeper ones end, and their tests are told below it. */
function levelAt(stream: Stream, indent: number): TapLevel {
  const below = endDeeper(stream, indent);
  let level = stream.levels.at(-1);
  if (level?.indent !== indent) {
    level = newLevel(indent, stream.isAnnounced || indent === 0);
    stream.isAnnounced = false;
    if (stream.levels.length < depthMax) stream.levels.push(level);
    else stream.isTooDeep = true;
  }
  if (below.length > 0) level.below = level.below.concat(below);
  return level;
}

function endDeeper(stream: Stream, indent: number): readonly TapTest[] {
  let below: readonly TapTest[] = [];
  for (let top = stream.levels.at(-1); top !== undefined; top = stream.levels.at(-1)) {
    if (top.indent <= indent) break;
    stream.levels.pop();
    top.below = top.below.concat(below);
    below = closeLevel(top);
  }
  return below;
}

function closeBraces(stream: Stream, indent: number): void {
  const isKnown = stream.levels.some((level) => level.indent === indent && level.open !== null);
  if (!isKnown) return;
  const level = levelAt(stream, indent);
  if (level.open === null) return;
  settle(level, level.open);
  level.open = null;
}

/** No plan is kept after a bailout. */
function bailOut(stream: Stream, reason: string): void {
  for (const level of stream.levels) {
    for (const test of [...level.tests, ...level.below]) stream.done.push(test);
  }
  stream.done.push(failure(`the tests bailed out: ${reason.trim() || 'no reason told'}`));
  stream.levels = [];
  stream.last = null;
}

function endStream(stream: Stream): void {
  stream.yamlEnd = null;
  stream.last = null;
  if (stream.levels.length === 0) return;
  for (const test of closeLevel(levelAt(stream, 0))) stream.done.push(test);
  stream.levels = [];
}

function addNote({ last }: Stream, line: string): void {
  if (last?.status !== 'failed' || last.notes.length >= linesOfTestMax) return;
  if (/^\s*#|^\s+\S/u.test(line)) last.notes.push(line);
}
