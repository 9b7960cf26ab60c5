import { bounds } from '../../bounds.ts';
import type { Fields } from '../../reports/report-values.ts';
import { childText, bodyText, element, elements, xmlDocument } from '../../reports/xml.ts';
import { parentOf } from '../tree-index.ts';
import { pathBelow, pathIn, readEach } from './member-dirs.ts';
import type { ToldMember } from './members.ts';
import { linkMembers } from './members.ts';
import type { WorkspaceKind, WorkspacePlace } from './workspace.ts';

/** The modules of a `pom.xml`, and their modules. */
export const mavenWorkspaces: WorkspaceKind = {
  isManifest: (base) => base === 'pom.xml',
  async read(place) {
    const { root } = place;
    const own = await readPom(place, pathIn(root, 'pom.xml'));
    const seen = new Set([own.path]);
    const modules: Pom[] = [];
    let open = modulesOf(place, own);
    for (let depth = 0; depth < bounds.workspaceDepthMax && open.length > 0; depth += 1) {
      const fresh = [...new Set(open)]
        .filter((path) => !seen.has(path))
        .slice(0, bounds.workspaceMembersMax - modules.length);
      for (const path of fresh) seen.add(path);
      const read = await readEach(fresh, (path) => readPom(place, path));
      modules.push(...read);
      open = read.flatMap((pom) => modulesOf(place, pom));
    }
    const told = modules.map(toldBy).toSorted((a, b) => (a.dir < b.dir ? -1 : 1));
    return told.length === 0
      ? null
      : { kind: 'maven', root, runner: null, members: linkMembers(told) };
  },
};

interface Pom {
  readonly path: string;
  readonly project: Fields;
}

async function readPom({ read }: WorkspacePlace, path: string): Promise<Pom> {
  const document = xmlDocument((await read(path)) ?? '', new Set());
  return { path, project: (document === null ? null : element(document, 'project')) ?? {} };
}

/** The files of the modules; those of profiles count as well. A module is a directory, or names its file. */
function modulesOf({ index, root }: WorkspacePlace, { path, project }: Pom): string[] {
  const profiles = elements(element(project, 'profiles')?.['profile']);
  return [project, ...profiles]
    .flatMap((holder) => elements(element(holder, 'modules')?.['module']))
    .map((module) => pathBelow(root, pathIn(parentOf(path), bodyText(module).trim())))
    .flatMap((found) =>
      found === null ? [] : found.endsWith('.xml') ? found : pathIn(found, 'pom.xml'),
    )
    .filter((found) => index.has(found));
}

function toldBy({ path, project }: Pom): ToldMember {
  const profiles = elements(element(project, 'profiles')?.['profile']);
  const build = [project, ...profiles].flatMap((one) => elements(one['build']));
  const used = [
    ...[project, ...profiles].flatMap((one) =>
      elements(element(one, 'dependencies')?.['dependency']),
    ),
    ...build.flatMap((one) => elements(element(one, 'plugins')?.['plugin'])),
    ...elements(project['parent']),
  ];
  return {
    dir: parentOf(path),
    name: childText(project, 'artifactId'),
    // The group is often a property; an artifact of the same name from elsewhere does no harm.
    dependencies: used.map((one) => childText(one, 'artifactId') ?? ''),
    paths: [],
  };
}
