import type { Command } from 'commander';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { AgentTuiError, fixedLimits, lineObject, type Pattern } from '../engine/index.ts';
import { print, printJson, type Io } from './io.ts';
import { withKnowledge } from './knowledge-door.ts';
import { withProject, type CommonFlags } from './options.ts';

const patternsAtOnce = 1_000;

/** `agent-tui knowledge import` and `export`: one JSON object a line. */
export function addKnowledgeFiles(knowledge: Command, io: Io): void {
  withProject(knowledge.command('import <file>'))
    .description('take in the patterns of a file of JSON lines; all of them or none')
    .option('--json', 'print one JSON object with the counts')
    .action(async (file: string, flags: CommonFlags) => {
      const lines = await readLines(resolve(io.cwd, file), file);
      await withKnowledge(io, flags, ({ patterns }) => {
        const { added, known, redacted } = patterns.importLines(lines, basename(file));
        if (flags.json === true) printJson(io, { added, known, redacted });
        else {
          print(io, `added ${String(added)} patterns, ${String(known)} were known already`);
          if (redacted > 0) print(io, `a secret was removed from ${String(redacted)} of them`);
        }
      });
    });
  withProject(knowledge.command('export [file]'))
    .description('write all patterns as JSON lines, to a new file or to standard output')
    .action((file: string | undefined, flags: CommonFlags) =>
      withKnowledge(io, flags, async ({ patterns, project }) => {
        const pages = patterns.pages(patternsAtOnce);
        const text = (page: readonly Pattern[]) =>
          page.map((one) => lineOf(one, project.name)).join('');
        if (file === undefined) {
          for (const page of pages) io.stdout.write(text(page));
          return;
        }
        const count = await writeNew(resolve(io.cwd, file), file, texts(pages, text));
        print(io, `wrote ${String(count)} patterns to ${file}`);
      }),
    );
}

function lineOf(pattern: Pattern, project: string): string {
  return `${JSON.stringify(lineObject(pattern, project))}\n`;
}

function* texts(
  pages: Iterable<readonly Pattern[]>,
  text: (page: readonly Pattern[]) => string,
): Generator<{ readonly count: number; readonly text: string }> {
  for (const page of pages) yield { count: page.length, text: text(page) };
}

/** A file that is there is never written over. */
async function writeNew(
  path: string,
  file: string,
  parts: Iterable<{ readonly count: number; readonly text: string }>,
): Promise<number> {
  const handle = await open(path, 'wx').catch((error: unknown) => {
    throw new AgentTuiError('usage', `cannot write ${file}: ${problemOf(error)}`, {
      hint: 'name a file that is not there yet, in a folder that is',
      cause: error,
    });
  });
  let written = 0;
  try {
    for (const { count, text } of parts) {
      await handle.write(text);
      written += count;
    }
  } finally {
    await handle.close();
  }
  return written;
}

/** Reads the lines of a file within its bounds. */
async function readLines(path: string, file: string): Promise<string[]> {
  const { importPatternsBytesMax } = fixedLimits;
  // One byte more than may be there: enough to tell, also of a pipe or a device without an end.
  const stream = createReadStream(path, { end: importPatternsBytesMax });
  const lines: string[] = [];
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
      lines.push(line);
    }
  } catch (error) {
    throw unreadable(file, problemOf(error), error);
  }
  if (stream.bytesRead > importPatternsBytesMax) {
    throw unreadable(file, `it has more than ${String(importPatternsBytesMax)} bytes`);
  }
  if (lines[0] !== undefined) lines[0] = lines[0].replace(/^\uFEFF/, '');
  return lines;
}

function unreadable(file: string, reason: string, cause?: unknown): AgentTuiError {
  return new AgentTuiError('usage', `cannot import ${file}: ${reason}`, {
    hint: 'one JSON object a line, such as {"feature": "User login", "lessons": ["…"]}',
    cause,
  });
}

const problems: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'it may not be opened',
  EEXIST: 'it is there already',
};

function problemOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return problems[code] ?? code;
}
