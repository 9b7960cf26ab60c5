import { bounds } from '../bounds.ts';
import { calledCommand } from '../detect/commands/index.ts';
import type { ProjectCommand } from '../detect/commands/index.ts';
import type { CommandWord, Invocation } from '../detect/detection.ts';
import type { Framework } from '../frameworks/framework.ts';
import { runnerCall } from './runner-call.ts';
import type { ShellLink } from './shell-words.ts';
import { splitShell } from './shell-words.ts';

/** What a command line of the project says about its tests. */
export type ScriptReading =
  | {
      readonly kind: 'names';
      readonly framework: Framework;
      readonly invocation: Invocation;
      readonly notes: readonly string[];
      /** Nothing tells the runner to end: no flag, no word such as `run`. */
      readonly isBare: boolean;
    }
  /** It would wait for ever; the framework is null where it is not even known what it would run. */
  | { readonly kind: 'refused'; readonly framework: Framework | null; readonly reason: string }
  | { readonly kind: 'opaque' };

type Scripts = Readonly<Record<string, string>>;

/** What the commands of a project call each other by. */
export interface CommandTable {
  /** Of package.json. */
  readonly scripts: Scripts;
  readonly commands: readonly ProjectCommand[];
  readonly frameworks: readonly Framework[];
}

/** Reads a script of package.json, following what it runs. */
export function readScript(name: string, table: CommandTable): ScriptReading {
  const reading = readLine(table.scripts[name] ?? '', { ...table, depth: 0 });
  const before = table.scripts[`pre${name}`];
  if (reading.kind !== 'names' || before === undefined) return reading;
  return withBefore(reading, [before]);
}

/** Reads the lines of one command that stands outside of package.json. */
export function readCommand(lines: readonly string[], table: CommandTable): ScriptReading {
  return readLines(lines, { ...table, depth: 0 });
}

interface LineContext extends CommandTable {
  readonly depth: number;
}

/** The first line that names a runner, after the lines above it. */
function readLines(lines: readonly string[], context: LineContext): ScriptReading {
  let refused: ScriptReading | null = null;
  const before: string[] = [];
  for (const line of lines) {
    const reading = readLine(line, context);
    if (reading.kind === 'names') return withBefore(reading, before);
    if (reading.kind === 'refused') refused ??= reading;
    else if (!isInstalling(line)) before.push(line);
  }
  return refused ?? { kind: 'opaque' };
}

/** Installing is the set-up's, which does it once and not before every run. */
function isInstalling(line: string): boolean {
  return installing.test(line);
}

const installing =
  /^(?:(?:make|just|task|mise run|poe|composer) (?:[\w-]*(?:install|deps|dependencies|setup|set-up|init|bootstrap|venv|env|sync|requirements)[\w-]*|\.?venv\S*)$|(?:npm|pnpm|yarn|bun) (?:ci|i|install)\b|(?:python[\d.]* -m )?pip[\d.]* install\b|uv (?:sync|pip|venv)\b|(?:poetry|pdm|bundle|composer|pipenv) (?:install|sync|update)\b|go (?:mod|get|install)\b|mix (?:deps|local)\.|dotnet restore\b|apt(?:-get)? )/u;

function readLine(line: string, context: LineContext): ScriptReading {
  if (context.depth > bounds.scriptDepthMax) return { kind: 'opaque' };
  const links = splitShell(line);
  let refused: ScriptReading | null = null;
  for (const [index, link] of links.entries()) {
    const reading = readLink(link, context);
    if (reading.kind === 'refused') refused ??= reading;
    if (reading.kind !== 'names') continue;
    const after = links.slice(index + 1).map((rest) => rest.text);
    const notes = after.map((text) => `not run: \`${text}\`, which stands after the tests`);
    return withBefore(
      { ...reading, notes: [...reading.notes, ...notes] },
      stepsBefore(links, index),
    );
  }
  return refused ?? { kind: 'opaque' };
}

/** The commands before the runner, as one shell line each run of `&&`, `||` and `;` keeps its meaning in. */
function stepsBefore(links: readonly ShellLink[], index: number): readonly string[] {
  const joiner = links[index]?.joinedBy;
  if (index === 0 || joiner === '|' || joiner === '&' || joiner === '||') return [];
  const line = links
    .slice(0, index)
    .map((link) => `${link.joinedBy === null ? '' : ` ${link.joinedBy} `}${link.text}`)
    .join('')
    .trim();
  return [joiner === '&&' ? line : `${line}; true`];
}

type Naming = Extract<ScriptReading, { kind: 'names' }>;

function withBefore(reading: Naming, before: readonly string[]): Naming {
  const steps = [...before, ...reading.invocation.before];
  return { ...reading, invocation: { ...reading.invocation, before: steps } };
}

