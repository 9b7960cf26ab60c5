import type { ToldSuite, ToldTests } from '../engine/index.ts';
import { columns } from './io.ts';
import { wrapped } from './wrapped.ts';

const rowsMax = 20;
const detailsMax = 5;

/** What else a person is told, and how wide their terminal is. */
interface DetectView {
  /** The suites that decide at the gate, by framework and directory. */
  readonly deciding: readonly Pick<ToldSuite, 'framework' | 'dir'>[];
  readonly width: number;
}

/** What was found, for a person: the suites, how each is run and why, what would hang, and what to do when it is wrong. */
export function detectLines(told: ToldTests, view: DetectView): string[] {
  const { width } = view;
  if (told.suites.length === 0) return noneLines(told, width);
  const notes = told.reasons.filter((reason) => told.suites[0]?.reasons.includes(reason) !== true);
  const risks = [...new Set(told.suites.flatMap(({ hangRisk }) => hangRisk ?? []))];
  return [
    ...tableLines(told, view),
    '',
    ...told.suites.slice(0, detailsMax).flatMap((suite) => suiteLines(suite, width)),
    ...notes.flatMap((note) => wrapped(note, width)),
    ...risks.flatMap((risk) => [
      ...wrapped(`Would hang: ${risk}.`, width),
      ...wrapped('agent-tui runs it so that it ends.', width, '  '),
    ]),
    '',
    ...wrongLines(told, width),
  ];
}

function tableLines({ suites }: ToldTests, { deciding }: DetectView): string[] {
  const decides = (suite: ToldSuite) =>
    deciding.some(({ framework, dir }) => framework === suite.framework && dir === suite.dir);
  const rows = suites
    .slice(0, rowsMax)
    .map((suite) => [
      suite.framework,
      whereOf(suite),
      suite.packageManager,
      decides(suite) ? 'yes' : 'no',
    ]);
  const more = suites.length - rows.length;
  const rest = more > 0 ? [`and ${String(more)} more; --json tells all`] : [];
  return [...columns([['SUITE', 'WHERE', 'PACKAGES', 'DECIDES WHAT MERGES'], ...rows]), ...rest];
}

function suiteLines(suite: ToldSuite, width: number): string[] {
  return [
    suite.dir === '' ? suite.framework : `${suite.framework} in ${suite.dir}`,
    `  ${suite.command}`,
    ...wrapped(`because: ${suite.reasons.join(', ')}`, width, '  '),
  ];
}

function whereOf({ dir }: ToldSuite): string {
  return dir === '' ? '.' : dir;
}

function wrongLines({ suites }: ToldTests, width: number): string[] {
  const [first] = suites;
  const { framework = 'pytest', dir = '' } = first ?? {};
  const example = { test: dir === '' ? { framework } : { framework, dir } };
  return [
    ...wrapped(
      'Is this wrong? Name another framework, directory or command in agent-tui.json (docs/configuration.md), as in',
      width,
    ),
    `  ${JSON.stringify(example)}`,
  ];
}

function noneLines({ reasons }: ToldTests, width: number): string[] {
  const report = { format: 'junit', path: 'build/report.xml' };
  return [
    'No tests were found.',
    ...reasons.flatMap((reason) => wrapped(`because: ${reason}`, width, '  ')),
    '',
    ...wrapped(
      'Are there some? Say in agent-tui.json (docs/configuration.md) which, or how:',
      width,
    ),
    `  ${JSON.stringify({ test: { framework: 'pytest' } })}`,
    `  ${JSON.stringify({ test: { command: ['make', 'check'], report } })}`,
  ];
}
