import { createHash } from 'node:crypto';
import type { Db } from '../db/index.ts';
import { AgentTuiError } from '../model/error.ts';
import { fixedLimits } from '../model/limits.ts';
import { recordedLine, recordedList, recordedText } from './clean.ts';
import { readLine, type PatternLine } from './pattern-line.ts';
import type { Patterns } from './patterns.ts';
import { secretRemoved } from './redact.ts';
import { placeWords } from './words.ts';

const wrongShownMax = 5;
const placesMax = 400;
const rowsAtOnce = 1_000;

/**
 * Opens the import. Every line is read before the first is written, and what cannot be written whole is taken back. Rows go
 * in some at a time: 100,000 of them take seconds, and an engine that runs must not wait so long to write. An import that
 * was killed is completed by the next one, since what is there is not added twice.
 */
export function openImport(db: Db, now: () => number): Patterns['importLines'] {
  const own = db.prepare<[], { feature: string; createdAt: number }>(
    'SELECT feature, created_at AS createdAt FROM knowledge_patterns WHERE feature_id IS NOT NULL',
  );
  const insert = db.prepare<[ImportedRow]>(
    `INSERT INTO knowledge_patterns (imported_from, imported_key, origin, outcome, category, feature, description, approach,
       lessons, files, places, failing_tests, tries, agent, model, attempts, cost_usd, duration_ms, created_at, updated_at)
     VALUES (@from, @key, @origin, @outcome, @category, @feature, @description, @approach,
       @lessons, @files, @places, @tests, @tries, @agent, @model, @attempts, @cost, @duration, @createdAt, @updatedAt)
     ON CONFLICT (imported_key) DO NOTHING`,
  );
  const takeBack = db.prepare<[string]>('DELETE FROM knowledge_patterns WHERE imported_key = ?');
  const keep = db.transaction((rows: readonly ImportedRow[]): ImportedRow[] =>
    rows.filter((row) => insert.run(row).changes === 1),
  );
  const remove = db.transaction((keys: readonly string[]) => {
    for (const key of keys) takeBack.run(key);
  });
  return (lines, from) => {
    const read = readAll(lines);
    const given = recordedLine(from, fixedLimits.patternNameCharsMax);
    // An export of this project that comes back tells nothing new.
    const ours = new Set(own.all().map(({ feature, createdAt }) => keyOf(feature, createdAt)));
    const added: string[] = [];
    let redacted = 0;
    try {
      for (let at = 0; at < read.length; at += rowsAtOnce) {
        const rows = read.slice(at, at + rowsAtOnce).map((line) => rowOf(line, given, now()));
        const kept = keep.immediate(rows.filter(({ key }) => !ours.has(key)));
        added.push(...kept.map(({ key }) => key));
        redacted += kept.filter((row) => Object.values(row).some(hasRemoved)).length;
      }
    } catch (error) {
      remove.immediate(added);
      throw error;
    }
    return { added: added.length, known: read.length - added.length, redacted };
  };
}

type ImportedRow = ReturnType<typeof rowOf>;

function hasRemoved(value: unknown): boolean {
  return typeof value === 'string' && value.includes(secretRemoved);
}

/** Reads all lines, or says which are wrong; empty ones are passed over. */
function readAll(lines: Iterable<string>): PatternLine[] {
  const read: PatternLine[] = [];
  const wrong: string[] = [];
  let number = 0;
  for (const text of lines) {
    number += 1;
    if (text.trim() === '') continue;
    const result = readLine(text);
    if (result.kind === 'read') read.push(result.line);
    else if (wrong.push(`line ${String(number)}: ${result.why}`) === wrongShownMax) break;
    if (read.length > fixedLimits.importPatternsMax) {
      throw new AgentTuiError(
        'usage',
        `more than ${String(fixedLimits.importPatternsMax)} patterns`,
        {
          hint: 'import the file in parts: split -l 100000 FILE',
        },
      );
    }
  }
  if (wrong.length === 0) return read;
  throw new AgentTuiError('usage', `nothing was imported: ${wrong.join('; ')}`, {
    hint: 'one JSON object a line, as agent-tui knowledge export writes them; only "feature" is needed',
  });
}

function rowOf(line: PatternLine, from: string, at: number) {
  const { patternNameCharsMax, patternFilesMax, patternTestsMax, lessonsMax, lessonCharsMax } =
    fixedLimits;
  const short = (text: string) => recordedLine(text, patternNameCharsMax);
  const orNull = (text: string | null) => (text === null ? null : short(text));
  const createdAt = line.createdAt === null ? at : Date.parse(line.createdAt);
  const feature = short(line.feature) || 'without a name';
  const files = recordedList(line.files, patternFilesMax);
  return {
    from: line.project === null ? from : short(line.project),
    key: line.createdAt === null ? digestOf(line) : keyOf(feature, createdAt),
    origin: line.outcome === 'lesson' ? 'words' : line.origin,
    outcome: line.outcome,
    category: short(line.category),
    feature,
    description: recordedText(line.description),
    approach: line.approach === null ? null : recordedLine(line.approach, lessonCharsMax),
    lessons: recordedList(line.lessons, lessonsMax).join('\n'),
    files: files.join('\n'),
    places: placeWords(files, placesMax).join(' '),
    tests: recordedList(line.failingTests, patternTestsMax).join('\n'),
    tries: JSON.stringify(
      line.tries.map((one) => ({ ...one, agent: orNull(one.agent), model: orNull(one.model) })),
    ),
    agent: orNull(line.agent),
    model: orNull(line.model),
    attempts: line.attempts,
    cost: line.costUsd,
    duration: line.durationMs,
    createdAt,
    updatedAt: line.updatedAt === null ? createdAt : Date.parse(line.updatedAt),
  };
}

/** The same piece of work has the same name and was first noted at the same moment, wherever it comes from. */
function keyOf(feature: string, createdAt: number): string {
  return `${String(createdAt)} ${feature}`;
}

function digestOf(line: PatternLine): string {
  return createHash('sha256').update(JSON.stringify(line)).digest('base64url');
}
