import { posix } from 'node:path';
import { packageOf } from '../jvm/jvm-sources.ts';
import { notImplemented } from './draft.ts';
import type { ReadFile, TestFileDraft } from './draft.ts';
import { capitalised, plainWords } from './identifiers.ts';
import { jvmComment, jvmQuoted } from './jvm-literals.ts';

const libraries = [
  { shown: /\bmunit\b/iu, base: 'munit.FunSuite' },
  { shown: /\bscalatest\b/iu, base: 'org.scalatest.funsuite.AnyFunSuite' },
] as const;

/** A suite of MUnit or of ScalaTest whose tests fail. */
export function scalaTests(draft: TestFileDraft): string {
  const tests = draft.sentences.map(
    (sentence) =>
      `  test(${jvmQuoted(sentence, 'scala')}) {\n    fail(${jvmQuoted(`${notImplemented}${sentence}`, 'scala')})\n  }\n`,
  );
  const told = draft.beside.map(
    ({ text }) => /^\s*package\s+(?<name>[\w.]+)/mu.exec(text)?.groups?.['name'],
  );
  const name = told.find((one) => one !== undefined) ?? packageOf(draft.file);
  const head = `${name === '' ? '' : `package ${name}\n\n`}${jvmComment(`Tests of ${draft.source}`)}`;
  return `${head}\nclass ${className(draft)} extends ${baseOf(draft)} {\n${tests.join('\n')}}\n`;
}

function baseOf(draft: TestFileDraft): string {
  const shownIn = (files: readonly ReadFile[]) =>
    libraries.find((one) => files.some(({ text }) => one.shown.test(text)))?.base;
  return shownIn(draft.neighbours) ?? shownIn(draft.manifests ?? []) ?? libraries[1].base;
}

function className({ file }: TestFileDraft): string {
  const stem = posix.basename(file, '.scala');
  return /^[A-Za-z_]\w*$/u.test(stem) ? stem : `${capitalised(plainWords(stem))}Suite`;
}
