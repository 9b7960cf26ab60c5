import { createHash } from 'node:crypto';
import type { Config } from '../../model/config.ts';
import type { ProjectFiles } from '../detect/detection.ts';
import type { PackageJson } from '../detect/package-json.ts';
import { readPackageJson } from '../detect/package-json.ts';
import { lockfilesIn } from '../detect/package-managers/javascript.ts';
import { packageManagerOf } from '../detect/package-managers/package-manager-of.ts';
import { indexTree } from '../detect/tree-index.ts';

/** What makes a fresh tree ready. Two trees with the same key need it only once. */
export interface SetupPlan {
  readonly commands: readonly (readonly string[])[];
  readonly key: string;
}

/** Files that say what is installed; when one of them changes, the set-up is due again. */
const pinning =
  /^(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|pnpm-workspace\.yaml|yarn\.lock|bun\.lockb?|\.npmrc|\.yarnrc\.yml|uv\.lock|poetry\.lock|pdm\.lock|Pipfile\.lock|pyproject\.toml|requirements[^/]*\.(?:txt|in)|go\.(?:sum|mod))$/u;

/** The project's own set-up commands, else what its lockfile asks for. */
export async function planSetup(
  input: ProjectFiles & { readonly override: Config['setup'] },
): Promise<SetupPlan> {
  const commands = input.override?.commands ?? (await lockfileCommands(input));
  const hash = createHash('sha256').update(JSON.stringify(commands));
  const pins = commands.length === 0 ? [] : input.names.filter((name) => pinning.test(name));
  for (const name of pins.toSorted()) {
    hash.update(JSON.stringify([name, (await input.read(name)) ?? '']));
  }
  return { commands, key: hash.digest('hex') };
}

async function lockfileCommands(files: ProjectFiles): Promise<readonly (readonly string[])[]> {
  const text = await files.read('package.json');
  const manifest = readPackageJson(text);
  if (manifest === null || lockfilesIn(files.names).length === 0) return [];
  const hasMembers = manifest.hasWorkspaces || files.names.includes('pnpm-workspace.yaml');
  if (manifest.dependencies.length === 0 && !hasMembers) return [];
  return installCommand(files, manifest);
}

async function installCommand(
  files: ProjectFiles,
  manifest: PackageJson,
): Promise<readonly (readonly string[])[]> {
  const has = (name: string) => files.names.includes(name);
  const index = indexTree(files.names);
  switch (await packageManagerOf('javascript', '', index, (path) => files.read(path))) {
    case 'pnpm':
      return has('pnpm-lock.yaml') ? [['pnpm', 'install', '--frozen-lockfile']] : [];
    case 'yarn':
      return has('yarn.lock') ? [await yarnInstall(files, manifest)] : [];
    case 'bun':
      return has('bun.lock') || has('bun.lockb') ? [['bun', 'install', '--frozen-lockfile']] : [];
    case 'npm':
      return has('package-lock.json') || has('npm-shrinkwrap.json') ? [['npm', 'ci']] : [];
    case null:
    default:
      return [];
  }
}

/** Yarn 2 and later write `__metadata` into the lockfile and call the flag differently. */
async function yarnInstall(files: ProjectFiles, manifest: PackageJson): Promise<readonly string[]> {
  const lock = (await files.read('yarn.lock')) ?? '';
  const isModern =
    manifest.managerMajor === null ? /^__metadata:/mu.test(lock) : manifest.managerMajor >= 2;
  return ['yarn', 'install', isModern ? '--immutable' : '--frozen-lockfile'];
}
