import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fixedLimits } from '../../model/limits.ts';
import type { TestReport } from '../../model/test-report.ts';
import { isSystemError, onDisk } from '../../platform/files.ts';
import { bounds } from '../bounds.ts';
import type { PlannedReport } from '../plan/planned-report.ts';
import { parseReports } from '../reports/index.ts';
import type { ReportText } from '../reports/index.ts';
import { readFrom } from './printed-output.ts';

/** What a run left as its report. */
export type FoundReport = TestReport | { readonly kind: 'missing' } | { readonly kind: 'stale' };

/** Where and when a run began to leave something. */
export interface RunMarks {
  readonly outputFile: string;
  /** Where the output of the tests begins in it. */
  readonly outputFrom: number;
  /** The time at the start, by the clock of the place of the reports. */
  readonly stampMs: number;
  /** Where a command that turns a result into a report left it; null: there is none. */
  readonly converted: string | null;
}

/** Reads the report of a run that has ended; what is older than the run counts as stale. */
export async function readReport(report: PlannedReport, marks: RunMarks): Promise<FoundReport> {
  const { source, format } = report;
  const parse = (files: readonly ReportText[]) => parseReports(format, files);
  if (marks.converted !== null) return readOne({ path: marks.converted, from: 0 }, marks, parse);
  switch (source.kind) {
    case 'file':
      return readOne({ path: source.path, from: 0 }, marks, parse);
    case 'output':
      // It was emptied before the run, so that what stands in it is of this one.
      return readOne(
        { path: marks.outputFile, from: marks.outputFrom },
        { ...marks, stampMs: 0 },
        parse,
      );
    case 'collected':
      return readCollected(source, marks, parse);
  }
}

type Parse = (files: readonly ReportText[]) => TestReport;

async function readOne(
  place: { readonly path: string; readonly from: number },
  marks: RunMarks,
  parse: Parse,
): Promise<FoundReport> {
  const found = await statOf(place.path);
  if (found === null) return { kind: 'missing' };
  if (!found.isFile()) return { kind: 'unreadable', reason: 'it is not a file' };
  if (found.mtimeMs < marks.stampMs) return { kind: 'stale' };
  if (found.size - place.from > fixedLimits.reportBytesMax) return tooLarge();
  const text = await readFrom(place.path, place.from, fixedLimits.reportBytesMax);
  return parse([{ name: null, text }]);
}

async function readCollected(
  source: { readonly dir: string; readonly files: RegExp },
  { stampMs }: RunMarks,
  parse: Parse,
): Promise<FoundReport> {
  const paths = await matching(source.dir, source.files);
  const fresh: { name: string; path: string; size: number }[] = [];
  for (const name of paths) {
    const path = join(source.dir, name);
    const found = await statOf(path);
    if (found?.isFile() === true && found.mtimeMs >= stampMs) {
      fresh.push({ name, path, size: found.size });
    }
  }
  if (fresh.length === 0) return { kind: paths.length === 0 ? 'missing' : 'stale' };
  const bytes = fresh.reduce((sum, { size }) => sum + size, 0);
  if (bytes > fixedLimits.reportBytesMax) return tooLarge();
  const texts: ReportText[] = [];
  for (const { name, path } of fresh) {
    texts.push({ name, text: await readFrom(path, 0, fixedLimits.reportBytesMax) });
  }
  return parse(texts);
}

const notWalked: ReadonlySet<string> = new Set(['.git', 'node_modules', '.venv', 'venv']);

/** The files below a directory whose path there matches, in order; links are not followed. */
async function matching(top: string, files: RegExp): Promise<readonly string[]> {
  const found: string[] = [];
  let dirs: readonly string[] = [''];
  for (let depth = 0; depth < bounds.walkedDepthMax && dirs.length > 0; depth += 1) {
    const below: string[] = [];
    for (const dir of dirs) {
      const inside = await look(top, dir);
      below.push(...inside.dirs);
      found.push(...inside.files.filter((path) => files.test(path)));
    }
    dirs = below.slice(0, bounds.walkedDirsMax);
  }
  return found.toSorted().slice(0, bounds.reportFilesMax);
}

async function look(
  top: string,
  dir: string,
): Promise<{ readonly files: readonly string[]; readonly dirs: readonly string[] }> {
  const entries = await onDisk(() =>
    readdir(join(top, dir), { withFileTypes: true }).catch(emptyWhereAbsent),
  );
  const pathOf = (name: string) => (dir === '' ? name : `${dir}/${name}`);
  return {
    files: entries.filter((entry) => entry.isFile()).map(({ name }) => pathOf(name)),
    dirs: entries
      .filter((entry) => entry.isDirectory() && !notWalked.has(entry.name))
      .map(({ name }) => pathOf(name)),
  };
}

function emptyWhereAbsent(error: unknown): [] {
  if (isSystemError(error, 'ENOENT', 'ENOTDIR', 'EACCES')) return [];
  throw error;
}

function statOf(path: string) {
  return stat(path).catch((error: unknown) => {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  });
}

function tooLarge(): TestReport {
  return { kind: 'unreadable', reason: 'it is too large' };
}
