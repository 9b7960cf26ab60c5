import { memberDirs, pathFrom, pathIn, readEach } from './member-dirs.ts';
import type { ToldMember } from './members.ts';
import { linkMembers } from './members.ts';
import type { WorkspaceKind } from './workspace.ts';

/** Umbrella projects of Elixir. */
export const mixWorkspaces: WorkspaceKind = {
  isManifest: (base) => base === 'mix.exs',
  async read({ index, root, read }) {
    const text = withoutComments((await read(pathIn(root, 'mix.exs'))) ?? '');
    const apps = /\bapps_path:\s*"(?<dir>[^"\n]+)"/u.exec(text)?.groups?.['dir'];
    if (apps === undefined) return null;
    const dirs = memberDirs({ index, root, patterns: [`${apps}/*`], ending: '/mix.exs' });
    const told = await readEach(dirs, async (dir) =>
      readApp(dir, withoutComments((await read(pathIn(dir, 'mix.exs'))) ?? '')),
    );
    return told.length === 0
      ? null
      : { kind: 'mix', root, runner: null, members: linkMembers(told) };
  },
};

function readApp(dir: string, text: string): ToldMember {
  const dependencies = [...text.matchAll(/\{\s?:(?<name>\w+),/gu)];
  const paths = [...text.matchAll(/\bpath:\s?"(?<path>[^"\n]+)"/gu)];
  return {
    dir,
    name: /\bapp:\s?:(?<name>\w+)/u.exec(text)?.groups?.['name'] ?? null,
    dependencies: dependencies.map(({ groups }) => groups?.['name'] ?? ''),
    paths: paths.flatMap(({ groups }) => pathFrom(dir, groups?.['path'] ?? '/') ?? []),
  };
}

/** Blanks become one each. A `#` in a text opens no comment where a brace follows. */
function withoutComments(text: string): string {
  return text.replaceAll(/#(?!\{)[^\n]*/gu, '').replaceAll(/\s+/gu, ' ');
}
