import type { Config } from '../../model/config.ts';
import { AgentTuiError } from '../../model/error.ts';
import { bounds } from '../bounds.ts';
import { frameworks, requireFramework } from '../frameworks/index.ts';
import type { Candidate } from './candidate.ts';
import { rankSuites, sureScoreMin } from './choose-primary.ts';
import { chooseSuites } from './choose-suites.ts';
import { configuredCommand } from './configured-command.ts';
import type { Detection, FoundSuite, ProjectFiles } from './detection.ts';
import { countLanguages } from './languages.ts';
import { packageManagerOf } from './package-managers/package-manager-of.ts';
import type { CommandReading } from './readings.ts';
import { ciCommandsByDir, readCommandsOf } from './readings.ts';
import { ciKinds } from './commands/index.ts';
import { readRoot } from './root-files.ts';
import type { RootFiles } from './root-files.ts';
import { indexTree } from './tree-index.ts';
import type { TreeIndex } from './tree-index.ts';
import { weigh } from './weigh.ts';
import { whyNone } from './why-none.ts';
import { readWorkspaces } from './workspaces/read-workspace.ts';

/** What the search is given: the files of a tree, and what the configuration says of its tests. */
export type DetectInput = ProjectFiles & { readonly override: Config['test'] };

/** Finds the project's test suites by weighing all evidence, or says why there are none. */
export async function detectTests(input: DetectInput): Promise<Detection> {
  const { override, names } = input;
  const configured = suiteDir(override);
  if (configured !== '' && !names.some((name) => name.startsWith(`${configured}/`))) {
    const reasons = [`there is no directory ${configured}, where test.dir says that the tests are`];
    return { kind: 'none', reasons, packageManager: null, missingDir: configured };
  }
  const tree = { index: indexTree(names), read: remembering((path) => input.read(path)) };
  if (override.command !== undefined) return configuredCommand(override, configured);
  const dirs = override.dir === undefined ? await rootsOf(tree) : [configured];
  const looks = await lookAt(tree, dirs);
  if (override.framework !== undefined) return named(tree, looks, override.framework);
  const { suites, empty } = chooseSuites(looks.flatMap((look) => look.candidates));
  const ranked = rankSuites(suites, countLanguages(ownNames(tree.index, override.dir)));
  const told = empty.map(
    ({ framework, dir }) => `${framework.id}${dir === '' ? '' : ` in ${dir}`}`,
  );
  return (await found(tree, ranked, told)) ?? none(tree, looks);
}

interface Tree {
  readonly index: TreeIndex;
  readonly read: ProjectFiles['read'];
}

/** One directory with what was found there. */
interface Look {
  readonly root: RootFiles;
  readonly readings: readonly CommandReading[];
  readonly candidates: readonly Candidate[];
}

/** The configured directory of the suite, as a relative path without dots; `''` is the root. */
function suiteDir(override: Config['test']): string {
  const given = override.dir ?? '';
  const parts = given.split('/').filter((part) => part !== '' && part !== '.');
  if (!given.startsWith('/') && !parts.includes('..')) return parts.join('/');
  throw new AgentTuiError('usage', `no directory of the project for its tests: ${given}`, {
    hint: 'set test.dir in agent-tui.json to a directory relative to the project',
  });
}

/** The directories that may hold suites: those with a manifest, and members that a workspace lists. */
async function rootsOf({ index, read }: Tree): Promise<readonly string[]> {
  const workspaces = await readWorkspaces(index, read);
  const members = workspaces.flatMap(({ members: all }) => all.map(({ dir }) => dir));
  return [...new Set(['', ...index.roots, ...members])].slice(0, bounds.rootsMax);
}

