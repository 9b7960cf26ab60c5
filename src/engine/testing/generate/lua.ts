import { notImplemented } from './draft.ts';
import type { TestFileDraft } from './draft.ts';
import { capitalised, uniqueNames } from './identifiers.ts';
import { plainQuoted } from './literals.ts';
import { classNameOf } from './subject.ts';

/** Tests of busted; an error without a level has no place in front of its message. */
export function bustedTests({ sentences, source }: TestFileDraft): string {
  const tests = sentences.map((sentence) =>
    [
      `  it(${plainQuoted(sentence)}, function()`,
      `    error(${plainQuoted(`${notImplemented}${sentence}`)})`,
      '  end)',
    ].join('\n'),
  );
  const head = `-- Tests of ${source}\ndescribe(${plainQuoted(classNameOf(source))}, function()`;
  return `${head}\n${tests.join('\n\n')}\nend)\n`;
}

/** A table of tests for LuaUnit, which ends with its own run. */
export function luaunitTests({ sentences, source }: TestFileDraft): string {
  const table = `Test${classNameOf(source)}`;
  const names = uniqueNames(sentences, (words) => `test${capitalised(words)}`);
  const tests = sentences.map((sentence, index) =>
    [
      `function ${table}:${names[index] ?? ''}()`,
      `  lu.fail(${plainQuoted(`${notImplemented}${sentence}`)})`,
      'end',
    ].join('\n'),
  );
  const head = `local lu = require('luaunit')\n\n-- Tests of ${source}\n${table} = {}`;
  return `${head}\n\n${tests.join('\n\n')}\n\nos.exit(lu.LuaUnit.run())\n`;
}
