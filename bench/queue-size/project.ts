import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A project with a queue, and how to start the built program on it. */
export interface BenchProject {
  readonly dir: string;
  readonly features: number;
  readonly env: Readonly<Record<string, string>>;
  readonly launcher: string;
}

/** The program takes no more in one import. */
const importMax = 10_000;
/** So many agents work while the list is looked at; each says something now and then. */
const agents = 3;
const config = {
  parallel: agents,
  agents: { scripted: { driver: 'scripted', scripts: 'agents' } },
  // What one start leaves is free again for the next.
  limits: { retryDelayMs: 50, killGraceMs: 500 },
};
const categories = ['api', 'auth', 'docs', 'tests', 'ui'];

const nameOf = (id: number): string => `Part ${String(id)}`;
/** Finds the number of a feature in its name, wherever that stands. */
export const namePattern = /Part (\d+)/;

/** Makes a project whose features came through the program's own import, and three agents that have work for hours. */
export function makeProject(scratch: string, features: number): BenchProject {
  const dir = join(scratch, `project-of-${String(features)}`);
  const home = join(scratch, `home-of-${String(features)}`);
  for (const folder of ['src', 'test', 'agents']) mkdirSync(join(dir, folder), { recursive: true });
  mkdirSync(home);
  writeFileSync(join(dir, 'package.json'), '{"type":"module","scripts":{"test":"node --test"}}');
  writeFileSync(
    join(dir, 'test', 'one.test.js'),
    "import { test } from 'node:test';\ntest('one is one', () => {});\n",
  );
  const talk = Array.from({ length: 400 }, () => [{ say: 'reading the code' }, { wait: 900 }]);
  for (let id = 1; id <= agents; id += 1) {
    const script = JSON.stringify({ attempts: [talk.flat()] });
    writeFileSync(join(dir, 'agents', `part-${String(id)}.json`), script);
  }
  writeFileSync(join(dir, 'agent-tui.json'), JSON.stringify(config));
  const git = (...args: readonly string[]) => execFileSync('git', ['-C', dir, ...args]);
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('-c', 'user.name=bench', '-c', 'user.email=bench@localhost', 'commit', '-qm', 'first');
  const project = {
    dir,
    features,
    env: environmentOf(home),
    launcher: join(process.env['AGENT_TUI_ROOT'] ?? process.cwd(), 'bin', 'agent-tui.cjs'),
  };
  fillQueue(project, home);
  return project;
}

function environmentOf(home: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    XDG_STATE_HOME: join(home, 'state'),
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
  };
}

function fillQueue({ dir, features, env, launcher }: BenchProject, home: string): void {
  const list = join(home, 'features.json');
  for (let first = 1; first <= features; first += importMax) {
    const count = Math.min(importMax, features - first + 1);
    const drafts = Array.from({ length: count }, (_, at) => draftOf(first + at));
    writeFileSync(list, JSON.stringify(drafts));
    execFileSync(process.execPath, [launcher, 'feature', 'import', list], { cwd: dir, env });
  }
}

/** The first ones run at once; of the others two thirds wait for one that stands a little before them. */
function draftOf(id: number) {
  const isFree = id <= agents || id % 3 === 0;
  return {
    name: nameOf(id),
    description: `Build part ${String(id)} of the product, with its tests, as the plan says.`,
    category: categories[id % categories.length],
    priority: id <= agents ? 0 : 1 + ((id * 7_919) % 1_000),
    dependsOn: isFree ? [] : [nameOf(id - 1 - (id % 3))],
  };
}
