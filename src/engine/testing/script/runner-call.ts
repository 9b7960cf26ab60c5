import type { CommandWord } from '../detect/detection.ts';
import type { Framework } from '../frameworks/framework.ts';
import { calledBy } from './called-by.ts';
import type { Named } from './called-by.ts';

/** What one command of a script calls. */
export type Call =
  | {
      readonly kind: 'runner';
      readonly framework: Framework;
      readonly launcher: readonly CommandWord[];
      readonly args: readonly CommandWord[];
      readonly env: Readonly<Record<string, string>>;
      /** It may run another framework as well. */
      readonly isLoose?: boolean;
    }
  | {
      readonly kind: 'script';
      readonly name: string;
      readonly args: readonly CommandWord[];
      readonly env: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'other' };

interface CallContext {
  readonly frameworks: readonly Framework[];
  /** Names in the `scripts` of package.json. */
  readonly scripts: readonly string[];
}

const assignment = /^(?<name>[A-Za-z_][A-Za-z0-9_]*)=(?<value>[^]*)$/u;
const setters: ReadonlySet<string> = new Set(['env', 'cross-env', 'cross-env-shell']);
const wrappers: readonly (readonly string[])[] = [
  ['npm', 'exec'],
  ['pnpm', 'exec'],
  ['yarn', 'exec'],
  ['yarn', 'run'],
  ['npx'],
  ['pnpm'],
  ['yarn'],
  ['bunx'],
  ['c8'],
  ['nyc'],
  ['uv', 'run'],
  ['poetry', 'run'],
  ['pdm', 'run'],
  ['pipenv', 'run'],
  ['hatch', 'run'],
  ['coverage', 'run'],
  ['bundle', 'exec'],
  ['opam', 'exec'],
  ['pnpm', 'dlx'],
  ['bun', 'x'],
  ['xvfb-run'],
  ['dotenv'],
  ['time'],
  ['nice'],
  ['sudo'],
];

/** Options of wrappers whose next word is their value. */
const wrapperValues: ReadonlySet<string> = new Set([
  '--group',
  '--extra',
  '--with',
  '--python',
  '--project',
  '--package',
  '--directory',
  '--env-file',
  '--switch',
  '--rcfile',
  '-p',
  '-n',
  '-s',
]);
const scriptCalls: readonly (readonly string[])[] = [
  ['npm', 'run'],
  ['npm', 'run-script'],
  ['pnpm', 'run'],
  ['yarn', 'run'],
  ['bun', 'run'],
  ['npm'],
  ['pnpm'],
  ['yarn'],
];
const wrappersMax = 8;
const nodeFlagsWithValue =
  /^(?:-r|-C|-e|-p|--require|--import|--loader|--experimental-loader|--conditions|--env-file)$/u;

/** Finds the test runner in the words of one command, behind assignments and wrappers. */
export function runnerCall(all: readonly CommandWord[], context: CallContext): Call {
  const env: Record<string, string> = {};
  let words = takeAssignments(all, env);
  for (let round = 0; round < wrappersMax; round += 1) {
    const name = scriptName(words, context.scripts);
    if (name !== null) return { kind: 'script', ...name, env };
    const inner = unwrapped(words, env);
    if (inner === null) break;
    words = inner;
  }
  return runnerOf(words, env, context.frameworks);
}

function takeAssignments(
  words: readonly CommandWord[],
  env: Record<string, string>,
): readonly CommandWord[] {
  const first = words.findIndex((word) => !assignment.test(word.text));
  const count = first === -1 ? words.length : first;
  for (const word of words.slice(0, count)) {
    const groups = assignment.exec(word.text)?.groups;
    if (groups?.['name'] !== undefined) env[groups['name']] = groups['value'] ?? '';
  }
  return words.slice(count);
}

function startsWith(words: readonly CommandWord[], start: readonly string[]): boolean {
  return start.every((text, index) => words[index]?.text === text);
}

function scriptName(
  words: readonly CommandWord[],
  scripts: readonly string[],
): { name: string; args: readonly CommandWord[] } | null {
  const call = scriptCalls.find((start) => startsWith(words, start));
  if (call === undefined) return null;
  const rest = words.slice(call.length);
  const at = rest.findIndex((word) => !word.text.startsWith('-'));
  const named = rest[at]?.text;
  if (named === undefined || !scripts.includes(named)) return null;
  return { name: named, args: rest.slice(at + 1).filter((word) => word.text !== '--') };
}

