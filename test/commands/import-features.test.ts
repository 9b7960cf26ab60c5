import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { importFeatures } from '../../src/commands/import-features.ts';
import { AgentTuiError, fixedLimits } from '../../src/engine/index.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'import-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

function importText(text: string | Uint8Array, file = 'features.txt') {
  writeFileSync(join(directory, file), text);
  return importFeatures(directory, file);
}

/** What the import fails with. */
async function failure(imported: Promise<unknown>): Promise<AgentTuiError> {
  const error: unknown = await imported.catch((thrown: unknown) => thrown);
  if (error instanceof AgentTuiError) return error;
  throw new Error(`it was imported: ${String(error)}`);
}

const login = {
  name: 'Login',
  description: '',
  category: 'general',
  priority: 100,
  dependsOn: [],
  acceptance: '',
  paths: [],
  difficulty: 'normal',
};
const report = {
  name: 'Report',
  description: 'Sums\nof a day.\n',
  category: 'database',
  priority: -1,
  dependsOn: ['Login'],
  acceptance: 'npm test',
  paths: ['src/report'],
  difficulty: 'normal',
};

describe('an import', () => {
  it('takes JSON, with defaults for all but the name', async () => {
    expect(await importText(JSON.stringify([{ name: ' Login ' }, report]))).toEqual([
      login,
      report,
    ]);
  });

  it('takes YAML', async () => {
    const yaml = `
# what the shop needs
- name: Login
- name: Report
  description: |
    Sums
    of a day.
  category: database
  priority: -1
  dependsOn: [Login]
  acceptance: npm test
  paths: [src/report]
`;
    expect(await importText(yaml, 'features.yaml')).toEqual([login, report]);
  });

  test.each([
    ['JSON indented by tabs', JSON.stringify([{ name: 'Login' }], null, '\t')],
    ['a byte order mark', `\uFEFF[{"name": "Login"}]`],
    ['Windows line ends', '- name: Login\r\n  priority: 100\r\n'],
    ['YAML in a file named .json', '- {name: Login}', 'features.json'],
    ['an anchor used twice', '- name: &n Login\n  description: ""\n'],
  ])('takes %s', async (_case, text, file = 'features.json') => {
    expect(await importText(text, file)).toEqual([login]);
  });

  it('takes as many features as the limit allows in reasonable time', async () => {
    const count = fixedLimits.importFeaturesMax;
    const many = Array.from({ length: count }, (_, index) => ({ name: `f${String(index)}` }));
    expect(await importText(JSON.stringify(many))).toHaveLength(count);
    const error = await failure(importText(JSON.stringify([...many, { name: 'one more' }])));
    expect(error.message).toContain(String(count));
  });
});

describe('what cannot be imported', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['nothing', '', 'expected array'],
    ['an empty list', '[]', 'expected array to have >=1 items'],
    ['a single feature', '{"name": "Login"}', 'expected array'],
    ['an entry without a name', '[{"name": "Login"}, {"priority": 1}]', 'entry 2, name: '],
    ['an entry with an empty name', '[{"name": "  "}]', 'entry 1, name: '],
    ['a misspelt key', '- name: Login\n- name: B\n  prio: 1', 'entry 2: Unrecognized key: "prio"'],
    ['a priority as text', '- name: Login\n  priority: high', 'entry 1, priority: '],
    ['a dependency by number', '[{"name": "A", "dependsOn": ["B", 7]}]', 'entry 1, dependsOn, 1: '],
    ['a list of names', '- Login\n- Report', 'entry 1: '],
    ['an unclosed bracket', '[{"name": "Login"}', 'neither JSON nor YAML: '],
    ['two documents', '- name: A\n---\n- name: B', 'neither JSON nor YAML: '],
    ['very deep nesting', '['.repeat(10_000), 'neither JSON nor YAML: '],
  ];

  test.each(cases)('%s is named with its place', async (_case, text, words) => {
    const error = await failure(importText(text));
    expect(error.code).toBe('usage');
    expect(error.message).toContain('cannot import features.txt: ');
    expect(error.message).toContain(words);
    expect(error.message).not.toContain('\n');
    expect(error.hint).toContain('"name"');
  });

  it('is a file that blows up by references to references', async () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 10; level += 1) {
      const inner = String.fromCharCode(96 + level);
      const outer = String.fromCharCode(97 + level);
      lines.push(`${outer}: &${outer} [${Array(10).fill(`*${inner}`).join(', ')}]`);
    }
    const error = await failure(importText(lines.join('\n')));
    expect(error.message).toContain('alias');
  });

  it('is binary garbage', async () => {
    const bytes = Uint8Array.from({ length: 65_536 }, (_, index) => (index * 7919) % 256);
    const error = await failure(importText(bytes));
    expect(error.code).toBe('usage');
    expect(error.message).toContain('cannot import features.txt: ');
    expect(error.message).not.toContain('\n');
  });

  it('is a file that is too large, also one without an end', async () => {
    const words = `more than ${String(fixedLimits.importBytesMax)} bytes`;
    const error = await failure(importText('#'.repeat(fixedLimits.importBytesMax + 1)));
    expect(error.message).toContain(words);
    expect((await failure(importFeatures(directory, '/dev/zero'))).message).toContain(words);
  });

  it('is a file that is not there, or a directory', async () => {
    const missing = await failure(importFeatures(directory, 'no.json'));
    expect(missing.message).toBe('cannot import no.json: there is no such file');
    mkdirSync(join(directory, 'sub'));
    const sub = await failure(importFeatures(directory, 'sub'));
    expect(sub.message).toBe('cannot import sub: it is a directory');
  });
});
