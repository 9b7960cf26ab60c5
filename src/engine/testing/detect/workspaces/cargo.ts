import type { Fields } from '../../reports/report-values.ts';
import { isFields, textField, textList } from '../../reports/report-values.ts';
import { bounds } from '../../bounds.ts';
import { fieldAt, fieldsAt, tomlFields } from '../manifest-values.ts';
import { memberDirs, pathBelow, pathFrom, pathIn, readEach } from './member-dirs.ts';
import type { ToldMember } from './members.ts';
import { linkMembers } from './members.ts';
import type { WorkspaceKind, WorkspacePlace } from './workspace.ts';

/** Workspaces of Cargo; the package at the root is a member too. */
export const cargoWorkspaces: WorkspaceKind = {
  isManifest: (base) => base === 'Cargo.toml',
  async read(place) {
    const { root } = place;
    const manifest = tomlFields(await place.read(pathIn(root, 'Cargo.toml')));
    if (!isFields(manifest?.['workspace'])) return null;
    const members = await withPathMembers(place, manifest);
    return members.length === 0
      ? null
      : { kind: 'cargo', root, runner: null, members: linkMembers(members) };
  },
};

/** What members refer to by a path is a member too, without being listed, unless it is left out. */
async function withPathMembers(
  place: WorkspacePlace,
  manifest: Fields,
): Promise<readonly ToldMember[]> {
  const { index, root } = place;
  const shared = sharedPaths(root, fieldsAt(manifest, 'workspace', 'dependencies'));
  const excluded = textList(fieldAt(manifest, 'workspace', 'exclude')).map((one) =>
    pathBelow(root, one),
  );
  const isExcluded = (dir: string) =>
    excluded.some((one) => one !== null && (dir === one || dir.startsWith(`${one}/`)));
  const patterns = textList(fieldAt(manifest, 'workspace', 'members'));
  const own = isFields(manifest['package']) ? [root] : [];
  let open = [...own, ...memberDirs({ index, root, patterns, ending: '/Cargo.toml' })];
  const found = new Map<string, ToldMember>();
  for (let depth = 0; depth < bounds.workspaceDepthMax && open.length > 0; depth += 1) {
    const fresh = [...new Set(open)]
      .filter((dir) => !found.has(dir) && !isExcluded(dir))
      .slice(0, bounds.workspaceMembersMax - found.size);
    const told = await readEach(fresh, (dir) => readCrate(place, { dir, shared }));
    for (const one of told) found.set(one.dir, one);
    open = told
      .flatMap(({ paths }) => paths)
      .filter((dir) => isBelow(root, dir) && index.has(pathIn(dir, 'Cargo.toml')));
  }
  return [...found.values()].toSorted((a, b) => (a.dir < b.dir ? -1 : 1));
}

function isBelow(root: string, dir: string): boolean {
  return root === '' || dir.startsWith(`${root}/`);
}

/** Where dependencies that all members share lie, by name. */
function sharedPaths(root: string, dependencies: Fields): ReadonlyMap<string, string> {
  const entries = Object.entries(dependencies).flatMap(([name, value]) => {
    const path = pathFrom(root, textField(fieldAt(value, 'path')) ?? '/');
    return path === null ? [] : [[name, path] as const];
  });
  return new Map(entries);
}

async function readCrate(
  { read }: WorkspacePlace,
  { dir, shared }: { readonly dir: string; readonly shared: ReadonlyMap<string, string> },
): Promise<ToldMember> {
  const manifest = tomlFields(await read(pathIn(dir, 'Cargo.toml')));
  const tables = [manifest, ...Object.values(fieldsAt(manifest, 'target'))];
  const dependencies = tables
    .flatMap((table) =>
      ['dependencies', 'dev-dependencies', 'build-dependencies'].map((key) => fieldsAt(table, key)),
    )
    .flatMap((table) => Object.entries(table));
  const paths = dependencies.flatMap(([name, value]) => {
    if (fieldAt(value, 'workspace') === true) return shared.get(name) ?? [];
    return pathFrom(dir, textField(fieldAt(value, 'path')) ?? '/') ?? [];
  });
  return { dir, name: textField(fieldAt(manifest, 'package', 'name')), dependencies: [], paths };
}
