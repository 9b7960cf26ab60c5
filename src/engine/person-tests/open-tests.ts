import { realpath, stat } from 'node:fs/promises';
import { loadConfig } from '../load-config.ts';
import type { Config } from '../model/config.ts';
import { AgentTuiError } from '../model/error.ts';
import type { Limits } from '../model/limits.ts';
import { limitsOf } from '../model/limits.ts';
import { onDisk } from '../platform/files.ts';
import { detectTests, requireFramework, workTreeFiles } from '../testing/index.ts';
import type { Detection, ProjectFiles } from '../testing/index.ts';

/** A directory whose tests a person asks about; it need be no repository, and nothing is kept of it. */
export interface PersonTests {
  /** Absolute, without links. */
  readonly root: string;
  readonly files: ProjectFiles;
  readonly test: Config['test'];
  readonly limits: Limits;
  readonly detection: Detection;
}

/** Which directory, and what the person said about it. */
interface PersonTestsOptions {
  readonly dir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The framework that the person names, whatever is found; null: none. */
  readonly framework: string | null;
}

/**
 * Looks for the tests of a directory, as its agent-tui.json and the person say.
 * @throws AgentTuiError for a directory that is not there, a configuration that is wrong, and an unknown framework.
 */
export async function openTests(options: PersonTestsOptions): Promise<PersonTests> {
  const { env, framework } = options;
  const root = await directoryAt(options.dir);
  const config = await loadConfig({ projectDir: root, env, flags: {} });
  const files = await workTreeFiles(root);
  const detection =
    framework === null
      ? await detectTests({ ...files, override: config.test })
      : await detectNamed(files, config.test, framework);
  return { root, files, test: config.test, limits: limitsOf(config.limits), detection };
}

async function directoryAt(dir: string): Promise<string> {
  const found = await onDisk(() => stat(dir).catch(() => null));
  if (found?.isDirectory() === true) return onDisk(() => realpath(dir));
  throw new AgentTuiError(
    'usage',
    found === null ? `${dir} does not exist` : `${dir} is not a directory`,
    { hint: 'name the directory of a project, or leave it out for this one' },
  );
}

/** The suites of one framework that are found; else the place where most speaks for it. */
async function detectNamed(
  files: ProjectFiles,
  test: Config['test'],
  id: string,
): Promise<Detection> {
  const framework = requireFramework(id).id;
  // A person who names a framework wants neither another one nor a command of their own.
  const { args, dir } = test;
  const override = dir === undefined ? { args } : { args, dir };
  const found = await detectTests({ ...files, override });
  const suites = found.kind === 'none' ? [] : found.suites.filter((one) => one.framework === id);
  const [primary] = suites;
  if (found.kind === 'found' && primary !== undefined) return { ...found, primary, suites };
  return detectTests({ ...files, override: { ...override, framework } });
}
