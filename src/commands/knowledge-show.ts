import type { Command } from 'commander';
import {
  AgentTuiError,
  countOutcomes,
  countsLine,
  isJudged,
  type FoundPattern,
  type KnowledgeStats,
  type Pattern,
} from '../engine/index.ts';
import { columns, print, printJson, type Io } from './io.ts';
import { patternObject, requirePattern, withKnowledge } from './knowledge-door.ts';
import { wholeNumber, withProject, type CommonFlags } from './options.ts';

const limitDefault = 10;
const limitMax = 100;

interface SearchFlags extends CommonFlags {
  readonly category?: string;
  readonly path?: readonly string[];
  readonly limit?: string;
}

/** `agent-tui knowledge search`, `show` and `stats`: what the rows say. */
export function addKnowledgeReadings(knowledge: Command, io: Io): void {
  addSearch(knowledge, io);
  withProject(knowledge.command('show <pattern>'))
    .description('one pattern, by its number')
    .option('--json', 'print the pattern as one JSON object')
    .action((word: string, flags: CommonFlags) =>
      withKnowledge(io, flags, (door) => {
        const pattern = requirePattern(door.knowledge, word);
        if (flags.json === true) printJson(io, patternObject(pattern));
        else print(io, ...patternLines(pattern));
      }),
    );
  withProject(knowledge.command('stats'))
    .description('how much is known, and how it came out by category')
    .option('--json', 'print one JSON object')
    .action((flags: CommonFlags) =>
      withKnowledge(io, flags, ({ patterns }) => {
        const stats = patterns.stats();
        if (flags.json === true) printJson(io, stats);
        else print(io, ...statsLines(stats));
      }),
    );
}

function addSearch(knowledge: Command, io: Io): void {
  withProject(knowledge.command('search <words...>'))
    .description('earlier work that is similar, the most similar first')
    .option('--category <word>', 'what has this category counts as more similar')
    .option('--path <path...>', 'files and folders that the work would touch')
    .option('--limit <n>', `how many to show (default: ${String(limitDefault)})`)
    .option('--json', 'print one JSON object with counts and patterns')
    .action((words: readonly string[], flags: SearchFlags) =>
      withKnowledge(io, flags, (door) => {
        const { category, path: paths } = flags;
        const limit = limitOf(flags);
        const found = door.knowledge.search({ text: words.join(' '), category, paths, limit });
        const counts = countOutcomes(found.map(({ pattern }) => pattern));
        if (flags.json === true) {
          const patterns = found.map((one) => ({
            ...patternObject(one.pattern),
            score: one.score,
          }));
          printJson(io, { counts, patterns });
        } else if (found.length === 0) {
          print(io, 'Nothing similar is known. Every verdict of the gate adds to it.');
        } else print(io, countsLine(counts), ...columns(found.map(foundCells)));
      }),
    );
}

function limitOf({ limit }: SearchFlags): number {
  const number = limit === undefined ? limitDefault : wholeNumber(limit, '--limit');
  if (number >= 1 && number <= limitMax) return number;
  throw new AgentTuiError(
    'usage',
    `--limit takes 1 to ${String(limitMax)}, not ${String(number)}`,
    {
      hint: 'for instance --limit 20',
    },
  );
}

function foundCells({ pattern }: FoundPattern): string[] {
  const { id, feature, category, model } = pattern;
  return [String(id), outcomeWords(pattern), category, model ?? '', feature];
}

/** How it ended, or that only words say so. */
function outcomeWords(pattern: Pattern): string {
  const { outcome, attempts, origin } = pattern;
  if (isJudged(pattern)) return attempts <= 1 ? outcome : `${outcome} at try ${String(attempts)}`;
  return origin === 'words' && outcome !== 'lesson' ? `${outcome}, not judged` : 'not judged';
}

function patternLines(pattern: Pattern): string[] {
  const { id, feature, featureId, importedFrom, costUsd, durationMs } = pattern;
  const rows: (readonly [string, string | null])[] = [
    ['outcome', outcomeWords(pattern)],
    ['category', pattern.category],
    ['feature', featureId === null ? null : `#${String(featureId)}`],
    ['imported', importedFrom],
    ['attempts', String(pattern.attempts)],
    ['agent', pattern.agent],
    ['model', pattern.model],
    ['cost', costUsd === null ? null : `${costUsd.toFixed(2)} USD`],
    ['duration', durationMs === null ? null : `${String(Math.round(durationMs / 1000))} s`],
    ['approach', pattern.approach],
    ...pattern.lessons.map((lesson) => ['lesson', lesson] as const),
    ...pattern.failingTests.map((name) => ['failed', name] as const),
    ...pattern.files.map((file) => ['file', file] as const),
  ];
  const cells = rows.flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
  const description = pattern.description === '' ? [] : ['', pattern.description];
  return [`${String(id)} ${feature}`, ...columns(cells), ...description];
}

function statsLines({ patterns, judged, imported, lessons, byCategory }: KnowledgeStats): string[] {
  const head = `${String(patterns)} patterns, ${String(judged)} judged, ${String(imported)} imported; ${String(lessons)} lessons`;
  const rows = byCategory.map(({ category, judged: of, landed, firstTry }) => [
    category,
    `${String(landed)} of ${String(of)} landed`,
    `first try ${String(firstTry)}`,
  ]);
  return [head, ...columns(rows)];
}
