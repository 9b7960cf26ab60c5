import { posix } from 'node:path';

/** The folders in which build tools of the JVM keep sources: `src/main/java/`, `src/commonTest/kotlin/`, `app/src/test/scala/`. */
const sourceRoot =
  /^(?<module>(?:.*\/)?)src\/(?<set>\w+)\/(?<language>java|kotlin|scala|groovy)(?:\/|$)/u;

/** The package of a file, by the folders below its source root; empty where they tell none. */
export function packageOf(file: string): string {
  const dir = posix.dirname(file);
  const root = sourceRoot.exec(`${dir}/`)?.[0];
  const below = root === undefined ? '' : `${dir}/`.slice(root.length).replace(/\/$/u, '');
  return below.replaceAll('/', '.');
}

/** The full name of the class that a file is called after. */
export function classOf(file: string): string {
  const simple = posix.basename(file).replace(/\.\w+$/u, '');
  const packageName = packageOf(file);
  return packageName === '' ? simple : `${packageName}.${simple}`;
}

/** The folder of the tests of a source file: the same package in the source set `test`. */
export function testDirOf(source: string, fallback: string): string {
  const dir = posix.dirname(source);
  const groups = sourceRoot.exec(`${dir}/`)?.groups;
  if (groups === undefined) return fallback;
  const { module = '', set = 'main', language = 'java' } = groups;
  const tests = set === 'main' ? 'test' : set.replace(/Main$/u, 'Test');
  const below = `${dir}/`.slice((sourceRoot.exec(`${dir}/`)?.[0] ?? '').length);
  return posix.join(module, 'src', tests, language, below).replace(/\/$/u, '');
}
