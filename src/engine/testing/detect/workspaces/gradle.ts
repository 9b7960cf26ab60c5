import { bounds } from '../../bounds.ts';
import { pathBelow, pathFrom, pathIn, readEach } from './member-dirs.ts';
import type { ToldMember } from './members.ts';
import { linkMembers } from './members.ts';
import type { WorkspaceKind, WorkspacePlace } from './workspace.ts';

/** The projects that `settings.gradle` or `settings.gradle.kts` includes in so many words. */
export const gradleWorkspaces: WorkspaceKind = {
  isManifest: (base) => /^settings\.gradle(?:\.kts)?$/u.test(base),
  async read(place) {
    const { index, root, read } = place;
    const file = index.filesIn(root).includes('settings.gradle.kts')
      ? 'settings.gradle.kts'
      : 'settings.gradle';
    const projects = projectsIn(withoutComments((await read(pathIn(root, file))) ?? ''), root);
    const there = [...projects]
      .filter(([, dir]) => hasFiles(place, dir))
      .slice(0, bounds.workspaceMembersMax);
    const told = await readEach(
      there.map(([name]) => name),
      (name) => readProject(place, { name, dir: projects.get(name) ?? root }),
    );
    return told.length === 0
      ? null
      : { kind: 'gradle', root, runner: null, members: linkMembers(told) };
  },
};

const quoted = /["'](?<text>[^"'$\n]+)["']/gu;

/** Directories by project path (`:core:api`); included builds are named by their directory. */
function projectsIn(text: string, root: string): ReadonlyMap<string, string> {
  const projects = new Map<string, string>();
  const add = (name: string, path: string) => {
    const dir = pathBelow(root, path);
    if (dir !== null && dir !== root) projects.set(name, dir);
  };
  const calls =
    /(?<![\w.])(?<call>include|includeBuild)(?:\s*\(|[ \t]+)(?<rest>(?:\s*["'][^"'\n]*["']\s*,?)+)/gu;
  for (const { groups = {} } of text.matchAll(calls)) {
    for (const path of textsIn(groups['rest'] ?? '')) {
      if (groups['call'] === 'includeBuild') add(path, path);
      else
        add(
          projectName(path),
          path
            .split(':')
            .filter((part) => part !== '')
            .join('/'),
        );
    }
  }
  const moves =
    /project\s*\(\s*["'](?<name>[^"']+)["']\s*\)\s*\.\s*projectDir\s*=\s*(?:new\s+File|file)\s*\((?:\s*\w+\s*,)?\s*["'](?<dir>[^"'$]+)["']/giu;
  for (const { groups = {} } of text.matchAll(moves)) {
    const name = projectName(groups['name'] ?? '');
    projects.delete(name);
    add(name, groups['dir'] ?? '..');
  }
  return projects;
}

function projectName(path: string): string {
  return path.startsWith(':') ? path : `:${path}`;
}

function textsIn(text: string): readonly string[] {
  return [...text.matchAll(quoted)].map(({ groups }) => groups?.['text'] ?? '');
}

function hasFiles({ index }: WorkspacePlace, dir: string): boolean {
  return index.filesIn(dir).length > 0 || index.filesIn(`${dir}/src/main`).length > 0;
}

async function readProject(
  { index, read }: WorkspacePlace,
  { name, dir }: { readonly name: string; readonly dir: string },
): Promise<ToldMember> {
  const file = index.filesIn(dir).find((one) => /^[^/]*\.gradle(?:\.kts)?$/u.test(one));
  const text = file === undefined ? '' : withoutComments((await read(pathIn(dir, file))) ?? '');
  const named = /project\s*\(\s*(?:path\s*[:=]\s*)?["'](?<name>:[^"']+)["']/gu;
  const builds = /(?<![\w.])includeBuild\s*\(?\s*["'](?<path>[^"'$]+)["']/gu;
  return {
    dir,
    name,
    dependencies: [
      ...[...text.matchAll(named)].map(({ groups }) => groups?.['name'] ?? ''),
      ...accessorsIn(text),
    ],
    paths: [...text.matchAll(builds)].flatMap(
      ({ groups }) => pathFrom(dir, groups?.['path'] ?? '/') ?? [],
    ),
  };
}

/** `projects.coreApi.client` may be `:core-api:client` or `:coreApi:client`, and its end may be a property. */
function accessorsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\w.])projects(?<path>(?:\.\w+){1,8})/gu)].flatMap(({ groups }) => {
    const parts = (groups?.['path'] ?? '').split('.').slice(1);
    const names = parts.map((_, end) => `:${parts.slice(0, end + 1).join(':')}`);
    return names.flatMap((name) => [
      name,
      name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`),
    ]);
  });
}

/** Runs of blanks are made short too, so that no expression goes over one again and again. */
function withoutComments(text: string): string {
  return text
    .replaceAll(
      /(?:"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)|\/\*(?:[^]*?\*\/|[^]*$)|\/\/[^\n]*/gu,
      keepText,
    )
    .replaceAll(/[ \t\r]+/gu, ' ')
    .replaceAll(/\n[ \n]*/gu, '\n');
}

function keepText(found: string): string {
  return found.startsWith('/') ? ' ' : found;
}
