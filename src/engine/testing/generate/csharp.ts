import { posix } from 'node:path';
import { AgentTuiError } from '../../model/error.ts';
import { notImplemented } from './draft.ts';
import type { ReadFile, TestFileDraft } from './draft.ts';
import { capitalised, plainWords, uniqueNames } from './identifiers.ts';
import { quoted } from './literals.ts';

const libraries = [
  { shown: /\bxunit\b/iu, using: 'Xunit', onClass: null, onTest: 'Fact' },
  { shown: /\bNUnit\b/u, using: 'NUnit.Framework', onClass: null, onTest: 'Test' },
  {
    shown: /\bMSTest\b|VisualStudio\.TestTools\.UnitTesting/u,
    using: 'Microsoft.VisualStudio.TestTools.UnitTesting',
    onClass: 'TestClass',
    onTest: 'TestMethod',
  },
] as const;

/** A class of xUnit, NUnit or MSTest with one failing method for each test. */
export function csharpTests(draft: TestFileDraft): string {
  if (!draft.file.endsWith('.cs')) {
    throw new AgentTuiError('usage', `no test file is generated in the language of ${draft.file}`, {
      hint: 'name a .cs file with `file`',
    });
  }
  const library = libraryOf(draft);
  const names = uniqueNames(draft.sentences, (words) => `Test${capitalised(words)}`);
  const methods = draft.sentences.map((sentence, at) => {
    const failure = `throw new System.Exception(${quoted(`${notImplemented}${sentence}`)});`;
    return `    [${library.onTest}]\n    public void ${names[at] ?? ''}()\n    {\n        ${failure}\n    }\n`;
  });
  const mark = library.onClass === null ? '' : `[${library.onClass}]\n`;
  const subject = draft.source.replaceAll(/[^\u0020-\u007e]/gu, '?');
  const body = `// Tests of ${subject}\n${mark}public class ${className(draft)}\n{\n${methods.join('\n')}}\n`;
  const space = namespaceOf(draft);
  const inside = space === null ? body : `namespace ${space}\n{\n${indented(body)}}\n`;
  return `using ${library.using};\n\n${inside}`;
}

function libraryOf(draft: TestFileDraft): (typeof libraries)[number] {
  const shownIn = (files: readonly ReadFile[]) =>
    libraries.find((one) => files.some(({ text }) => one.shown.test(text)));
  return shownIn(draft.neighbours) ?? shownIn(draft.manifests ?? []) ?? libraries[0];
}

function namespaceOf({ beside, neighbours }: TestFileDraft): string | null {
  const told = [...beside, ...neighbours].map(
    ({ text }) => /^\s*namespace\s+(?<name>[\w.]+)/mu.exec(text)?.groups?.['name'],
  );
  return told.find((name) => name !== undefined) ?? null;
}

function className({ file }: TestFileDraft): string {
  const stem = posix.basename(file, '.cs');
  return /^[A-Za-z_]\w*$/u.test(stem) ? stem : `Test${capitalised(plainWords(stem))}`;
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gmu, '    ');
}
