import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** One import that a rule forbids: the file that holds it, what it says, and the rule. */
interface Forbidden {
  readonly rule: string;
  readonly from: string;
  readonly line: string;
}

const forbidden: readonly Forbidden[] = [
  rule('no-circles', 'src/engine/git/a.ts', "import type { B } from './b.ts';"),
  rule('engine-knows-no-faces', 'src/engine/engine.ts', "import '../ui/index.tsx';"),
  rule('engine-knows-no-faces', 'src/engine/control.ts', "import '../mcp/index.ts';"),
  rule('engine-knows-no-faces', 'src/engine/project.ts', "import '../commands/index.ts';"),
  rule('engine-knows-no-faces', 'src/engine/main.ts', "import '../cli.tsx';"),
  rule('face-of-engine', 'src/commands/land.ts', "import type { A } from '../engine/git/a.ts';"),
  rule('face-of-ui', 'src/commands/screen.ts', "import '../ui/theme.ts';"),
  rule('face-of-mcp', 'src/commands/mcp.ts', "import '../mcp/http.ts';"),
  rule('ui-and-mcp-are-strangers', 'src/ui/start-ui.tsx', "import '../mcp/index.ts';"),
  rule('ui-and-mcp-are-strangers', 'src/mcp/stdio.ts', "import '../ui/index.tsx';"),
  rule(
    'panes-read-the-store',
    'src/ui/panes/log/LogPane.tsx',
    "import '../../../engine/index.ts';",
  ),
  rule(
    'panes-read-the-store',
    'src/ui/components/Badge.tsx',
    "import type { Engine } from '../../engine/index.ts';",
  ),
  rule('store-takes-types-only', 'src/ui/store/store.ts', "import '../../engine/index.ts';"),
  rule('siblings-panes', 'src/ui/panes/queue/QueuePane.tsx', "import '../log/keys.ts';"),
  rule('siblings-drivers', 'src/engine/agents/drivers/one.ts', "import './two.ts';"),
  rule('siblings-frameworks', 'src/engine/testing/frameworks/one.ts', "import './two/two.ts';"),
  rule('siblings-tools', 'src/mcp/servers/test/run-tests.ts', "import './detect.ts';"),
  rule('siblings-tools', 'src/mcp/servers/feature/get.ts', "import '../test/detect.ts';"),
  rule('model-is-alone', 'src/engine/model/feature.ts', "import '../scheduler/plan.ts';"),
  rule('model-is-alone', 'src/engine/model/verdict.ts', "import 'node:fs';"),
  rule('pure-imports-pure', 'src/engine/scheduler/plan.ts', "import '../git/b.ts';"),
  rule('pure-imports-pure', 'src/engine/agents/prompt.ts', "import 'node:os';"),
  rule('pure-imports-pure', 'src/engine/git/parse-worktrees.ts', "import './b.ts';"),
  rule('pure-imports-pure', 'src/engine/gatekeeper/decide.ts', "import '../git/b.ts';"),
  rule('pure-imports-pure', 'src/engine/gatekeeper/feedback.ts', "import '../git/b.ts';"),
  rule('pure-imports-pure', 'src/engine/testing/reports/tap.ts', "import '../../git/b.ts';"),
  rule('pure-imports-pure', 'src/engine/platform/terminal-text.ts', "import '../git/b.ts';"),
  rule('pure-imports-pure', 'src/ui/keymap.ts', "import './theme.ts';"),
  rule('door-git', 'src/engine/worktrees/slots.ts', "import 'simple-git';"),
  rule('door-processes', 'src/engine/git/git.ts', "import 'execa';"),
  rule('door-database', 'src/engine/queue/claim.ts', "import 'better-sqlite3';"),
  rule('door-react', 'src/engine/view.ts', "import 'react';"),
  rule('door-ink', 'src/mcp/http.ts', "import 'ink';"),
  rule('door-child-process', 'src/engine/git/spawn.ts', "import 'node:child_process';"),
  rule('no-tests-in-the-program', 'src/index.ts', "import '../test/project.ts';"),
  rule('no-development-packages', 'src/commands/demo.ts', "import 'vitest';"),
  rule('no-dead-ends', 'src/engine/nowhere.ts', "import './not-there.ts';"),
];

