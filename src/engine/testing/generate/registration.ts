/** `add_executable`, its libraries and its test, as the neighbours in the file have them. */
export function addedToCMake(text: string, path: string): string | null {
  const name = stemOf(path);
  if (text.includes(path) || isGlobbed(text)) return null;
  const like = [...text.matchAll(/^[ \t]*(?<call>add_executable)\s*\(\s*(?<target>[\w-]+)/gmu)].at(
    -1,
  );
  const target = like?.groups?.['target'] ?? null;
  const lines =
    target === null ? [] : linesOf(text, target).map((line) => renamed(line, target, name));
  const own = [`add_executable(${name} ${path})`];
  const rest = lines.filter((line) => !/add_executable\s*\(/u.test(line));
  const known = rest.length > 0 ? rest : [`add_test(NAME ${name} COMMAND ${name})`];
  return `${text.replace(/\n*$/u, '\n')}\n${[...own, ...known].join('\n')}\n`;
}

function isGlobbed(text: string): boolean {
  return /file\s*\(\s*GLOB/iu.test(text);
}

/** Calls on one line each that name a target. */
function linesOf(text: string, target: string): readonly string[] {
  const word = new RegExp(`(?<![\\w-])${target.replaceAll('-', String.raw`\-`)}(?![\\w-])`, 'u');
  return text.split('\n').filter((line) => /^\s*[\w_]+\s*\(/u.test(line) && word.test(line));
}

function renamed(line: string, target: string, name: string): string {
  const word = new RegExp(`(?<![\\w-])${target.replaceAll('-', String.raw`\-`)}(?![\\w-])`, 'gu');
  const own = line.replaceAll(word, () => name);
  // No two tests may have one name, and many have another one than their program.
  return own.replace(
    /^(\s*add_test\s*\(\s*(?:NAME\s+)?)[^\s)]+/iu,
    (_, start: string) => start + name,
  );
}

/** A test program in the list of a `tests` stanza, or a stanza of its own. */
export function addedToDune(text: string, path: string): string | null {
  const name = stemOf(path);
  const names = /\(tests\s[^]*?\(names\s+(?<names>[^)]*)\)/u.exec(text)?.groups?.['names'];
  if (names !== undefined) {
    if (names.split(/\s+/u).includes(name)) return null;
    return text.replace(`(names ${names})`, () => `(names ${names.trimEnd()} ${name})`);
  }
  const single = /\(test\s[^]*?\(name\s+(?<name>[\w-]+)\)/u.exec(text)?.groups?.['name'];
  if (single !== undefined) {
    if (single === name) return null;
    return text
      .replace(/\(test(?=\s)/u, '(tests')
      .replace(`(name ${single})`, () => `(names ${single} ${name})`);
  }
  return `${text.replace(/\n*$/u, text === '' ? '' : '\n\n')}(test\n (name ${name})\n (libraries alcotest))\n`;
}

/** An executable and its test, in the language of Meson. */
export function addedToMeson(text: string, path: string): string | null {
  if (text.includes(`'${path}'`)) return null;
  const name = stemOf(path);
  const like = [...text.matchAll(/executable\([^)]*?(?<extra>,\s*dependencies\s*:[^)]*)\)/gu)].at(
    -1,
  );
  const extra = like?.groups?.['extra'] ?? '';
  const lines = [`test('${name}', executable('${name}', '${path}'${extra}))`];
  return `${text.replace(/\n*$/u, '\n')}\n${lines.join('\n')}\n`;
}

/** A program in `check_PROGRAMS` and in `TESTS`. */
export function addedToAutomake(text: string, path: string): string | null {
  const name = stemOf(path);
  if (new RegExp(`^${name}_SOURCES\\b`, 'mu').test(text)) return null;
  const withProgram = appended(text, 'check_PROGRAMS', name);
  const tests = /^TESTS\s*\+?=.*\$\(check_PROGRAMS\)/mu.test(withProgram)
    ? withProgram
    : appended(withProgram, 'TESTS', name);
  const variable = name.replaceAll(/\W/gu, '_');
  return `${tests.replace(/\n*$/u, '\n')}${variable}_SOURCES = ${path}\n`;
}

function appended(text: string, variable: string, word: string): string {
  const line = new RegExp(`^(${variable}\\s*\\+?=[^\\n]*?)(\\s*\\\\?)$`, 'mu');
  if (!line.test(text)) return `${text.replace(/\n*$/u, '\n')}${variable} = ${word}\n`;
  return text.replace(line, (_, start: string, end: string) => `${start} ${word}${end}`);
}

function stemOf(path: string): string {
  return path.replace(/^.*\//u, '').replace(/\.[^.]+$/u, '');
}
