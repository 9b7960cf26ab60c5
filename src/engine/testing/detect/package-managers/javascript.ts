import { readPackageJson } from '../package-json.ts';
import { jsonFields } from '../manifest-values.ts';
import { textField } from '../../reports/report-values.ts';
import type { FileRow, PackagePlace } from './package-place.ts';
import { managerByFile, upwards } from './package-place.ts';

/** Lockfiles in the order in which they decide when there are several in one directory. */
const locks = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
] as const;

const lockRows: readonly FileRow[] = [
  [/^pnpm-lock\.yaml$/u, 'pnpm'],
  [/^yarn\.lock$/u, 'yarn'],
  [/^bun\.lockb?$/u, 'bun'],
  [/^(?:package-lock|npm-shrinkwrap)\.json$/u, 'npm'],
  [/^deno\.lock$/u, 'deno'],
];

/** Settings that only one manager reads. */
const settingRows: readonly FileRow[] = [
  [/^(?:pnpm-workspace\.yaml|\.pnpmfile\.c?js)$/u, 'pnpm'],
  [/^\.yarnrc(?:\.yml)?$/u, 'yarn'],
  [/^bunfig\.toml$/u, 'bun'],
];

const managers: ReadonlySet<string> = new Set(['npm', 'pnpm', 'yarn', 'bun']);

/** The lockfiles of JavaScript among names. */
export function lockfilesIn(names: readonly string[]): readonly string[] {
  return locks.map(([file]) => file).filter((file) => names.includes(file));
}

/** What package.json says, else the nearest lockfile, else a file of settings, else npm; Deno where it is alone. */
export async function javascriptManager(place: PackagePlace): Promise<string | null> {
  const { index, root } = place;
  const dirs = upwards(root);
  const has = (dir: string, file: RegExp) => index.filesIn(dir).some((base) => file.test(base));
  const nearest = dirs.find((dir) => has(dir, /^(?:package\.json|deno\.jsonc?)$/u));
  if (nearest !== undefined && !has(nearest, /^package\.json$/u)) return 'deno';
  const told =
    (await toldManager(place, dirs)) ??
    managerByFile(place, lockRows) ??
    managerByFile(place, settingRows) ??
    (await toldByTool(place, dirs));
  return told ?? (nearest === undefined ? null : 'npm');
}

async function toldManager(
  { index, read }: PackagePlace,
  dirs: readonly string[],
): Promise<string | null> {
  for (const dir of dirs) {
    if (!index.filesIn(dir).includes('package.json')) continue;
    const path = dir === '' ? 'package.json' : `${dir}/package.json`;
    const manager = readPackageJson(await read(path))?.manager;
    if (manager != null) return manager;
  }
  return null;
}

/** Rush and Lerna name the manager that they call. */
async function toldByTool(
  { index, read }: PackagePlace,
  dirs: readonly string[],
): Promise<string | null> {
  for (const dir of dirs) {
    const prefix = dir === '' ? '' : `${dir}/`;
    const files = index.filesIn(dir);
    if (files.includes('rush.json')) {
      const rush = jsonFields(await read(`${prefix}rush.json`)) ?? {};
      const name = [...managers].find((one) => textField(rush[`${one}Version`]) !== null);
      if (name !== undefined) return name;
    }
    if (!files.includes('lerna.json')) continue;
    const client = textField(jsonFields(await read(`${prefix}lerna.json`))?.['npmClient']);
    if (client !== null && managers.has(client)) return client;
  }
  return null;
}