/** Imports that look alike and are in order. */
const allowed: Record<string, string> = {
  'src/cli.tsx': "import './engine/index.ts';\nimport 'react';",
  'src/commands/run.ts': "import '../ui/index.tsx';\nimport '../mcp/index.ts';\nimport 'ink';",
  'src/engine/index.ts': "export type { A as Engine } from './git/b.ts';",
  'src/engine/git/b.ts': "import './a.ts';\nimport 'simple-git';\nexport interface B {}",
  'src/engine/platform/commands.ts': "import 'execa';\nimport 'node:child_process';",
  'src/engine/db/open.ts': "import 'better-sqlite3';",
  'src/engine/queue/statements.ts': "import 'better-sqlite3';",
  'src/engine/agents/drivers/index.ts': "import './one.ts';\nimport './two.ts';",
  'src/engine/agents/drivers/two.ts': "import '../prompt.ts';",
  'src/engine/testing/frameworks/two/two.ts': "import './flags.ts';\nimport '../framework.ts';",
  'src/engine/testing/frameworks/two/flags.ts': "import '../../reports/junit.ts';",
  'src/engine/testing/reports/junit.ts': "import 'fast-xml-parser';\nimport '../../model/id.ts';",
  'src/engine/model/id.ts': "import 'zod';",
  'src/ui/index.tsx': "import './panes/index.ts';\nimport 'react';",
  'src/ui/theme.ts': '',
  'src/ui/panes/index.ts': "import './log/keys.ts';",
  'src/ui/panes/log/keys.ts': "import '../../store/types.ts';",
  'src/ui/store/types.ts': "import type { Engine } from '../../engine/index.ts';",
  'src/mcp/index.ts': "import './servers/test/index.ts';",
  'src/mcp/servers/test/index.ts': "import './detect.ts';",
  'src/mcp/servers/test/detect.ts':
    "import '../../../engine/index.ts';\nimport './report-shape.ts';",
  'src/mcp/servers/test/report-shape.ts': '',
  'src/engine/testing/frameworks/framework.ts': '',
  'src/ui/key-reasons.ts': "import './store/selectors.ts';",
  'src/ui/store/selectors.ts': '',
  'src/commands/index.ts': '',
  'test/project.ts': "import '../src/engine/git/b.ts';\nimport 'vitest';",
};

function rule(name: string, from: string, line: string): Forbidden {
  return { rule: name, from, line };
}

interface Cruised {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly { from: string; to: string; rule: { name: string } }[];
  };
}

let project: string;
let cruised: Cruised;

function writeSource(path: string, text: string): void {
  const file = join(project, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${text}\nexport const here = '${path}';\n`);
}

/** Cruises one little project that holds every violation once and everything allowed once. */
function cruiseProject(): Cruised {
  for (const [path, text] of Object.entries(allowed)) writeSource(path, text);
  for (const { from, line } of forbidden) writeSource(from, line);
  writeSource('src/engine/git/a.ts', "import type { B } from './b.ts';\nexport interface A {}");
  for (const name of ['package.json', 'tsconfig.json', 'node_modules']) {
    symlinkSync(join(root, name), join(project, name));
  }
  const program = realpathSync(join(root, 'node_modules/.bin/depcruise'));
  const config = join(root, '.dependency-cruiser.cjs');
  const run = spawnSync(
    process.execPath,
    [program, '--config', config, '--output-type', 'json', 'src', 'test'],
    { cwd: project, encoding: 'utf8' },
  );
  if (run.stdout === '') throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Cruised;
}

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'import-rules-'));
  cruised = cruiseProject();
});

afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

describe('the import rules', () => {
  test.each(forbidden)('$rule refuses $line in $from', ({ rule: name, from }) => {
    const rules = cruised.summary.violations.filter((found) => found.from === from);
    expect(rules.map((found) => found.rule.name)).toContain(name);
  });

  test('every rule of the configuration is shown to fail here', async () => {
    const config = (await import(join(root, '.dependency-cruiser.cjs'))) as {
      default: { forbidden: readonly { name: string }[] };
    };
    const names = config.default.forbidden.map(({ name }) => name);
    expect(new Set(forbidden.map((one) => one.rule))).toEqual(new Set(names));
  });

  test('imports that are in order are left alone', () => {
    const paths = Object.keys(allowed).filter((path) => path !== 'src/engine/git/b.ts');
    const found = cruised.summary.violations.filter(({ from }) => paths.includes(from));
    expect(found).toEqual([]);
    expect(cruised.summary.totalCruised).toBeGreaterThan(paths.length);
  });
});
