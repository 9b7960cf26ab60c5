import type { CommandWord, FoundSuite } from '../detect/detection.ts';
import { requireFramework } from '../frameworks/index.ts';
import { typedLine } from './typed-line.ts';

/** What a person types to run a suite. */
export interface TypedCommand {
  /** The runner with its arguments, as words. */
  readonly words: readonly string[];
  /** The same as a line, typed in the suite's directory. */
  readonly direct: string;
  /** The same from the root of the project: with the directory, the environment and what is run first. */
  readonly whole: string;
}

/** Where a suite stands and what the configuration adds to its arguments. */
interface TypedPlace {
  readonly args: readonly string[];
  /** Whether the project has a path, relative to its root. */
  readonly has: (path: string) => boolean;
}

/** Says what a person types to do what is done when a suite is run; only how it reports is left out. */
export function typedCommand(suite: FoundSuite, { args, has }: TypedPlace): TypedCommand {
  const { dir, invocation } = suite;
  const start = startOf(suite, has).split(' ');
  const words = [...start, ...invocation.args.map(({ text }) => text), ...args];
  const direct = [...start, ...invocation.args.map(shellWord), ...args.map(quoted)].join(' ');
  const env = Object.entries(invocation.env).map(([name, value]) => `${name}=${quoted(value)}`);
  const way = dir === '' ? [] : [`cd ${quoted(dir)}`];
  const { build } = requireFramework(suite.framework).typed;
  const first = [...way, ...invocation.before, ...(build === undefined ? [] : [build])];
  const whole = [...first, [...env, direct].join(' ')].join(' && ');
  return { words, direct, whole };
}

function startOf(suite: FoundSuite, has: TypedPlace['has']): string {
  const { framework, dir, packageManager, invocation } = suite;
  const row = requireFramework(framework);
  const inSuite = (path: string) => has(path) || has(dir === '' ? path : `${dir}/${path}`);
  const place = { packageManager, has: inSuite };
  const [first, ...others] = invocation.launcher.map(shellWord);
  if (first === undefined) return typedLine(row, row.typed.start, place);
  const rest = [...others, ...(row.typed.start === '' ? [] : [row.typed.start])].join(' ');
  // A program without a path that stands for the runner comes from a package, as `tsx` does.
  const isPackage = row.ecosystem === 'javascript' && !first.includes('/') && first !== 'node';
  const kind = isPackage ? 'package-binary' : 'program';
  return typedLine({ start: { kind, name: first } }, rest, place);
}

/** Characters that no shell reads as anything but themselves; the place of the report is ours. */
const plain = /^(?:[\w@%+=:,./-]|\{report\})+$/u;

function quoted(word: string): string {
  return plain.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** A word whose `*` the shell is to expand stays bare, its other odd characters one by one made plain. */
function shellWord({ text, glob }: CommandWord): string {
  return glob ? text.replaceAll(/[^\w@%+=:,./*?[\]-]/gu, String.raw`\$&`) : quoted(text);
}
