import { fixedLimits } from '../model/limits.ts';
import type { Evidence } from '../model/verdict.ts';

/** Part of the gate hash: raise it when a rule changes what may land. */
export const policyVersion = 2;

/** One changed path between main and the merged tree, as `diff-tree --raw` tells it. */
export interface Change {
  readonly path: string;
  readonly oldMode: string;
  readonly newMode: string;
  readonly oldId: string;
  readonly newId: string;
}

/** Everything the rules look at; texts are given for the paths that need them only. */
export interface PolicyInput {
  readonly changes: readonly Change[];
  /** Bytes of each changed file of the merged tree. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Where each changed link points. */
  readonly linkTargets: ReadonlyMap<string, string>;
  /** Texts that may hold conflict markers, on main (null: not there) and merged. */
  readonly texts: ReadonlyMap<string, { readonly before: string | null; readonly after: string }>;
  /** `.gitmodules` of the merged tree. */
  readonly gitmodules: string | null;
}

export type Finding = Evidence['findings'][number];

export const linkMode = '120000';
export const submoduleMode = '160000';
export const absentMode = '000000';

type Rule = (change: Change, input: PolicyInput) => string | null;

/** The rules by name; each says in one sentence what is wrong with a change, or null. */
const rules: Readonly<Record<string, Rule>> = {
  'git-path': (change) =>
    change.path.split('/').some(isGitName)
      ? `${change.path}: a path inside of a git directory must not be committed`
      : null,
  'link-outside': (change, input) => {
    if (change.newMode !== linkMode) return null;
    const target = input.linkTargets.get(change.path) ?? '';
    return leavesTree(change.path, target)
      ? `${change.path}: the link points out of the project, to ${target}`
      : null;
  },
  submodule: (change, input) =>
    change.newMode === submoduleMode &&
    change.oldMode !== submoduleMode &&
    !submodulePaths(input.gitmodules).includes(change.path)
      ? `${change.path}: a nested git repository was committed, its files would be lost; remove its .git directory`
      : null,
  'conflict-markers': (change, input) => {
    const text = input.texts.get(change.path);
    if (text === undefined) return null;
    const line = newConflict(text.before, text.after);
    return line === null
      ? null
      : `${change.path}:${String(line)}: conflict markers were left in the file`;
  },
  'file-size': (change, input) => {
    const bytes = input.sizes.get(change.path) ?? 0;
    return bytes > fixedLimits.candidateFileBytesMax
      ? `${change.path}: ${mebibytes(bytes)} is more than the ${mebibytes(fixedLimits.candidateFileBytesMax)} that one file may have`
      : null;
  },
};

/** What is wrong with a candidate before any of it is run; empty when nothing is. */
export function findings(input: PolicyInput): readonly Finding[] {
  const present = input.changes.filter((change) => change.newMode !== absentMode);
  const found = Object.entries(rules).flatMap(([rule, check]) =>
    present.flatMap((change) => {
      const detail = check(change, input);
      return detail === null ? [] : [{ rule, detail }];
    }),
  );
  return input.changes.some(isGateConfig) ? [...found, gateConfig] : found;
}

const gateConfig: Finding = {
  rule: 'gate-config',
  detail: 'it changes agent-tui.json, which decides how work is judged: leave that file as it is',
};

/** Removing it counts as well; some file systems take another case for the same name. */
function isGateConfig(change: Change): boolean {
  return change.path.toLowerCase() === 'agent-tui.json';
}

/** Reads `git diff-tree --raw -z --no-renames` output. */
export function parseRawDiff(output: string): readonly Change[] {
  const fields = output.split('\0');
  const changes: Change[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [oldMode, newMode, oldId, newId] = (fields[at] ?? '').replace(/^:/, '').split(' ');
    const path = fields[at + 1];
    if (oldMode === undefined || newMode === undefined) continue;
    if (oldId === undefined || newId === undefined || path === undefined) continue;
    changes.push({ path, oldMode, newMode, oldId, newId });
  }
  return changes;
}

/** Names that some file system takes for `.git`: other case, trailing dots and spaces, short names, ignorable characters. */
function isGitName(component: string): boolean {
  const folded = component
    .replaceAll(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g, '')
    .toLowerCase()
    .replace(/(::.*)?[ .]*$/, '');
  return folded === '.git' || folded === 'git~1';
}

function leavesTree(path: string, target: string): boolean {
  if (target === '' || target.startsWith('/') || /^[a-z]:/i.test(target)) return true;
  const place = path.split('/').slice(0, -1);
  for (const part of target.split(/[/\\]/)) {
    if (part === '' || part === '.') continue;
    if (part !== '..') place.push(part);
    else if (place.pop() === undefined) return true;
  }
  return place.some(isGitName);
}

function submodulePaths(gitmodules: string | null): readonly string[] {
  return [...(gitmodules ?? '').matchAll(/^\s*path\s*=\s*"?(.*?)"?\s*$/gm)].map((m) => m[1] ?? '');
}

/** The line of the first whole conflict when there are more of them than before, else null. */
function newConflict(before: string | null, after: string): number | null {
  const found = conflictLines(after);
  return found.length > conflictLines(before ?? '').length ? (found[0] ?? null) : null;
}

/** The lines (from 1) where whole conflicts begin: all three markers, in order. A lone `=======` is a heading. */
function conflictLines(text: string): readonly number[] {
  const starts: number[] = [];
  let start: number | null = null;
  let divided = false;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.startsWith('<<<<<<< ')) {
      start = index + 1;
      divided = false;
    } else if (line === '=======' && start !== null) {
      divided = true;
    } else if (line.startsWith('>>>>>>> ') && start !== null && divided) {
      starts.push(start);
      start = null;
    }
  }
  return starts;
}

function mebibytes(bytes: number): string {
  return `${(bytes / (1024 * 1024)).toFixed(1)} MiB`;
}
