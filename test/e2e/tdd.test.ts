import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ended, eventsOf, makeStage, type Stage } from './stage.ts';
import { endEngine, told } from './told.ts';

const root = resolve(import.meta.dirname, '../..');
const agent = join(import.meta.dirname, 'programs/tdd-agent.mjs');

/** What the agent writes, since it is no model. */
interface Solution {
  readonly framework: string;
  readonly source: string;
  readonly sentences: readonly string[];
  readonly code: string;
  readonly testCode: string;
}

const pytest: Solution = {
  framework: 'pytest',
  source: 'till/tax.py',
  sentences: ['adds a fifth', 'keeps nothing as nothing'],
  code: 'def with_tax(cents):\n    return cents * 6 // 5\n',
  testCode:
    'from till.tax import with_tax\n\n\ndef test_adds_a_fifth():\n    assert with_tax(500) == 600\n\n\ndef test_nothing():\n    assert with_tax(0) == 0\n',
};

const vitest: Solution = {
  framework: 'vitest',
  source: 'src/tax.ts',
  sentences: ['adds a fifth', 'keeps nothing as nothing'],
  code: 'export const withTax = (cents: number): number => (cents * 6) / 5;\n',
  testCode:
    "import { expect, it } from 'vitest';\nimport { withTax } from '../src/tax.js';\n\nit('adds a fifth', () => {\n  expect(withTax(500)).toBe(600);\n});\n\nit('keeps nothing', () => {\n  expect(withTax(0)).toBe(0);\n});\n",
};

async function pytestProject(): Promise<Stage> {
  const stage = await makeStage();
  await stage.write('pyproject.toml', '[tool.pytest.ini_options]\npythonpath = ["."]\n');
  await stage.write('till/__init__.py', '');
  await stage.write('till/sums.py', 'def total(prices):\n    return sum(prices)\n');
  await stage.write(
    'tests/test_sums.py',
    'from till.sums import total\n\n\ndef test_total():\n    assert total([1, 2]) == 3\n',
  );
  return stage;
}

async function vitestProject(): Promise<Stage> {
  const stage = await makeStage();
  await stage.write(
    'package.json',
    '{"type":"module","scripts":{"test":"vitest run"},"devDependencies":{"vitest":"*"}}\n',
  );
  await stage.write('.gitignore', 'node_modules\n');
  await stage.write('src/sum.ts', 'export const sum = (a: number, b: number): number => a + b;\n');
  await stage.write(
    'test/sum.test.ts',
    "import { expect, it } from 'vitest';\nimport { sum } from '../src/sum.js';\n\nit('adds', () => {\n  expect(sum(1, 2)).toBe(3);\n});\n",
  );
  return stage;
}

/** Makes the dependencies of the tests' own tree stand for those of the project, in each of its trees. */
const linkPackages = ['sh', '-c', `ln -sfn ${join(root, 'node_modules')} node_modules`];

async function withAgent(stage: Stage, solution: Solution, parallel = 1): Promise<void> {
  stage.git('init', '--quiet', '--initial-branch=main');
  const env = { TDD_SOLUTION: JSON.stringify(solution) };
  const command = [process.execPath, agent];
  await stage.write(
    'agent-tui.json',
    JSON.stringify({
      agents: { tdd: { driver: 'command', command, env } },
      parallel,
      limits: { retryDelayMs: 50, mainLookIntervalMs: 500 },
      ...(solution.framework === 'vitest' ? { setup: { commands: [linkPackages] } } : {}),
    }),
  );
  stage.commitAll('first');
  await stage.run('feature', 'add', 'Tax', '--category', 'api');
}

const projects = [
  ['pytest', pytestProject, pytest],
  ['Vitest', vitestProject, vitest],
] as const;

describe('a client that knows only the tool list', () => {
  it.each(projects)(
    'takes a feature of a %s project through red, green, submit and landing',
    { timeout: 120_000 },
    async (_, makeProject, solution) => {
      const stage = await makeProject();
      await withAgent(stage, solution);
      const run = await stage.run('run', '--json');
      expect(run.code, `${run.stderr}${run.stdout}`).toBe(0);
      const events = eventsOf(run);
      expect(events.map(({ event }) => event)).toContain('feature:merged');
      const merged = stage.git('show', `agent-tui/main:${solution.source}`);
      expect(merged).toBe(solution.code);
      const { stdout } = await stage.run('knowledge', 'search', 'tax', '--json');
      expect(JSON.parse(stdout)).toMatchObject({
        patterns: [{ outcome: 'landed', lessons: ['small steps'] }],
      });
    },
  );

  it(
    'claims, builds and lands a feature over stdio, from outside',
    { timeout: 120_000 },
    async () => {
      const stage = await pytestProject();
      await withAgent(stage, pytest);
      // The engine's own agent is kept from the feature: it has another one, on which it waits.
      await stage.write(
        'agent-tui.json',
        JSON.stringify({
          agents: { idle: { driver: 'command', command: ['sleep', '600'] } },
          parallel: 1,
          limits: { mainLookIntervalMs: 500 },
        }),
      );
      await stage.run('feature', 'add', 'Busy', '--priority', '1');
      const engine = stage.start('run', '--json');
      await told(engine, 'session:started');
      const merged = told(engine, 'feature:merged');
      // Whatever goes wrong before is told where it does.
      merged.catch(() => undefined);
      const client = spawn(process.execPath, [agent, '--stdio'], {
        env: {
          ...stage.env,
          TDD_SOLUTION: JSON.stringify(pytest),
          TDD_PROJECT: stage.dir,
          TDD_LAUNCHER: join(root, 'bin/agent-tui.cjs'),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const outcome = await ended(client);
      expect(outcome.code, outcome.stdout + outcome.stderr).toBe(0);
      await merged;
      await endEngine(engine, 'SIGTERM');
    },
  );
});
