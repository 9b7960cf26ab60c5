import type { Files } from '../testing/tree.ts';
import type { FrameworkCase, Scenario } from './framework-case.ts';

/** How tests are written for one runner of JavaScript. */
interface Manner {
  readonly framework: string;
  readonly npm: readonly string[];
  readonly version: readonly string[];
  /** Fields of package.json besides its name. */
  readonly manifest?: object;
  readonly files?: Files;
  /** The test file. */
  readonly file: string;
  /** Its first lines. */
  readonly head: string;
  readonly test: (name: string, body: string) => string;
  /** Null: what is skipped is not told. */
  readonly skip: string | null;
  readonly tail?: string;
  /** A file without tests; by default the head alone. */
  readonly zero?: Files;
  /** A test that fails; by default it throws. */
  readonly fails?: string;
  /** A test that passes; by default it does nothing. */
  readonly passes?: string;
  /** The line on which it fails, the head's lines not counted; null: the report does not tell it. */
  readonly failsAt?: { readonly file: string; readonly line: number } | null;
  readonly generated?: FrameworkCase['generated'];
  readonly without?: FrameworkCase['without'];
  readonly leaves?: RegExp;
  readonly timeLimitMs?: number;
  readonly hangLimitMs?: number;
  readonly debian?: readonly string[];
  readonly by?: FrameworkCase['by'];
}

const spawned =
  "require('node:child_process').spawn('setsid', ['sleep', '300'], { stdio: 'ignore', detached: true }).unref();";
const imported =
  "(await import('node:child_process')).spawn('setsid', ['sleep', '300'], { stdio: 'ignore', detached: true }).unref();";

/** The scenarios of a runner of JavaScript, by how its tests are written. */
export function javaScriptCase(manner: Manner): FrameworkCase {
  const { file, skip, head, test, tail = '' } = manner;
  const passes = manner.passes ?? '';
  const fails = manner.fails ?? "throw new Error('two is not three');";
  const start = head === '' ? '' : `${head}\n`;
  const text = (body: string, more = '') => `${start}${test('adds', body)}\n${more}${tail}`;
  const skips = skip === null ? '' : `${skip}\n`;
  const skipped = skip === null ? 0 : 1;
  const scenario = (body: string, rest: Omit<Scenario, 'files'> = {}): Scenario => ({
    files: { [file]: text(body) },
    ...rest,
  });
  const isModule = /^import /mu.test(head) || file.endsWith('.mjs');
  const daemon = isModule ? imported : spawned;
  return {
    framework: manner.framework,
    by: manner.by ?? 'tool',
    needs: { debian: manner.debian ?? [], npm: manner.npm },
    version: manner.version,
    files: {
      'package.json': `${JSON.stringify({ name: 'sums', ...manner.manifest }, null, 2)}\n`,
      'src/sums.js': 'exports.add = (a, b) => a + b;\n',
      ...manner.files,
    },
    green: {
      files: { [file]: text(passes, skips) },
      totals: { total: 1 + skipped, passed: 1, failed: 0, skipped },
    },
    red: {
      files: { [file]: text(`\n  ${fails}\n`, skips) },
      totals: { total: 1 + skipped, passed: 0, failed: 1, skipped },
      failing: { name: 'adds', ...place(manner, start) },
    },
    zero: { files: manner.zero ?? { [file]: `${start}${tail}` } },
    broken: { files: { [file]: `${start}${test('adds', passes)}\nconst broken = ;\n` } },
    hang: scenario(' for (;;) {} '),
    daemon: scenario(` ${daemon} ${passes}`, {
      totals: { total: 1, passed: 1, failed: 0, skipped: 0 },
    }),
    generated: manner.generated ?? {
      files: {},
      source: 'src/sums.js',
      tests: ['adds two numbers', 'refuses "text", \'quotes\' and \\n'],
    },
    ...(manner.without === undefined ? {} : { without: manner.without }),
    ...(manner.leaves === undefined ? {} : { leaves: manner.leaves }),
    timeLimitMs: manner.timeLimitMs ?? 60_000,
    ...(manner.hangLimitMs === undefined ? {} : { hangLimitMs: manner.hangLimitMs }),
  };
}

/** The body of the failing test is the line below the first one after the head. */
function place(manner: Manner, start: string): { file?: string; line?: number } {
  if (manner.failsAt === null) return {};
  const line = start.split('\n').length - 1 + 2;
  return manner.failsAt ?? { file: manner.file, line };
}
