import { z } from 'zod';
import { fixedLimits, type TestRun } from '../../../engine/index.ts';

const failingTest = z.object({
  name: z.string().describe('Its full name; run_tests takes it as name'),
  message: z.string().describe('The beginning of why it failed'),
  file: z.string().nullable(),
  line: z.number().int().nullable(),
});

/** What a run of tests showed, as tools give it. */
export const runShape = {
  verdict: z
    .enum([
      'passed',
      'failed',
      'no-tests',
      'unreadable-report',
      'timed-out',
      'crashed',
      'command-not-found',
      'cancelled',
    ])
    .describe('Only `passed` is a pass'),
  reason: z.string().nullable().describe('Why it is no pass'),
  framework: z.string(),
  total: z.number().int(),
  passed: z.number().int(),
  failed: z.number().int(),
  skipped: z.number().int().describe('Tests that were left out by name are skipped, too'),
  durationMs: z.number(),
  failing: z.array(failingTest).describe('The first tests that failed'),
  output: z.string().describe('The end of what was printed'),
};

/** Takes of a run what tools give, bounded. */
export function toolRun(run: TestRun): z.infer<z.ZodObject<typeof runShape>> {
  const { verdict, reason, framework, totals, durationMs } = run;
  const { total, passed, failed, skipped } = totals;
  return {
    verdict,
    reason,
    framework,
    total,
    passed,
    failed,
    skipped,
    durationMs,
    failing: run.failing.slice(0, fixedLimits.failingTestsShownMax).map((found) => ({
      name: found.name,
      message: beginning(found.message ?? '', fixedLimits.toolTestMessageCharsMax),
      file: found.file,
      line: found.line,
    })),
    output: end(run.output, fixedLimits.toolTestOutputCharsMax),
  };
}

const namesShownMax = 5;

/** `3 failed, 14 passed: …` with the first tests that failed. */
export function runText({ verdict, reason, totals, failing }: TestRun): string {
  const counts = [
    ...(totals.failed > 0 ? [`${String(totals.failed)} failed`] : []),
    `${String(totals.passed)} passed`,
    ...(totals.skipped > 0 ? [`${String(totals.skipped)} skipped`] : []),
  ].join(', ');
  if (verdict === 'passed') return counts;
  if (verdict !== 'failed') return `${verdict}: ${reason ?? ''} (${counts})`;
  const shown = failing.slice(0, namesShownMax).map(({ name, file, line }) => {
    if (file === null) return name;
    return `${name} (${file}${line === null ? '' : `:${String(line)}`})`;
  });
  const more = totals.failed - shown.length;
  return `${counts}: ${shown.join('; ')}${more > 0 ? `; and ${String(more)} more` : ''}`;
}

function beginning(text: string, charsMax: number): string {
  return text.length <= charsMax ? text : `${text.slice(0, charsMax).toWellFormed()}…`;
}

function end(text: string, charsMax: number): string {
  return text.length <= charsMax ? text : `…${text.slice(-charsMax).toWellFormed()}`;
}