/** The command inside a wrapper, or null when there is no wrapper. */
function unwrapped(
  words: readonly CommandWord[],
  env: Record<string, string>,
): readonly CommandWord[] | null {
  const program = words[0]?.text ?? '';
  if (setters.has(program)) return takeAssignments(words.slice(1), env);
  const wrapper = wrappers.find((start) => startsWith(words, start));
  if (wrapper === undefined) return null;
  const rest = words.slice(wrapper.length);
  // `coverage run -m pytest` runs a module; every other option before the command is the wrapper's own.
  const isModule = (index: number) => rest[index]?.text === '-m' && program === 'coverage';
  const isValue = (index: number) => wrapperValues.has(rest[index - 1]?.text ?? '');
  const at = rest.findIndex(
    (word, index) => isModule(index) || (!word.text.startsWith('-') && !isValue(index)),
  );
  if (at === -1) return null;
  // What coverage runs is a file or a module of Python.
  return program === 'coverage'
    ? [{ text: 'python', glob: false }, ...rest.slice(at)]
    : rest.slice(at);
}

function runnerOf(
  words: readonly CommandWord[],
  env: Readonly<Record<string, string>>,
  frameworks: readonly Framework[],
): Call {
  const [first, ...rest] = words;
  if (first === undefined) return { kind: 'other' };
  const program = baseName(first.text);
  if (program === 'node') return nodeCall(words, env, frameworks);
  const found =
    (/^(?:python|py)[0-9.]*$/u.test(program) ? moduleCall(rest, frameworks) : null) ??
    (program === 'tsx' && hasTestFlag(rest) ? byId(frameworks, 'node-test', rest) : null);
  if (found !== null) {
    return { kind: 'runner', ...found, launcher: program === 'tsx' ? [first] : [], env };
  }
  const called = calledBy(program, rest, frameworks);
  if (called === null) return { kind: 'other' };
  const { framework, args, isLoose = false } = called;
  const launcher =
    first.text.includes('/') && framework.start.kind === 'package-binary' ? [first] : [];
  return { kind: 'runner', framework, launcher, args, env, isLoose };
}

function byId(
  frameworks: readonly Framework[],
  id: string,
  args: readonly CommandWord[],
): Named | null {
  const framework = frameworks.find((row) => row.id === id);
  return framework === undefined ? null : { framework, args };
}

function moduleCall(words: readonly CommandWord[], frameworks: readonly Framework[]): Named | null {
  const at = words.findIndex((word) => word.text === '-m');
  const name = words[at + 1]?.text;
  if (at === -1 || name === undefined) return null;
  if (name === 'coverage' && words[at + 2]?.text === 'run') {
    return moduleCall(words.slice(at + 3), frameworks);
  }
  const framework = frameworks.find((row) => row.evidence.modules.includes(name));
  return framework === undefined ? null : { framework, args: words.slice(at + 2) };
}

function hasTestFlag(words: readonly CommandWord[]): boolean {
  return words.some((word) => word.text === '--test');
}

/** `node --test …`, or Node with options that runs the file of another runner. */
function nodeCall(
  words: readonly CommandWord[],
  env: Readonly<Record<string, string>>,
  frameworks: readonly Framework[],
): Call {
  const at = nodeScriptIndex(words);
  const options = words.slice(1, at);
  if (hasTestFlag(options)) {
    const named = byId(frameworks, 'node-test', words.slice(1));
    return named === null ? { kind: 'other' } : { kind: 'runner', ...named, launcher: [], env };
  }
  const program = baseName(words[at]?.text ?? '').replace(/\.[cm]?js$/u, '');
  const called = calledBy(program, words.slice(at + 1), frameworks);
  if (called === null) return { kind: 'other' };
  return { kind: 'runner', ...called, launcher: words.slice(0, at + 1), env };
}

function nodeScriptIndex(words: readonly CommandWord[]): number {
  let at = 1;
  while (at < words.length && words[at]?.text.startsWith('-') === true) {
    at += nodeFlagsWithValue.test(words[at]?.text ?? '') ? 2 : 1;
  }
  return at;
}

function baseName(path: string): string {
  return path.replace(/^.*\//u, '');
}
