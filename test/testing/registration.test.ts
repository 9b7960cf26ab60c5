import { chmod, mkdir, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { detectTests, workTreeFiles, writeTestFile } from '../../src/engine/testing/index.ts';
import type { ProjectFiles } from '../../src/engine/testing/detect/detection.ts';
import type { Files } from './tree.ts';
import { noOverride, treesUntil } from './tree.ts';

const tree = treesUntil(afterAll);
const source = 'src/sum.c';

async function generateIn(root: string, files: ProjectFiles, framework: string) {
  const detection = await detectTests({ ...files, override: { ...noOverride, framework } });
  if (detection.kind === 'none') throw new Error(detection.reasons.join('; '));
  const suite = detection.primary;
  return writeTestFile({ root, files, suite, source, tests: ['adds'], file: null });
}

/** Generates a test of `src/sum.c`, and answers with what stands in the build file then. */
async function registeredIn(framework: string, files: Files, build: string) {
  const made = await tree({ [source]: '', ...files });
  const written = await generateIn(made.root, await workTreeFiles(made.root), framework);
  return { ...written, build: await readFile(join(made.root, build), 'utf8') };
}

describe('a generated test file', () => {
  it.each<readonly [string, string, string, string, string]>([
    [
      'ctest',
      'CMakeLists.txt',
      'add_executable(a_test test/a_test.c)\ntarget_link_libraries(a_test sums)\nadd_test(NAME a COMMAND a_test)\n',
      'test/a_test.c',
      'add_executable(a_test test/a_test.c)\ntarget_link_libraries(a_test sums)\nadd_test(NAME a COMMAND a_test)\n\nadd_executable(sum_test test/sum_test.c)\ntarget_link_libraries(sum_test sums)\nadd_test(NAME sum_test COMMAND sum_test)\n',
    ],
    [
      'meson-test',
      'meson.build',
      "project('sums', 'c')\ntest('a', executable('a', 'test/test_a.c'))\n",
      'test/test_a.c',
      "project('sums', 'c')\ntest('a', executable('a', 'test/test_a.c'))\n\ntest('test_sum', executable('test_sum', 'test/test_sum.c'))\n",
    ],
    [
      'autotools-check',
      'tests/Makefile.am',
      'check_PROGRAMS = test_a\nTESTS = $(check_PROGRAMS)\n',
      'tests/test_a.c',
      'check_PROGRAMS = test_a test_sum\nTESTS = $(check_PROGRAMS)\ntest_sum_SOURCES = test_sum.c\n',
    ],
  ])('of %s is listed in %s', async (framework, path, text, neighbour, expected) => {
    const found = await registeredIn(framework, { [path]: text, [neighbour]: '' }, path);
    expect(found).toMatchObject({ registered: path, build: expected });
  });

  it('is listed in the nearest build file, and no other one is touched', async () => {
    const files = {
      'CMakeLists.txt': 'add_subdirectory(test)\n',
      'test/CMakeLists.txt': '# tests\n',
      'test/a_test.c': '',
    };
    const found = await registeredIn('ctest', files, 'CMakeLists.txt');
    expect(found).toMatchObject({
      registered: 'test/CMakeLists.txt',
      build: files['CMakeLists.txt'],
    });
  });

  it('needs no line where the build file takes all files', async () => {
    const text = 'file(GLOB tests test/*.c)\n';
    const found = await registeredIn('ctest', { 'CMakeLists.txt': text }, 'CMakeLists.txt');
    expect(found).toMatchObject({ registered: null, build: text });
  });

  it('leaves the lines of Windows and the rights of the build file as they are', async () => {
    const made = await tree({ [source]: '', 'CMakeLists.txt': '# tests\r\nproject(sums)\r\n' });
    const build = join(made.root, 'CMakeLists.txt');
    await chmod(build, 0o664);
    await generateIn(made.root, await workTreeFiles(made.root), 'ctest');
    expect(await readFile(build, 'utf8')).toMatch(/^# tests\r\nproject\(sums\)\r\n(?:.*\r\n)+$/u);
    expect((await stat(build)).mode & 0o777).toBe(0o664);
  });

  it('is listed in a build file of any length', async () => {
    const long = '# a line of a long file\n'.repeat(60_000);
    const { build } = await registeredIn('ctest', { 'CMakeLists.txt': long }, 'CMakeLists.txt');
    expect(build.startsWith(long)).toBe(true);
    expect(build).toContain('add_test(NAME sum_test');
  });

  it.each<readonly [string, (path: string) => Promise<void>]>([
    ['is not in UTF-8', (path) => writeFile(path, Buffer.from([0x23, 0xe9, 0x0a]))],
    ['is no plain file', (path) => symlink('../elsewhere.txt', path)],
  ])('is not written where its build file %s', async (words, make) => {
    const made = await tree({ [source]: '' });
    const build = join(made.root, 'CMakeLists.txt');
    await make(build);
    const files = await workTreeFiles(made.root);
    const names = [...new Set([...files.names, 'CMakeLists.txt'])];
    await expect(generateIn(made.root, { ...files, names }, 'ctest')).rejects.toThrow(words);
    expect(await readdir(made.root)).not.toContain('test');
  });

  // The path of the new text, which is written beside the old one, is longer than the system allows.
  it.runIf(process.platform === 'linux')(
    'is taken back when its build file cannot be written',
    async () => {
      const made = await tree({});
      const room = 4_070 - made.root.length - 1;
      const part = 'd'.repeat(200);
      const deep = `${part}/`
        .repeat(Math.ceil(room / 201))
        .slice(0, room)
        .replace(/\/$/u, 'd');
      const root = join(made.root, deep);
      const texts: Files = { 'CMakeLists.txt': '# tests\n', [source]: '' };
      for (const [name, text] of Object.entries(texts)) {
        await mkdir(dirname(join(root, name)), { recursive: true });
        await writeFile(join(root, name), text);
      }
      const read = (name: string) => Promise.resolve(texts[name]);
      const files = { names: Object.keys(texts), read };
      await expect(generateIn(root, files, 'ctest')).rejects.toThrow(/ENAMETOOLONG/u);
      expect(await readFile(join(root, 'CMakeLists.txt'), 'utf8')).toBe('# tests\n');
      expect(await readdir(join(root, 'test'))).toEqual([]);
    },
  );
});
