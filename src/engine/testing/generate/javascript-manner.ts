import { posix } from 'node:path';
import type { ReadFile, TestFileDraft } from './draft.ts';

/** How a framework of JavaScript is called from a test file. */
export interface JavaScriptRules {
  readonly module: string;
  /** Without neighbours: whether test files import it, and what they call a test. */
  readonly imports: boolean;
  readonly test: string;
  /** It is read as an ES module, whatever the package says. */
  readonly alwaysModule: boolean;
  /** `default`: the module itself is the test function. */
  readonly importStyle?: 'named' | 'default';
  /** `assertion`: a test is handed what fails it, since an error that it throws would end the whole file. */
  readonly failure?: 'error' | 'assertion';
  /** What groups tests without neighbours. */
  readonly group?: string;
  /** The last line of a file. */
  readonly tail?: string;
}

/** How the test files of a project are written. */
export interface JavaScriptManner {
  readonly isModule: boolean;
  readonly imports: boolean;
  readonly test: string;
  /** Null: the tests stand by themselves. */
  readonly group: string | null;
  readonly quote: '"' | "'";
  readonly semicolon: ';' | '';
  readonly indent: string;
  /** What a relative import ends with, instead of the extension of the file. */
  readonly importExtension: string | null;
}

const groups: readonly string[] = ['describe', 'suite', 'context'];
const tests: readonly string[] = ['test', 'it', 'specify'];

/** Reads the manner of a project from its test files, and falls back on what is usual. */
export function javaScriptManner(draft: TestFileDraft, rules: JavaScriptRules): JavaScriptManner {
  const { neighbours } = draft;
  const counted = (pattern: RegExp) => count(neighbours, pattern);
  const importing = new RegExp(`(?:from\\s+|require\\(\\s*)['"]${rules.module}['"]`, 'u');
  const usual = <Value>(value: Value, found: Value) => (neighbours.length === 0 ? value : found);
  const group = mostCalled(neighbours, groups);
  return {
    isModule: rules.alwaysModule || isModule(draft),
    imports: usual(
      rules.imports,
      neighbours.some(({ text }) => importing.test(text)),
    ),
    test: mostCalled(neighbours, tests) ?? rules.test,
    group: usual(rules.group ?? null, group),
    quote: counted(/"/gu) > counted(/'/gu) ? '"' : "'",
    semicolon: usual(true, counted(/;[ \t]*$/gmu) * 4 > counted(/[)'"}\]][ \t]*$/gmu)) ? ';' : '',
    indent: indentOf(neighbours),
    importExtension: importExtensionOf(neighbours),
  };
}

function count(files: readonly ReadFile[], pattern: RegExp): number {
  return files.reduce((sum, { text }) => sum + [...text.matchAll(pattern)].length, 0);
}

function mostCalled(files: readonly ReadFile[], words: readonly string[]): string | null {
  const counts = words.map((word) => ({
    word,
    calls: count(files, new RegExp(`^[ \\t]*${word}(?:\\.\\w+)*\\(`, 'gmu')),
  }));
  const most = counts.toSorted((a, b) => b.calls - a.calls)[0];
  return most === undefined || most.calls === 0 ? null : most.word;
}

/** The extension decides, then the neighbours, then the package. */
function isModule({ file, neighbours, isModulePackage }: TestFileDraft): boolean {
  const extension = posix.extname(file);
  if (/^\.c[jt]s$/u.test(extension)) return false;
  if (/^\.(?:m[jt]s|tsx?)$/u.test(extension)) return true;
  const same = neighbours.filter(({ name }) => posix.extname(name) === extension);
  const [first] = same;
  if (first === undefined) return isModulePackage;
  return /^\s*import\s/mu.test(first.text) || (isModulePackage && !/\brequire\(/u.test(first.text));
}

function indentOf(files: readonly ReadFile[]): string {
  for (const { text } of files) {
    const indent = /^(?<indent>\t| {2}(?: {2})?)\S/mu.exec(text)?.groups?.['indent'];
    if (indent !== undefined) return indent;
  }
  return '  ';
}

function importExtensionOf(files: readonly ReadFile[]): string | null {
  const paths = files.flatMap(({ text }) =>
    [...text.matchAll(/(?:from\s+|require\(\s*)['"](?<path>\.[^'"\n]*)['"]/gu)].map(
      ({ groups: found }) => found?.['path'] ?? '',
    ),
  );
  const [first] = paths;
  return first === undefined ? null : (/\.[cm]?[jt]sx?$/u.exec(first)?.[0] ?? '');
}
