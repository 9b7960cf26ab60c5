import { sanitise, sanitiseLine } from '../engine/index.ts';

/** Where a command reads and writes; a test hands in its own. */
export interface Io {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WritableStream;
  readonly stdin: NodeJS.ReadStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** Prints lines to standard output, each argument with a newline: what agents and people wrote reaches no terminal as codes. */
export function print(io: Io, ...lines: readonly string[]): void {
  for (const line of lines) io.stdout.write(`${sanitise(line)}\n`);
}

/** Prints one documented object to standard output. */
export function printJson(io: Io, value: unknown): void {
  // JSON leaves C1 controls as they are, and some terminals obey them.
  const text = JSON.stringify(value).replaceAll(/[\u0080-\u009f]/g, escaped);
  io.stdout.write(`${text}\n`);
}

function escaped(control: string): string {
  return `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Lays rows out in columns, two spaces apart; a cell is one line, the last column is not padded. */
export function columns(given: readonly (readonly string[])[]): string[] {
  const rows = given.map((row) => row.map(sanitiseLine));
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) {
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
    }
  }
  return rows.map((row) =>
    row
      .map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