function readLink(link: ShellLink, context: LineContext): ScriptReading {
  const watcher = watcherIn(link.words);
  if (watcher !== null) {
    return {
      kind: 'refused',
      framework: null,
      reason: `\`${link.text}\` starts ${watcher}, which never ends`,
    };
  }
  const named = followCommand(link.words, context);
  if (named !== null) return named;
  if (link.opaque) return { kind: 'opaque' };
  const { frameworks, scripts } = context;
  const call = runnerCall(link.words, { frameworks, scripts: Object.keys(scripts) });
  switch (call.kind) {
    case 'other':
      return { kind: 'opaque' };
    case 'script':
      return followScript(call, context);
    case 'runner':
      return naming(call, link.text);
  }
}

/** Programs that run others again and again. */
const watchers =
  /^(?:nodemon|entr|watchexec|watchman-make|cargo-watch|bacon|guard|ptw|pytest-watch|pytest-watcher|npm-watch|chokidar|reflex|watch|wtr-watch|mix-test-watch)$/u;

function watcherIn(words: readonly CommandWord[]): string | null {
  const [first = '', second = ''] = words.map(({ text }) => text.replace(/^.*\//u, ''));
  if (watchers.test(first)) return first;
  if (first === 'cargo' && /^(?:watch|bacon)$/u.test(second)) return 'cargo watch';
  if (first === 'mix' && second === 'test.watch') return 'mix test.watch';
  const isCompiler = /^(?:tsc|babel|rollup|webpack|esbuild|tsup|parcel)$/u.test(first);
  const isWatching = words.some(({ text }) => /^(?:--watch|-w)$/u.test(text));
  return isCompiler && isWatching ? `${first} --watch` : null;
}

/** A call of a command that stands in another file of the project: `make test`, `hatch run cov`. */
function followCommand(words: readonly CommandWord[], context: LineContext): ScriptReading | null {
  const called = calledCommand(
    words.map(({ text }) => text),
    context.commands,
  );
  if (called === null || context.depth > bounds.scriptDepthMax) return null;
  return readLines(called.command.lines, { ...context, depth: context.depth + 1 });
}

function followScript(
  call: { readonly name: string; readonly args: readonly CommandWord[]; readonly env: Scripts },
  context: LineContext,
): ScriptReading {
  const line = context.scripts[call.name] ?? '';
  const inner = readLine(line, { ...context, depth: context.depth + 1 });
  if (inner.kind !== 'names') return inner;
  const args = cleaned(call.args, inner.framework);
  if (args.kind === 'waits') return waiting(inner.framework, args.flag, call.name);
  const { invocation } = inner;
  const own = context.scripts[`pre${call.name}`];
  const followed = {
    ...inner,
    invocation: {
      ...invocation,
      args: [...invocation.args, ...args.words],
      env: { ...call.env, ...invocation.env },
    },
  };
  return own === undefined ? followed : withBefore(followed, [own]);
}

function naming(
  call: {
    readonly framework: Framework;
    readonly launcher: readonly CommandWord[];
    readonly args: readonly CommandWord[];
    readonly env: Scripts;
  },
  text: string,
): ScriptReading {
  const { framework, launcher, env } = call;
  const args = cleaned(call.args, framework);
  if (args.kind === 'waits') return waiting(framework, args.flag, text);
  const invocation = { launcher, args: args.words, env, before: [] };
  return { kind: 'names', framework, invocation, notes: [], isBare: call.args.length === 0 };
}

function waiting(framework: Framework, flag: string, text: string): ScriptReading {
  const reason = `\`${text}\` waits for changes (${flag}), so its arguments are not used`;
  return { kind: 'refused', framework, reason };
}

type Cleaned =
  | { readonly kind: 'words'; readonly words: readonly CommandWord[] }
  | { readonly kind: 'waits'; readonly flag: string };

/** Arguments without those that our own command sets; a flag that waits for changes is refused. */
function cleaned(args: readonly CommandWord[], framework: Framework): Cleaned {
  const words: CommandWord[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at];
    if (word === undefined) break;
    if (framework.watches.test(word.text)) return { kind: 'waits', flag: word.text };
    const row = framework.dropped.find(({ flag }) => isFlag(word.text, flag));
    if (row === undefined) words.push(word);
    else if (row.takesValue && word.text === row.flag) at += 1;
  }
  return { kind: 'words', words };
}

/** Whether a word is a flag: `--outputFile` also stands for `--outputFile=x` and `--outputFile.json=x`. */
export function isFlag(word: string, flag: string): boolean {
  if (word === flag) return true;
  return flag.startsWith('-') && (word.startsWith(`${flag}=`) || word.startsWith(`${flag}.`));
}
