import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'prettier';
import { frameworkIds, requireFramework } from '../../src/engine/testing/index.ts';
import { reportParsers } from '../../src/engine/testing/reports/index.ts';
import { frameworkCases } from './cases/index.ts';
import type { FrameworkCase } from './framework-case.ts';
import { caseName, scenarioNames } from './framework-case.ts';
import type { CaseResult } from './run-case.ts';

const path = join(import.meta.dirname, '../../docs/frameworks.md');

const head = `# Test frameworks

agent-tui finds the tests of a project, runs them and reads what they say; this page lists every framework that it knows,
and what has been proved by running it. Where your own tests are not found or not run as you want, set \`test\` in
\`agent-tui.json\` ([configuration](configuration.md)).

This page is made by \`npm run test:frameworks -- --write\`, which runs tiny projects of each framework through the same
detection, plan and run that the gate uses; a row is what the last run of its case showed. In short:

- **green**: all tests pass, with exact counts. **red**: one fails, with its name, file and line. **zero**: a suite without
  a test is never a pass. **broken**: a test file that cannot be loaded is never a pass, and is named. **hang**: a test that
  never ends is ended. **daemon**: a process that the tests leave behind is ended. **generated**: a generated test file is
  run alone, and is red because nobody has written its tests.
- ✓ it was so, ✗ it was not, – it has no meaning for this tool, with the reason below.
- Wrappers have no row of their own: tox, nox, hatch, make, just, task, mise, rake, composer and the files of CI services
  are looked into for the framework that they call, and never trusted by name.
- A strict simulator refuses what the tool would refuse and writes what the tool would write, but it is not the tool.
`;

/** Writes docs/frameworks.md; rows of cases that were not run now stay as they are. */
export async function writePage(results: readonly CaseResult[]): Promise<void> {
  const before = await readFile(path, 'utf8').catch(() => '');
  const page = await format(pageOf(results, before), { parser: 'markdown' });
  await writeFile(path, page);
}

function pageOf(results: readonly CaseResult[], before: string): string {
  const known = new Map(before.split('\n').map((line) => [firstCell(line), provedIn(line)]));
  const rows = frameworkCases.map((one) => {
    const result = results.find((found) => found.one === one);
    const old = known.get(caseName(one)) ?? notRun;
    const proved = result === undefined ? old : provedBy(result);
    const { framework } = one;
    return tableRow([
      `\`${caseName(one)}\``,
      languageOf(framework),
      ...proved,
      ...facts(framework),
    ]);
  });
  const columns = ['framework', 'language', 'proved on', ...scenarioNames, ...factNames];
  const reasons = frameworkCases.flatMap(whyWithout);
  const told = reasons.length === 0 ? [] : ['What has no meaning for a tool:', reasons.join('\n')];
  return [
    head,
    '## Proved by running',
    tableOf(columns, rows),
    ...told,
    ...others(),
    formats(),
    '',
  ].join('\n\n');
}

/** Frameworks that are found and run, but for which nothing has been proved. */
function others(): readonly string[] {
  const proved = new Set(frameworkCases.map(({ framework }) => framework));
  const ids = frameworkIds.filter((id) => !proved.has(id));
  if (ids.length === 0) return [];
  const rows = ids.map((id) => tableRow([`\`${id}\``, languageOf(id), ...facts(id)]));
  return ['## Not proved here yet', tableOf(['framework', 'language', ...factNames], rows)];
}

/** What a command of the configuration may leave. */
function formats(): string {
  const names = Object.keys(reportParsers)
    .map((name) => `\`${name}\``)
    .join(', ');
  return `## Report formats\n\nA command of your own (\`test.command\`) may leave one of: ${names}.`;
}

const factNames = ['report', 'one file', 'one test', 'generated tests'];

function facts(id: string): readonly string[] {
  const { report, typed, selection, testFile } = requireFramework(id);
  const can = (words: string) => (selection !== null && words !== '' ? 'yes' : 'no');
  return [report.format, can(typed.file), can(typed.test), testFile === null ? 'no' : 'yes'];
}

function languageOf(id: string): string {
  return requireFramework(id).language;
}

const marks = { held: '✓', broke: '✗', without: '–' } as const;

/** On what it was proved, and a mark for each scenario. */
function provedBy({ one, outcomes, version, missing }: CaseResult): readonly string[] {
  if (missing !== null) return notRun;
  const scenarios = scenarioNames.map((name) => {
    const outcome = outcomes.find((found) => found.name === name);
    return outcome === undefined ? '' : marks[outcome.kind];
  });
  const tool = 'strict simulator of the tool, never the tool itself';
  return [one.by === 'tool' ? version : tool, ...scenarios];
}

const notRun: readonly string[] = ['not run yet', ...scenarioNames.map(() => '')];

/** The same as it stands in a row of the page; null in other lines. */
function provedIn(line: string): readonly string[] | null {
  const cells = line.split(' |').map((cell) => cell.replace(/^\|/u, '').trim());
  const length = 2 + notRun.length + factNames.length;
  return cells.length === length + 1 ? cells.slice(2, 2 + notRun.length) : null;
}

function whyWithout(one: FrameworkCase): readonly string[] {
  return scenarioNames.flatMap((name) => {
    const none = name === 'generated' && one.generated === null ? 'none are generated' : undefined;
    const reason = one.without?.[name] ?? none;
    return reason === undefined ? [] : [`- ${caseName(one)}, ${name}: ${reason}`];
  });
}

function tableOf(columns: readonly string[], rows: readonly string[]): string {
  return [tableRow(columns), tableRow(columns.map(() => '---')), ...rows].join('\n');
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** What a line of the page is about, when it is a row of a table. */
function firstCell(line: string): string {
  return /^\| `([^`]+)`/u.exec(line)?.[1] ?? '';
}
