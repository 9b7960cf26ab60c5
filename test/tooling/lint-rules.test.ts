import { resolve } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

// The snippets are no files of the project, so the rules that need types are left to the real run.
const eslint = new ESLint({
  cwd: root,
  overrideConfig: [
    { ...(tseslint.configs.disableTypeChecked as object), files: ['**/*.{ts,tsx}'] },
  ],
});

/** Which rules a text breaks at a path. */
async function brokenRules(path: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${text}\n`, { filePath: resolve(root, path) });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

const engineFile = 'src/engine/worktrees/slots.ts';
const platformFile = 'src/engine/platform/clock.ts';
const screenFile = 'src/ui/screen/compositor.ts';
const paneFile = 'src/ui/panes/log/LogPane.tsx';

const functionOf = (lines: number): string =>
  `export function long(): void {\n${'\n'.repeat(lines - 2)}}`;

interface Refused {
  readonly what: string;
  readonly rule: string;
  readonly path?: string;
  readonly text: string;
}

const properties = 'no-restricted-properties';
const globals = 'no-restricted-globals';
const syntax = 'no-restricted-syntax';

const refused: readonly Refused[] = [
  { what: 'a file of 251 lines', rule: 'max-lines', text: '\n'.repeat(250) },
  { what: 'a function of 61 lines', rule: 'max-lines-per-function', text: functionOf(61) },
  { what: 'four parameters', rule: 'max-params', text: 'export const f = (a, b, c, d) => a + b;' },
  { what: 'a default export', rule: syntax, text: 'export default 1;' },
  { what: 'an export of everything', rule: syntax, text: "export * from './a.ts';" },
  { what: 'the console', rule: 'no-console', text: 'console.log(1);' },
  { what: 'the wall clock', rule: properties, text: 'export const a = Date.now();' },
  { what: 'a date of now', rule: syntax, text: 'export const a = new Date();' },
  { what: 'the other clock', rule: properties, path: paneFile, text: 'performance.now();' },
  { what: 'chance', rule: properties, text: 'export const a = Math.random();' },
  { what: 'a random id', rule: properties, text: 'crypto.randomUUID();' },
  {
    what: 'an imported random id',
    rule: 'no-restricted-imports',
    text: "import { randomUUID } from 'node:crypto'; randomUUID();",
  },
  { what: 'a timer', rule: globals, text: 'setTimeout(() => undefined, 1);' },
  { what: 'a timer in the screen', rule: globals, path: screenFile, text: 'setInterval(a, 1);' },
  { what: 'a turn in a pane', rule: globals, path: paneFile, text: 'queueMicrotask(a);' },
  { what: 'an end of the process', rule: properties, text: 'process.exit(1);' },
  {
    what: 'the terminal in a pane',
    rule: properties,
    path: paneFile,
    text: 'process.stdout.end();',
  },
];

describe('the linter refuses', () => {
  test.each(refused)('$what', async ({ rule, path = engineFile, text }) => {
    expect(await brokenRules(path, text)).toContain(rule);
  });

  test.each(['agent-tui', 'parent', 'terminal', 'shows-screen'])(
    'young syntax in bin/%s.cjs',
    async (name) => {
      const [message] = await brokenRules(`bin/${name}.cjs`, 'const young = 1;');
      expect(message).toMatch(/^Parsing error/);
    },
  );
});

describe('the linter lets stand', () => {
  test.each([
    ['a clock in its door', platformFile, 'export const now = (): number => Date.now();'],
    ['a timer in its door', platformFile, 'setTimeout(() => undefined, 1);'],
    ['a turn in the screen', screenFile, 'setImmediate(() => undefined);'],
    ['the terminal in the screen', screenFile, "process.stdout.write('');"],
    ['the end of the program', 'src/cli.tsx', 'process.exit(1);'],
    ['the end of the scripted agent', 'src/engine/agents/scripted-agent.ts', 'process.exit(1);'],
    ['a function of 60 lines', engineFile, functionOf(60)],
  ])('%s', async (_what, path, text) => {
    expect(await brokenRules(path, text)).toEqual([]);
  });
});
