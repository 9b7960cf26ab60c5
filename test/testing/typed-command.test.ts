import { describe, expect, it } from 'vitest';
import type { FoundSuite } from '../../src/engine/testing/index.ts';
import { typedCommand } from '../../src/engine/testing/index.ts';

type Told = Partial<Pick<FoundSuite, 'dir' | 'packageManager'>> & {
  readonly invocation?: Partial<FoundSuite['invocation']>;
  /** Further arguments of the configuration. */
  readonly more?: readonly string[];
  readonly files?: readonly string[];
};

const word = (text: string) => ({ text, glob: false });
const glob = (text: string) => ({ text, glob: true });

function typed(framework: string, told: Told = {}) {
  const { dir = '', packageManager = null, invocation = {}, more = [], files = [] } = told;
  const plain = { launcher: [], args: [], env: {}, before: [] };
  const rest = { reasons: [], isSure: true, hangRisk: null, report: null };
  const suite = {
    framework,
    dir,
    packageManager,
    ...rest,
    invocation: { ...plain, ...invocation },
  };
  return typedCommand(suite, { args: more, has: (path) => files.includes(path) });
}

const rows: readonly (readonly [whole: string, framework: string, told: Told])[] = [
  ['npx vitest run', 'vitest', {}],
  ['pnpm exec vitest run', 'vitest', { packageManager: 'pnpm' }],
  ['yarn mocha', 'mocha', { packageManager: 'yarn' }],
  ['python3 -m pytest', 'pytest', {}],
  ['uv run python -m pytest -x', 'pytest', { packageManager: 'uv', more: ['-x'] }],
  ['cd api && python3 -m pytest', 'pytest', { dir: 'api' }],
  ["cd 'a b' && go test", 'go-test', { dir: 'a b' }],
  ['cmake -S . -B build && cmake --build build && ctest --test-dir build', 'ctest', {}],
  ['vendor/bin/phpunit', 'phpunit', { packageManager: 'composer' }],
  ['mvn test', 'maven-surefire', {}],
  ['./mvnw test', 'maven-surefire', { files: ['mvnw'] }],
  ['cd web && ./gradlew test', 'gradle-test', { dir: 'web', files: ['web/gradlew'] }],
  ['node --test test/*.js', 'node-test', { invocation: { args: [glob('test/*.js')] } }],
  ["node --test 'test/*.js'", 'node-test', { invocation: { args: [word('test/*.js')] } }],
  ['node --test a\\ b*', 'node-test', { invocation: { args: [glob('a b*')] } }],
  [
    'tsc && npx mocha --require ./x.js',
    'mocha',
    { invocation: { before: ['tsc'], args: [word('--require'), word('./x.js')] } },
  ],
  [
    "NODE_OPTIONS='--a --b' npx jest -t 'it'\\''s'",
    'jest',
    { invocation: { env: { NODE_OPTIONS: '--a --b' }, args: [word('-t'), word("it's")] } },
  ],
  ['npx tsx --test', 'node-test', { invocation: { launcher: [word('tsx')] } }],
  [
    'node --x node_modules/.bin/jest',
    'jest',
    { invocation: { launcher: ['node', '--x', 'node_modules/.bin/jest'].map(word) } },
  ],
  [
    './check.sh --out {report}',
    'command',
    { invocation: { launcher: ['./check.sh', '--out', '{report}'].map(word) } },
  ],
];

describe('what a person types', () => {
  it.each(rows)('is %s for %s', (whole, framework, told) => {
    expect(typed(framework, told).whole).toBe(whole);
  });

  it('is the runner alone when only that is asked for', () => {
    const told = {
      dir: 'web',
      invocation: { before: ['tsc'], env: { A: '1' }, args: [word('x y')] },
    };
    expect(typed('mocha', told)).toMatchObject({
      direct: "npx mocha 'x y'",
      words: ['npx', 'mocha', 'x y'],
    });
  });
});
