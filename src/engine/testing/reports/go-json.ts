import type { TestCase, TestReport } from '../../model/test-report.ts';
import type { Fields } from './report-values.ts';
import {
  isFields,
  linesOf,
  numberField,
  parseJson,
  readReport,
  testCase,
  textField,
  unreadable,
} from './report-values.ts';

interface GoTest {
  status: TestCase['status'] | null;
  elapsedMs: number | null;
  output: string;
}

interface GoPackage {
  ended: 'pass' | 'fail' | 'skip' | null;
  output: string;
  failedBuild: string | null;
  readonly tests: Map<string, GoTest>;
}

interface GoRun {
  readonly packages: Map<string, GoPackage>;
  /** What the compiler said, by `# package` heading or import path. */
  readonly builds: Map<string, string>;
}

const bareFailure = /^FAIL\s+(?<name>\S+) \[(?:build|setup) failed\]$/u;
const heading = /^# (?<name>\S.*)$/u;
const outputCharsMax = 16_000;

/** Reads the stream of `go test -json`, with the bare lines that older Go prints for what does not build. */
export function parseGoJson(text: string): TestReport {
  if (text.trim() === '') return unreadable('it is empty');
  const run: GoRun = { packages: new Map(), builds: new Map() };
  let section: string | null = null;
  for (const line of linesOf(text)) {
    const parsed = line.startsWith('{') ? parseJson(line) : null;
    if (parsed === null) {
      section = heading.exec(line)?.groups?.['name'] ?? section;
      readBareLine(run, line, section);
    } else if (parsed.kind === 'value' && isFields(parsed.value)) {
      readEvent(run, parsed.value);
    } else {
      return unreadable('it has a broken event');
    }
  }
  if (run.packages.size === 0) return unreadable('it has no events');
  if ([...run.packages.values()].some((found) => found.ended === null)) {
    return unreadable('it stops in the middle of a package');
  }
  return readReport([...run.packages].flatMap(([name, found]) => casesOf(run, name, found)));
}

/** The text that a person would have seen, from the events. */
export function goOutput(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const parsed = line.startsWith('{') ? parseJson(line) : null;
      if (parsed?.kind !== 'value' || !isFields(parsed.value)) {
        return line === '' ? '' : `${line}\n`;
      }
      return textField(parsed.value['Output']) ?? '';
    })
    .join('');
}

function packageOf(run: GoRun, name: string): GoPackage {
  const known = run.packages.get(name);
  if (known !== undefined) return known;
  const made: GoPackage = { ended: null, output: '', failedBuild: null, tests: new Map() };
  run.packages.set(name, made);
  return made;
}

function readBareLine(run: GoRun, line: string, section: string | null): void {
  const name = bareFailure.exec(line)?.groups?.['name'];
  if (name !== undefined) packageOf(run, name).ended = 'fail';
  else if (section !== null) addBuildOutput(run, section, `${line}\n`);
}

function addBuildOutput(run: GoRun, name: string, output: string): void {
  const key = name.split(' ')[0] ?? name;
  run.builds.set(key, `${run.builds.get(key) ?? ''}${output}`.slice(0, outputCharsMax));
}

function readEvent(run: GoRun, event: Fields): void {
  const action = textField(event['Action']);
  const output = textField(event['Output']) ?? '';
  if (action === 'build-output') {
    addBuildOutput(run, textField(event['ImportPath']) ?? '', output);
    return;
  }
  const packageName = textField(event['Package']);
  if (packageName === null) return;
  const found = packageOf(run, packageName);
  const testName = textField(event['Test']);
  if (testName !== null) readTestEvent(found, testName, event);
  else if (action === 'output') found.output = `${found.output}${output}`.slice(0, outputCharsMax);
  else if (action === 'pass' || action === 'fail' || action === 'skip') {
    found.ended = action;
    found.failedBuild = textField(event['FailedBuild']);
  }
}

function readTestEvent(found: GoPackage, name: string, event: Fields): void {
  const test = found.tests.get(name) ?? { status: null, elapsedMs: null, output: '' };
  found.tests.set(name, test);
  const action = textField(event['Action']);
  if (action === 'output') {
    test.output = `${test.output}${textField(event['Output']) ?? ''}`.slice(0, outputCharsMax);
  }
  const status = statuses[action ?? ''];
  if (status === undefined) return;
  const elapsed = numberField(event['Elapsed']);
  test.status = status;
  test.elapsedMs = elapsed === null ? null : elapsed * 1000;
}

const statuses: Readonly<Record<string, TestCase['status']>> = {
  pass: 'passed',
  fail: 'failed',
  skip: 'skipped',
};

function casesOf(run: GoRun, packageName: string, found: GoPackage): TestCase[] {
  const parents = new Set([...found.tests.keys()].flatMap(ancestors));
  const failed = [...found.tests].filter(([, test]) => isFailed(test)).map(([name]) => name);
  const blamed = new Set(failed.flatMap(ancestors));
  // A parent is told apart only when it failed although all its subtests passed.
  const told = [...found.tests]
    .filter(([name, test]) => !parents.has(name) || (isFailed(test) && !blamed.has(name)))
    .map(([name, test]) => caseOf(packageName, name, test));
  const isUnexplained = found.ended === 'fail' && !told.some((row) => row.status === 'failed');
  return isUnexplained ? [...told, wholePackage(run, packageName, found)] : told;
}

function ancestors(name: string): string[] {
  const parts = name.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** A test without an end was running when its package died. */
function isFailed(test: GoTest): boolean {
  return test.status === 'failed' || test.status === null;
}

function caseOf(packageName: string, name: string, test: GoTest): TestCase {
  const status = test.status ?? 'failed';
  const said = withoutMarks(test.output);
  const place = status === 'failed' ? placeIn(said) : null;
  return testCase({
    path: [packageName, ...name.split('/')],
    status,
    durationMs: test.elapsedMs,
    message: said.trim() === '' && test.status === null ? 'did not end' : said,
    file: place === null ? null : `${packageName}/${place.file}`,
    line: place?.line ?? null,
  });
}

function wholePackage(run: GoRun, packageName: string, found: GoPackage): TestCase {
  const key = found.failedBuild?.split(' ')[0] ?? packageName;
  const compiler = run.builds.get(key) ?? run.builds.get(packageName) ?? '';
  const said = [compiler, found.output].filter((text) => text.trim() !== '').join('\n');
  const place = /^(?<file>\S+\.go):(?<line>\d+):\d+: /mu.exec(compiler)?.groups;
  return testCase({
    path: [packageName],
    status: 'failed',
    durationMs: null,
    message: said === '' ? 'the package does not build or ended before its tests' : said,
    file: place?.['file'] ?? null,
    line: place === undefined ? null : Number(place['line']),
  });
}

function withoutMarks(output: string): string {
  return output.replaceAll(
    /^\s*(?:=== (?:RUN|PAUSE|CONT|NAME)|--- (?:FAIL|PASS|SKIP):).*\n?/gmu,
    '',
  );
}

function placeIn(output: string): { file: string; line: number } | null {
  const groups = /^\s+(?<file>[^\s:/]+\.go):(?<line>\d+):/mu.exec(output)?.groups;
  const file = groups?.['file'];
  return file === undefined ? null : { file, line: Number(groups?.['line']) };
}
