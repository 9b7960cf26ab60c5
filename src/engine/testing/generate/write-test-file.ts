import { lstat, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { AgentTuiError } from '../../model/error.ts';
import { isSystemError, onDisk } from '../../platform/files.ts';
import { bounds } from '../bounds.ts';
import type { FoundSuite, ProjectFiles } from '../detect/detection.ts';
import type { TestFileRules } from '../frameworks/framework.ts';
import { requireFramework } from '../frameworks/index.ts';
import { inSuite } from '../selection/select.ts';
import { readSuite } from '../detect/suite-files.ts';
import type { SuiteFiles } from '../detect/suite-files.ts';
import { isWithin, nullWhereAbsent, treePath } from '../tree-path.ts';
import type { ReadFile } from './draft.ts';
import { placeTests } from './place.ts';
import { registered, writeRegistered } from './register.ts';
import type { Registered } from './register.ts';
import { cleanSentences } from './sentences.ts';

/** What to write, and where. */
interface TestFileOrder {
  /** The absolute path of the work tree. */
  readonly root: string;
  readonly files: ProjectFiles;
  readonly suite: FoundSuite;
  /** The file that the tests are of; it need not be there. */
  readonly source: string;
  /** One sentence for each test. */
  readonly tests: readonly string[];
  /** Null: where the project would have it. */
  readonly file: string | null;
}

/** A test file that was written, its path relative to the work tree. */
interface WrittenFile {
  readonly file: string;
  readonly text: string;
  /** The sentences as they stand in it. */
  readonly sentences: readonly string[];
  /** The build file that lists it now; null where none has to. */
  readonly registered: string | null;
}

/**
 * Writes a file of tests that all fail because they are not implemented, in the manner of the project's own.
 * @throws AgentTuiError `usage` for paths and sentences that cannot be used, and for a file that is there already.
 */
export async function writeTestFile(order: TestFileOrder): Promise<WrittenFile> {
  const { root, files } = order;
  const sentences = cleanSentences(order.tests);
  const { dir } = order.suite;
  const { testFile, evidence, title } = requireFramework(order.suite.framework);
  if (testFile === null) throw notGenerated(title);
  const source = inSuite(treePath(root, order.source), dir);
  const suite = await readSuite(files, dir);
  const found = placeTests(source, suite.names, {
    rules: testFile,
    testFiles: evidence.testFiles,
  });
  const file = order.file === null ? found.file : inSuite(treePath(root, order.file), dir);
  const path = posix.join(dir, file);
  await requireFree(root, path);
  const text = testFile.text({
    source,
    file,
    sentences,
    neighbours: await readAll(suite, found.neighbours),
    beside: await readAll(suite, filesBeside(file, suite.names)),
    manifests: await readAll(suite, manifestsIn(suite, testFile)),
    isModulePackage: await isModulePackage(files, path),
  });
  const build = await registered(testFile.registration, { root, path, names: files.names });
  await write(root, { path, text }, build);
  return { file: path, text, sentences, registered: build?.path ?? null };
}

function notGenerated(title: string): AgentTuiError {
  return new AgentTuiError('usage', `no test file is generated for ${title}`, {
    hint: 'write the test file yourself; run_tests runs it',
  });
}

async function readAll(suite: SuiteFiles, names: readonly string[]): Promise<readonly ReadFile[]> {
  const read: ReadFile[] = [];
  for (const name of names) read.push({ name, text: (await suite.read(name)) ?? '' });
  return read;
}

function manifestsIn({ top }: SuiteFiles, { manifests }: TestFileRules): readonly string[] {
  return manifests === undefined
    ? []
    : top.filter((name) => manifests.test(name)).slice(0, bounds.besideFilesReadMax);
}

function filesBeside(file: string, names: readonly string[]): readonly string[] {
  return names
    .filter((name) => posix.dirname(name) === posix.dirname(file))
    .filter((name) => posix.extname(name) === posix.extname(file))
    .slice(0, bounds.besideFilesReadMax);
}

/** The nearest package.json says whether `.js` files are ES modules. */
async function isModulePackage(files: ProjectFiles, path: string): Promise<boolean> {
  for (let dir = posix.dirname(path); ; dir = posix.dirname(dir)) {
    const text = await files.read(posix.join(dir, 'package.json'));
    if (text !== undefined) return /"type"\s*:\s*"module"/u.test(text);
    if (dir === '.') return false;
  }
}

async function requireFree(root: string, path: string): Promise<void> {
  if (!(await isWithin(root, posix.dirname(path)))) {
    throw new AgentTuiError('usage', `${path} is no file of the project`, {
      hint: 'a link on the way leads out of it; name another file with `file`',
    });
  }
  const found = await onDisk(() => lstat(join(root, path)).catch(nullWhereAbsent));
  if (found !== null) throw taken(path);
}

/** Both files or none. */
async function write(
  root: string,
  file: { readonly path: string; readonly text: string },
  build: Registered | null,
): Promise<void> {
  const place = join(root, file.path);
  await writeNew(place, file);
  if (build === null) return;
  try {
    await writeRegistered(root, build);
  } catch (error) {
    await rm(place, { force: true });
    throw error;
  }
}

async function writeNew(place: string, file: { path: string; text: string }): Promise<void> {
  try {
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, file.text, { flag: 'wx' });
  } catch (error) {
    if (isSystemError(error, 'EEXIST')) throw taken(file.path);
    return onDisk(() => Promise.reject(error as Error));
  }
}

function taken(path: string): AgentTuiError {
  return new AgentTuiError('usage', `${path} is there already`, {
    hint: 'write the tests into it, or name another file with `file`',
  });
}