async function lookAt(tree: Tree, dirs: readonly string[]): Promise<readonly Look[]> {
  const looks: Look[] = [];
  const ci = ciCommandsByDir(await ciTexts(tree));
  const look = async (dir: string): Promise<Look> => {
    const root = await readRoot(tree.index, dir, tree.read);
    const readings = readCommandsOf({ texts: root.texts, ci: ci.get(dir) ?? [] });
    const candidates: Candidate[] = [];
    for (const framework of frameworks) candidates.push(await weigh(framework, root, readings));
    return { root, readings, candidates };
  };
  // Side by side, since most of the time is spent waiting for one small file after the other.
  for (let from = 0; from < dirs.length; from += bounds.rootsAtOnceMax) {
    looks.push(...(await Promise.all(dirs.slice(from, from + bounds.rootsAtOnceMax).map(look))));
  }
  return looks;
}

/** The files that say what the CI runs, by path. */
async function ciTexts({ index, read }: Tree): Promise<ReadonlyMap<string, string>> {
  const files = index.names.filter((name) => ciKinds.some((kind) => kind.file.test(name)));
  const texts = new Map<string, string>();
  for (const file of files.slice(0, bounds.ciFilesMax)) texts.set(file, (await read(file)) ?? '');
  return texts;
}

/** The framework that the configuration names, in the directory where most speaks for it. */
async function named(tree: Tree, looks: readonly Look[], id: string): Promise<Detection> {
  const framework = requireFramework(id);
  const candidates = looks
    .flatMap((look) => look.candidates)
    .filter((one) => one.framework === framework)
    .toSorted((a, b) => b.score - a.score);
  const [best] = candidates;
  if (best === undefined) return none(tree, looks);
  const reasons = [`${id} is named in the configuration`, ...best.reasons];
  return (await found(tree, [{ ...best, reasons }], [])) ?? none(tree, looks);
}

async function found(
  tree: Tree,
  ranked: readonly Candidate[],
  empty: readonly string[],
): Promise<Detection | null> {
  const suites: FoundSuite[] = [];
  for (const [at, one] of ranked.entries()) {
    suites.push(
      await suiteOf(tree, one, !ranked.slice(0, at).some((other) => isRival(other, one))),
    );
  }
  const [primary] = suites;
  if (primary === undefined) return null;
  return { kind: 'found', primary, suites, empty, packageManager: primary.packageManager };
}

/** Two runners of one language in one directory mostly run the same tests: the better one of them decides. */
function isRival(other: Candidate, one: Candidate): boolean {
  return other.dir === one.dir && other.framework.ecosystem === one.framework.ecosystem;
}

async function suiteOf(
  { index, read }: Tree,
  one: Candidate,
  isFirst: boolean,
): Promise<FoundSuite> {
  const { framework, dir, reasons, invocation, hangRisk, score } = one;
  return {
    framework: framework.id,
    dir,
    packageManager: await packageManagerOf(framework.ecosystem, dir, index, read),
    reasons,
    invocation,
    isSure: isFirst && score >= sureScoreMin,
    hangRisk,
    report: null,
  };
}

/** Ecosystems in which a project without tests is most likely at home. */
async function none({ index, read }: Tree, looks: readonly Look[]): Promise<Detection> {
  const reasons = whyNone(
    looks.flatMap((look) => look.candidates),
    looks.flatMap((look) => look.readings),
  );
  const languages = [...countLanguages(index.names)].toSorted(([, a], [, b]) => b - a);
  for (const [ecosystem] of languages) {
    const packageManager = await packageManagerOf(ecosystem, '', index, read);
    if (packageManager !== null) return { kind: 'none', reasons, packageManager, missingDir: null };
  }
  return { kind: 'none', reasons, packageManager: null, missingDir: null };
}

/** The paths that decide whose code it is: of the whole tree, or of the configured directory. */
function ownNames(index: TreeIndex, dir: string | undefined): readonly string[] {
  const prefix = dir === undefined ? '' : `${dir}/`;
  return index.names.filter((path) => path.startsWith(prefix) && !index.isForeign(path));
}

/** Reads each file once: every framework asks for the same ones. */
function remembering(read: ProjectFiles['read']): ProjectFiles['read'] {
  const known = new Map<string, Promise<string | undefined>>();
  return (path) => {
    const text = known.get(path) ?? read(path);
    known.set(path, text);
    return text;
  };
}
