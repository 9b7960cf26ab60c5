import { cp, mkdtemp } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  makeRepository,
  openProject,
  openQueue,
  systemClock,
  type ConfigFlags,
  type Project,
} from '../engine/index.ts';
import { importFeatures } from './import-features.ts';
import type { Io } from './io.ts';

/** A fresh copy of the demonstration project with its queue filled. */
export interface DemoProject {
  readonly project: Project;
  /** Everything of the demonstration is in here: the repository and its state. */
  readonly scratchDir: string;
}

/** Copies the demonstration project to a scratch directory, makes it a repository and fills its queue. */
export async function makeDemoProject(io: Io, flags: ConfigFlags): Promise<DemoProject> {
  const scratchDir = await mkdtemp(join(io.env['TMPDIR'] ?? tmpdir(), 'agent-tui-demo-'));
  const dir = join(scratchDir, 'corner-shop-till');
  await cp(demoSource(), dir, { recursive: true });
  await makeRepository(dir, 'The corner shop till');
  const env = { ...io.env, AGENT_TUI_STATE: join(scratchDir, 'state') };
  const project = await openProject({ dir, env, flags });
  const queue = openQueue(
    project.db,
    () => systemClock.now(),
    () => undefined,
  );
  queue.addFeatures(await importFeatures(dir, 'features.json'));
  return { project, scratchDir };
}

/** The examples lie beside `dist` in the package and beside `src` in a checkout. */
function demoSource(): string {
  let at = import.meta.dirname;
  for (;;) {
    const candidate = join(at, 'examples', 'demo-project');
    if (existsSync(join(candidate, 'features.json'))) return candidate;
    const parent = dirname(at);
    if (parent === at) throw new Error('examples/demo-project is missing from this installation');
    at = parent;
  }
}
