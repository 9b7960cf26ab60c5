import { posix } from 'node:path';
import { notImplemented } from './draft.ts';
import type { TestFileDraft } from './draft.ts';
import { javaScriptManner } from './javascript-manner.ts';
import type { JavaScriptManner, JavaScriptRules } from './javascript-manner.ts';
import { quoted, singleQuoted } from './literals.ts';

/** A test file in JavaScript or TypeScript, as the project writes them. */
export function javaScriptTests(draft: TestFileDraft, rules: JavaScriptRules): string {
  const manner = javaScriptManner(draft, rules);
  const { group, indent, semicolon: end } = manner;
  const literal = (text: string) => (manner.quote === '"' ? quoted(text) : singleQuoted(text));
  const blocks = draft.sentences.map((sentence) => {
    const message = literal(`${notImplemented}${sentence}`);
    const isHanded = rules.failure === 'assertion';
    const lines = isHanded
      ? [`t.fail(${message})${end}`, ...(rules.module === 'tape' ? [`t.end()${end}`] : [])]
      : [`throw new Error(${message})${end}`];
    return [
      `${manner.test}(${literal(sentence)}, (${isHanded ? 't' : ''}) => {`,
      ...lines.map((line) => `${indent}${line}`),
      `})${end}`,
    ].join('\n');
  });
  const tests = blocks.join('\n\n');
  const body =
    group === null
      ? tests
      : [
          `${group}(${literal(stemOf(draft.source))}, () => {`,
          tests.replaceAll(/^(?=.)/gmu, indent),
          `})${end}`,
        ].join('\n');
  const head = [...imported(manner, rules, literal), subjectLine(draft, manner, literal)];
  const tail = rules.tail === undefined ? '' : `\n${rules.tail}${end}\n`;
  return `${head.join('\n')}\n\n${body}\n${tail}`;
}

function imported(
  manner: JavaScriptManner,
  rules: JavaScriptRules,
  literal: (text: string) => string,
): readonly string[] {
  if (!manner.imports) return [];
  const words = [...(manner.group === null ? [] : [manner.group]), manner.test].join(', ');
  const from = literal(rules.module);
  if (rules.importStyle === 'default') {
    return manner.isModule
      ? [`import ${manner.test} from ${from}${manner.semicolon}`]
      : [`const ${manner.test} = require(${from})${manner.semicolon}`];
  }
  return manner.isModule
    ? [`import { ${words} } from ${from}${manner.semicolon}`]
    : [`const { ${words} } = require(${from})${manner.semicolon}`];
}

/** Only a comment: the file must load before there is anything to import, and whatever importing would do. */
function subjectLine(
  { source, file }: TestFileDraft,
  manner: JavaScriptManner,
  literal: (text: string) => string,
): string {
  const way = posix.relative(posix.dirname(file), source);
  const path = way.startsWith('.') ? way : `./${way}`;
  const extension = manner.importExtension;
  const isScript = /\.[cm]?[jt]sx?$/u.test(path);
  const from = isScript && extension !== null ? path.replace(/\.[^.]+$/u, extension) : path;
  const line = manner.isModule
    ? `import { … } from ${literal(from)}`
    : `const { … } = require(${literal(from)})`;
  return `// Tests of ${source}: ${line}${manner.semicolon}`;
}

function stemOf(path: string): string {
  return posix.basename(path).replace(/\.[^.]+$/u, '');
}
