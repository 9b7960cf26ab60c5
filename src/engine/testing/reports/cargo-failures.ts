import type { TestCase } from '../../model/test-report.ts';
import { testCase } from './report-values.ts';
import { placeInText } from './text-place.ts';

const errorLinesMax = 200;

/** A test of Rust that failed, with what it printed; a test in documentation tells its place by its name. */
export function failedTest(name: string, said: string): TestCase {
  const groups = /^(?<file>\S+\.(?:rs|md)) - .*\(line (?<line>\d{1,9})\)/u.exec(name)?.groups;
  const place = placeInText(said);
  const line = groups === undefined ? place?.line : Number(groups['line']);
  return testCase({
    path: [name],
    status: 'failed',
    durationMs: null,
    message: said,
    file: groups?.['file'] ?? place?.file ?? null,
    line: line ?? null,
  });
}

/** A test program that was started and did not tell its result. */
export function deadProgram(name: string): TestCase {
  const message = 'the test program was started and told no result';
  return testCase({
    path: [name],
    status: 'failed',
    durationMs: null,
    message,
    file: null,
    line: null,
  });
}

/** One failed case where something does not compile. A test that compiles programs may print such errors too. */
export function brokenBuild(lines: readonly string[], isAnyRun: boolean): TestCase[] {
  const isError = (line: string) => /^error(?:\[E\d{4}\])?: /u.test(line);
  const refused = lines.find((line) => /^error: could not compile /u.test(line));
  const coded = isAnyRun ? undefined : lines.find((line) => /^error\[E\d{4}\]: /u.test(line));
  const title = refused ?? coded;
  if (title === undefined) return [];
  const first = lines.findIndex(isError);
  const said = lines.slice(first, first + errorLinesMax).join('\n');
  const place = /^\s*--> (?<file>[^\n:]+):(?<line>\d{1,9}):\d/mu.exec(said)?.groups;
  const name = /could not compile [`'"](?<name>[^`'"]+)/u.exec(title)?.groups?.['name'];
  return [
    testCase({
      path: ['build', name ?? null],
      status: 'failed',
      durationMs: null,
      message: said,
      file: place?.['file'] ?? null,
      line: place === undefined ? null : Number(place['line']),
    }),
  ];
}
