import { bounds } from '../../bounds.ts';
import { pathBelow, pathFrom, pathIn, readEach } from './member-dirs.ts';
import type { ToldMember } from './members.ts';
import { linkMembers } from './members.ts';
import type { WorkspaceKind } from './workspace.ts';

/** The modules that a `go.work` uses. */
export const goWorkspaces: WorkspaceKind = {
  isManifest: (base) => base === 'go.work',
  async read({ index, root, read }) {
    const dirs = argumentsOf((await read(pathIn(root, 'go.work'))) ?? '', 'use')
      .flatMap(([path]) => pathBelow(root, path ?? '..') ?? [])
      .filter((dir) => index.has(pathIn(dir, 'go.mod')))
      .slice(0, bounds.workspaceMembersMax);
    const told = await readEach([...new Set(dirs)].toSorted(), async (dir) =>
      readModule(dir, (await read(pathIn(dir, 'go.mod'))) ?? ''),
    );
    return told.length === 0
      ? null
      : { kind: 'go', root, runner: null, members: linkMembers(told) };
  },
};

function readModule(dir: string, text: string): ToldMember {
  const required = argumentsOf(text, 'require').map(([module]) => module ?? '');
  const replaced = argumentsOf(text, 'replace').map((words) => words.at(words.indexOf('=>') + 1));
  return {
    dir,
    name: argumentsOf(text, 'module')[0]?.[0] ?? null,
    dependencies: required,
    paths: replaced.flatMap((path) =>
      path?.startsWith('.') === true ? (pathFrom(dir, path) ?? []) : [],
    ),
  };
}

/** The words after each use of a directive, which may open a block with one use a line. */
function argumentsOf(text: string, directive: string): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  let isOpen = false;
  for (const line of text.replace(/^\ufeff/u, '').split('\n')) {
    const words = wordsOf(line.replace(/\/\/.*$/u, ''));
    if (isOpen && words[0] === ')') isOpen = false;
    else if (isOpen && words.length > 0) found.push(words);
    else if (words[0] === directive && words[1] === '(') isOpen = true;
    else if (words[0] === directive && words.length > 1) found.push(words.slice(1));
  }
  return found;
}

function wordsOf(line: string): readonly string[] {
  const spaced = line.replaceAll(/[()]/gu, ' $& ').trim();
  return spaced === '' ? [] : spaced.split(/\s+/u).map((word) => word.replaceAll(/["`]/gu, ''));
}
