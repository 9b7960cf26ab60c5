import { notImplemented } from './draft.ts';
import type { TestFileDraft } from './draft.ts';
import { capitalised, uniqueNames } from './identifiers.ts';
import { plainSingleQuoted } from './literals.ts';
import { classNameOf } from './subject.ts';

/** A class of PHPUnit in the namespace and with the base class of the neighbours. */
export function phpunitTests(draft: TestFileDraft): string {
  const names = uniqueNames(draft.sentences, (words) => `test${capitalised(words)}`);
  const methods = draft.sentences.map((sentence, index) =>
    [
      `    public function ${names[index] ?? ''}(): void`,
      '    {',
      `        $this->fail(${plainSingleQuoted(`${notImplemented}${sentence}`)});`,
      '    }',
    ].join('\n'),
  );
  const near = draft.neighbours.find(({ text }) => /^class \w+ extends /mu.test(text));
  const namespace = namespaceOf(draft);
  const own = draft.file.replace(/^.*\//u, '').replace(/\.php$/u, '');
  const name = /^[A-Za-z_]\w*$/u.test(own) ? own : `${classNameOf(draft.source)}Test`;
  const { use, base } = baseOf(near?.text ?? '');
  const lines = ['<?php', ''];
  if (namespace !== null) lines.push(`namespace ${namespace};`, '');
  if (use !== null) lines.push(`use ${use};`, '');
  lines.push(`// Tests of ${draft.source}`, `final class ${name} extends ${base}`, '{');
  return `${lines.join('\n')}\n${methods.join('\n\n')}\n}\n`;
}

/** Tests of Pest; its own file says which class they are bound to. */
export function pestTests({ sentences, source }: TestFileDraft): string {
  const tests = sentences.map((sentence) =>
    [
      `test(${plainSingleQuoted(sentence)}, function () {`,
      `    throw new Exception(${plainSingleQuoted(`${notImplemented}${sentence}`)});`,
      '});',
    ].join('\n'),
  );
  return `<?php\n\n// Tests of ${source}\n${tests.join('\n\n')}\n`;
}

/** The namespace of a neighbour in the same directory. */
function namespaceOf({ beside, neighbours }: TestFileDraft): string | null {
  for (const { text } of [...beside, ...neighbours]) {
    const name = /^namespace\s+(?<name>[\w\\]+)\s*;/mu.exec(text)?.groups?.['name'];
    if (name !== undefined) return name;
  }
  return null;
}

function baseOf(text: string): { readonly use: string | null; readonly base: string } {
  const base = /^(?:final\s+)?class \w+ extends (?<base>\\?[\w\\]+)/mu.exec(text)?.groups?.['base'];
  if (base === undefined) return { use: 'PHPUnit\\Framework\\TestCase', base: 'TestCase' };
  const use = new RegExp(`^use\\s+([\\w\\\\]+\\\\${base})\\s*;`, 'mu').exec(text)?.[1] ?? null;
  return { use, base };
}
