import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { TestCase } from '../../src/engine/model/test-report.ts';
import { totalsOf } from '../../src/engine/model/test-report.ts';
import type { ReportText } from '../../src/engine/testing/reports/index.ts';
import { parseReports } from '../../src/engine/testing/reports/index.ts';
import type { Convert } from './recorded-rows.ts';
import { recordedRows } from './recorded-rows.ts';

const recordings = join(import.meta.dirname, '../fixtures/test-output/recorded');

const recordedFacts = z.object({
  exit: z.number(),
  reports: z.array(z.string()),
  expected: z.strictObject({
    total: z.number(),
    passed: z.number(),
    failed: z.number(),
    skipped: z.number(),
  }),
});

function read(id: string, name: string): string {
  return readFileSync(join(recordings, id, name), 'utf8');
}

function factsOf(id: string) {
  return recordedFacts.parse(JSON.parse(read(id, 'expected.json')));
}

/** A run with one report file asked for it by a name of ours; several have their own names. */
function filesOf(id: string, convert: Convert): readonly ReportText[] {
  const { reports } = factsOf(id);
  if (reports.length === 0) {
    return [{ name: null, text: convert(read(id, 'stdout.txt') + read(id, 'stderr.txt')) }];
  }
  return reports.map((name) => ({
    name: reports.length === 1 ? null : name,
    text: convert(read(id, name)),
  }));
}

function asIs(text: string): string {
  return text;
}

function placed({ name, file, line }: TestCase): string {
  const place = file === null && line === null ? '?' : `${file ?? '?'}:${String(line ?? '?')}`;
  return `${name} ${place}`;
}

describe('fifty outputs that real runners left', () => {
  it('are all in the table', () => {
    const folders = readdirSync(recordings).filter((name) =>
      existsSync(join(recordings, name, 'expected.json')),
    );
    expect(recordedRows.map(([id]) => id).toSorted()).toEqual(folders.toSorted());
    expect(recordedRows).toHaveLength(50);
  });

  const rows = recordedRows.map(([id, format, failing, convert = asIs]) => ({
    id,
    format,
    failing,
    convert,
  }));
  it.each(rows)('$id as $format has the exact counts and places', (row) => {
    const { id, format, failing, convert } = row;
    const report = parseReports(format, filesOf(id, convert));
    const cases = report.kind === 'read' ? report.cases : report.reason;
    if (typeof cases === 'string') throw new Error(cases);
    expect(totalsOf(cases)).toEqual(factsOf(id).expected);
    const failed = cases.filter((found) => found.status === 'failed');
    expect(failed.map(placed).toSorted()).toEqual(failing.toSorted());
    expect(failed.every((found) => found.message !== null && found.message !== '')).toBe(true);
  });

  it('hold no place of the machine that they were recorded on', () => {
    const texts = readdirSync(recordings, {
      recursive: true,
      encoding: 'utf8',
      withFileTypes: true,
    })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    expect(texts.length).toBeGreaterThan(200);
    const foreign =
      /\\?\/(?:home|root|Users|tmp|work|mnt|var|private)\\?\/|\bregistry\b|(?:\d{1,3}\.){3}\d{1,3}/u;
    expect(texts.filter((text) => foreign.test(text))).toEqual([]);
  });
});
