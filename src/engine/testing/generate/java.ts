import { posix } from 'node:path';
import { AgentTuiError } from '../../model/error.ts';
import { packageOf } from '../jvm/jvm-sources.ts';
import { notImplemented } from './draft.ts';
import type { ReadFile, TestFileDraft } from './draft.ts';
import { capitalised, plainWords, uniqueNames } from './identifiers.ts';
import { jvmComment, jvmQuoted } from './jvm-literals.ts';

/** The libraries whose annotation marks a test, with what a file or a build shows of them. */
const libraries = [
  {
    import: 'org.junit.jupiter.api.Test',
    shown: /org\.junit\.jupiter|junit-jupiter|spring-boot-starter-test|useJUnitPlatform/u,
  },
  { import: 'org.testng.annotations.Test', shown: /org\.testng|useTestNG/u },
  { import: 'kotlin.test.Test', shown: /\bkotlin\.test\b|kotlin-test|kotlin\(\s*"test/u },
  {
    import: 'org.junit.Test',
    shown: /\borg\.junit\.(?:Test|Assert|\*)|junit[:"<\s/]|<artifactId>junit</u,
  },
] as const;

type Library = (typeof libraries)[number]['import'];

/** A class with one failing method for each test, in Java or in Kotlin. */
export function javaTests(draft: TestFileDraft): string {
  const { file } = draft;
  const isKotlin = file.endsWith('.kt');
  if (!isKotlin && !file.endsWith('.java')) {
    throw new AgentTuiError('usage', `no test file is generated in the language of ${file}`, {
      hint: 'name a .java or a .kt file with `file`',
    });
  }
  return isKotlin ? kotlinClass(draft) : javaClass(draft);
}

function javaClass(draft: TestFileDraft): string {
  const library = libraryOf(draft, 'java');
  // JUnit 4 takes public classes and methods only.
  const shown = library === 'org.junit.jupiter.api.Test' ? '' : 'public ';
  const names = namesOf(draft);
  const methods = draft.sentences.map((sentence, at) => {
    const failure = `throw new AssertionError(${jvmQuoted(`${notImplemented}${sentence}`, 'java')});`;
    return `  @Test\n  ${shown}void ${names[at] ?? ''}() {\n    ${failure}\n  }\n`;
  });
  const head = headOf(draft, library, ';');
  return `${head}\n${shown}class ${className(draft)} {\n${methods.join('\n')}}\n`;
}

function kotlinClass(draft: TestFileDraft): string {
  const names = namesOf(draft);
  const methods = draft.sentences.map((sentence, at) => {
    const failure = `throw AssertionError(${jvmQuoted(`${notImplemented}${sentence}`, 'kotlin')})`;
    return `    @Test\n    fun ${names[at] ?? ''}() {\n        ${failure}\n    }\n`;
  });
  const head = headOf(draft, libraryOf(draft, 'kotlin'), '');
  return `${head}\nclass ${className(draft)} {\n${methods.join('\n')}}\n`;
}

function headOf(draft: TestFileDraft, library: Library, end: string): string {
  const told = /^\s*package\s+(?<name>[\w.]+)/mu;
  const besides = draft.beside.map(({ text }) => told.exec(text)?.groups?.['name']);
  const name = besides.find((one) => one !== undefined) ?? packageOf(draft.file);
  const first = name === '' ? '' : `package ${name}${end}\n\n`;
  return `${first}import ${library}${end}\n\n${jvmComment(`Tests of ${draft.source}`)}`;
}

/** As the neighbours have it, else as the build lists it. */
function libraryOf(draft: TestFileDraft, language: 'java' | 'kotlin'): Library {
  const shownIn = (files: readonly ReadFile[]) =>
    libraries
      .filter((one) => language === 'kotlin' || one.import !== 'kotlin.test.Test')
      .map((one) => ({ one, files: files.filter(({ text }) => one.shown.test(text)).length }))
      .toSorted((a, b) => b.files - a.files)
      .find(({ files: count }) => count > 0)?.one.import;
  const usual = language === 'kotlin' ? 'kotlin.test.Test' : 'org.junit.jupiter.api.Test';
  return shownIn(draft.neighbours) ?? shownIn(draft.manifests ?? []) ?? usual;
}

function namesOf({ sentences }: TestFileDraft): readonly string[] {
  const nameOf = (words: readonly string[]) => {
    const name = capitalised(words);
    return /^\d/u.test(name) ? `test${name}` : `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
  };
  return uniqueNames(sentences, nameOf, reserved);
}

/** Words of Java or Kotlin, and methods of every object, that no test can be called. */
const reserved: readonly string[] =
  'abstract as assert boolean break byte case catch char class clone const continue default do double else enum equals extends false final finalize finally float for fun goto hashcode if implements import in instanceof int interface is long native new notify null object package private protected public return short static super switch synchronized this throw throws transient true try typealias typeof val var void volatile wait when while hashCode toString getClass notifyAll setUp tearDown'.split(
    ' ',
  );

/** A public class is called as its file. */
function className({ file }: TestFileDraft): string {
  const stem = posix.basename(file).replace(/\.\w+$/u, '');
  return /^[A-Za-z_]\w*$/u.test(stem) ? stem : `${capitalised(plainWords(stem))}Test`;
}
