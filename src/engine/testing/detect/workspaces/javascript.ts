import { bounds } from '../../bounds.ts';
import type { Fields } from '../../reports/report-values.ts';
import { fieldsList, isFields, textField, textList } from '../../reports/report-values.ts';
import { fieldAt, fieldsAt, jsonFields, yamlFields } from '../manifest-values.ts';
import { packageManagerOf } from '../package-managers/package-manager-of.ts';
import { memberDirs, pathBelow, pathFrom, pathIn, readEach } from './member-dirs.ts';
import type { ToldMember } from './members.ts';
import { linkAll, linkMembers } from './members.ts';
import type { WorkspaceKind, WorkspaceMember, WorkspacePlace } from './workspace.ts';

/** Workspaces of packages of JavaScript, whoever keeps them together. */
export const javascriptWorkspaces: WorkspaceKind = {
  isManifest: (base) =>
    /^(?:package\.json|pnpm-workspace\.yaml|lerna\.json|rush\.json|nx\.json)$/u.test(base),
  async read(place) {
    const listed = (await listedDirs(place)) ?? { kind: 'nx', dirs: [] };
    const runner = await runnerOf(place);
    const members = await readMembers(place, listed.dirs, runner === 'nx');
    return members.length === 0 ? null : { kind: listed.kind, root: place.root, runner, members };
  },
};

interface Listed {
  readonly kind: string;
  readonly dirs: readonly string[];
}

/** The member directories by the manifest that decides, the most particular first. */
async function listedDirs(place: WorkspacePlace): Promise<Listed | null> {
  const rush = jsonFields(await textOf(place, 'rush.json'));
  if (rush !== null) return { kind: 'rush', dirs: rushDirs(place, rush) };
  const found = (kind: string, patterns: readonly string[]) => ({
    kind,
    dirs: memberDirs({ ...place, patterns, ending: '/package.json' }),
  });
  const pnpm = textList(yamlFields(await textOf(place, 'pnpm-workspace.yaml'))?.['packages']);
  if (pnpm.length > 0) return found('pnpm', pnpm);
  const workspaces = jsonFields(await textOf(place, 'package.json'))?.['workspaces'];
  const patterns = textList(isFields(workspaces) ? workspaces['packages'] : workspaces);
  if (patterns.length > 0) return found(await managerOf(place), patterns);
  const lerna = jsonFields(await textOf(place, 'lerna.json'));
  if (lerna === null) return null;
  const packages = textList(lerna['packages']);
  return found('lerna', packages.length > 0 ? packages : ['packages/*']);
}

function rushDirs({ root, index }: WorkspacePlace, rush: Fields): readonly string[] {
  return fieldsList(rush['projects'])
    .flatMap((project) => pathBelow(root, textField(project['projectFolder']) ?? '..') ?? [])
    .filter((dir) => dir !== root && index.has(pathIn(dir, 'package.json')))
    .slice(0, bounds.workspaceMembersMax);
}

async function managerOf({ root, index, read }: WorkspacePlace): Promise<string> {
  return (await packageManagerOf('javascript', root, index, read)) ?? 'npm';
}

async function runnerOf(place: WorkspacePlace): Promise<string | null> {
  if (place.index.filesIn(place.root).includes('nx.json')) return 'nx';
  const turbo =
    jsonFields(await textOf(place, 'turbo.json')) ?? jsonFields(await textOf(place, 'turbo.jsonc'));
  const names = Object.keys({ ...fieldsAt(turbo, 'tasks'), ...fieldsAt(turbo, 'pipeline') });
  return names.some((name) => /(?:^|#)test$/u.test(name)) ? 'turbo' : null;
}

/** Nx finds projects by their `project.json` too, and often knows only from their code who uses whom. */
async function readMembers(
  place: WorkspacePlace,
  dirs: readonly string[],
  isNx: boolean,
): Promise<readonly WorkspaceMember[]> {
  const told = await readEach(dirs, (dir) => readPackage(place, dir));
  if (!isNx) return linkMembers(told);
  const known = new Set(dirs);
  const more = memberDirs({ ...place, patterns: ['**'], ending: '/project.json' }).filter(
    (dir) => !known.has(dir),
  );
  if (more.length === 0 && !(await hasSharedPaths(place))) return linkMembers(told);
  const projects = await readEach(more, async (dir) => ({
    dir,
    name: textField(jsonFields(await place.read(pathIn(dir, 'project.json')))?.['name']),
  }));
  return linkAll([...told, ...projects]);
}

/** Paths for all members let one import another that its manifest does not name. */
async function hasSharedPaths(place: WorkspacePlace): Promise<boolean> {
  const settings = jsonFields(await textOf(place, 'tsconfig.base.json'));
  return Object.keys(fieldsAt(settings, 'compilerOptions', 'paths')).length > 0;
}

const dependencyFields = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
];

async function readPackage(place: WorkspacePlace, dir: string): Promise<ToldMember> {
  const fields = jsonFields(await place.read(pathIn(dir, 'package.json')));
  const project = place.index.filesIn(dir).includes('project.json')
    ? jsonFields(await place.read(pathIn(dir, 'project.json')))
    : null;
  const entries = dependencyFields.flatMap((name) => Object.entries(fieldsAt(fields, name)));
  const versions = entries.map(([, version]) => textField(version) ?? '');
  return {
    dir,
    name: textField(fields?.['name']),
    dependencies: [
      ...entries.map(([name]) => name),
      ...versions.flatMap((version) => aliasIn(version) ?? []),
      ...textList(project?.['implicitDependencies']),
      ...textList(fieldAt(fields, 'nx', 'implicitDependencies')),
    ],
    paths: versions.flatMap((version) => linkedPath(dir, version) ?? []),
  };
}

/** `workspace:other@*` is another member under a name of one's own choice. */
function aliasIn(version: string): string | undefined {
  return /^workspace:(?<name>@?[^@]+)@/u.exec(version)?.groups?.['name'];
}

function linkedPath(dir: string, version: string): string | null {
  const path = /^(?:file|link|portal|workspace):(?<path>\.[^@]*)$/u.exec(version)?.groups?.['path'];
  return path === undefined ? null : pathFrom(dir, path);
}

async function textOf({ index, root, read }: WorkspacePlace, name: string) {
  return index.filesIn(root).includes(name) ? read(pathIn(root, name)) : undefined;
}
