import { describe, expect, it } from 'vitest';
import { requireFramework } from '../../src/engine/testing/index.ts';
import { placeTests } from '../../src/engine/testing/generate/place.ts';

/** The place of the tests of a file in a project that a framework tests. */
function place(framework: string, source: string, names: readonly string[]) {
  const { testFile: rules, evidence } = requireFramework(framework);
  if (rules === null) throw new Error('it makes no test files');
  return placeTests(source, names, { rules, testFiles: evidence.testFiles });
}

describe('the place of a test file', () => {
  it.each<readonly [string, string, readonly string[], string]>([
    // Without neighbours: what is usual.
    ['vitest', 'src/sum.ts', ['src/sum.ts'], 'src/sum.test.ts'],
    ['vitest', 'src/Button.tsx', [], 'src/Button.test.tsx'],
    ['vitest', 'src/page.vue', [], 'src/page.test.js'],
    ['jest', 'sum.js', [], 'sum.test.js'],
    ['mocha', 'lib/deep/sum.ts', [], 'test/sum.test.js'],
    ['node-test', 'src/sum.mjs', [], 'test/sum.test.mjs'],
    ['pytest', 'src/pkg/my-sum.py', [], 'tests/test_my_sum.py'],
    ['unittest', 'sum.py', [], 'tests/test_sum.py'],
    ['go-test', 'deep/sum.go', ['test/x_test.go', 'test/x.go'], 'deep/sum_test.go'],
    // Neighbours beside what they test, with their own suffix and extension.
    ['vitest', 'src/b.ts', ['src/a.ts', 'src/a.spec.ts', 'src/b.ts'], 'src/b.spec.ts'],
    ['vitest', 'lib/x/b.ts', ['src/a.ts', 'src/a.spec.ts'], 'lib/x/b.spec.ts'],
    ['vitest', 'src/B.tsx', ['src/a.ts', 'src/a.test.ts'], 'src/B.test.tsx'],
    ['jest', 'src/b.js', ['src/a.js', 'src/__tests__/a.js'], 'src/__tests__/b.js'],
    [
      'jest',
      'lib/y/b.js',
      ['src/x/a.js', 'src/x/__tests__/a.test.js'],
      'lib/y/__tests__/b.test.js',
    ],
    // A tree of tests like the tree of sources.
    ['vitest', 'src/x/b.ts', ['src/a/b/c.ts', 'test/a/b/c.test.ts'], 'test/x/b.test.ts'],
    ['node-test', 'lib/x/y/b.js', ['lib/a.js', 'test/a.test.js'], 'test/x/y/b.test.js'],
    ['mocha', 'deep/b.js', ['a.js', 'test/a_test.js'], 'test/deep/b_test.js'],
    ['pytest', 'src/pkg/b.py', ['src/pkg/a.py', 'tests/unit/a_test.py'], 'tests/unit/b_test.py'],
    // A folder of tests in which nothing is called as what it tests.
    ['vitest', 'src/b.ts', ['test/behaviour.test.ts', 'src/a.ts'], 'test/b.test.ts'],
    // The nearest neighbour decides.
    [
      'vitest',
      'web/b.ts',
      ['api/a.ts', 'test/api/a.test.ts', 'web/c.ts', 'web/c.spec.ts'],
      'web/b.spec.ts',
    ],
    // A module of this name is there already.
    [
      'pytest',
      'shop/till/sum.py',
      ['tests/x/test_a.py', 'lib/test_sum.py'],
      'tests/x/test_till_sum.py',
    ],
    ['vitest', 'src/a$&b.ts', [], 'src/a$&b.test.ts'],
    // The tested file's name as test files of the language have it.
    ['minitest', 'lib/UserName.rb', [], 'test/user_name_test.rb'],
    ['cargo-test', 'src/user-name.rs', [], 'tests/user_name.rs'],
    ['shunit2', 'bin/User Name.v2.sh', [], 'tests/user_name_v2_test.sh'],
    ['phpunit', 'src/user_name.php', [], 'tests/UserNameTest.php'],
    ['phpunit', 'src/HTTPClient.php', [], 'tests/HTTPClientTest.php'],
    ['dotnet-test', 'src/user-name.cs', ['tests/Unit/ATests.cs'], 'tests/Unit/UserNameTests.cs'],
    ['vitest', 'src/UserName.ts', [], 'src/UserName.test.ts'],
    ['ctest', 'src/UserName.cpp', ['src/a.cpp', 'test/test_a.cpp'], 'test/test_user_name.cpp'],
    // A neighbour is known by its spelled name as well.
    [
      'phpunit',
      'src/x/user.php',
      ['src/b_c.php', 'tests/unit/BCTest.php'],
      'tests/unit/x/UserTest.php',
    ],
  ])('of %s for %s among %j is %s', (framework, source, names, expected) => {
    expect(place(framework, source, names).file).toBe(expected);
  });

  it('comes with the nearest test files, a few of them', () => {
    const many = Array.from({ length: 40 }, (_, index) => `far/away/t${String(index)}.test.ts`);
    const names = [...many, 'src/a.ts', 'src/a.test.ts'];
    const { neighbours } = place('vitest', 'src/b.ts', names);
    expect(neighbours[0]).toBe('src/a.test.ts');
    expect(neighbours).toHaveLength(6);
  });
});
