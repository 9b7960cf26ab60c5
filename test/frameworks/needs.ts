import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { requireFramework } from '../../src/engine/testing/index.ts';
import type { FrameworkCase } from './framework-case.ts';

const execute = promisify(execFile);
const installDurationMsMax = 15 * 60_000;
const versionDurationMsMax = 60_000;
const simulators = join(import.meta.dirname, 'simulators');

/** What a case is run with. */
export interface Equipment {
  /** The environment of a person who has the tool in PATH. */
  readonly env: NodeJS.ProcessEnv;
  /** A folder `node_modules` for its projects; null: it needs no packages of npm. */
  readonly modules: string | null;
  /** What the tool says of its version. */
  readonly version: string;
}

/** Why a case cannot be run here. */
export class CannotRun extends Error {}

/** Installs what a case needs, and asks its tool for its version. */
export async function equip(one: FrameworkCase): Promise<Equipment> {
  await installDebian(one.needs.debian);
  const modules = await modulesFor(one);
  const env = environmentFor(one);
  const binaries = modules === null ? [] : [join(modules, '.bin')];
  const withBinaries = { ...env, PATH: pathOf([...binaries, env.PATH]) };
  const version =
    one.version.length > 0 || modules === null
      ? await versionOf(one, withBinaries)
      : await packageVersion(modules, one.needs.npm[0] ?? '');
  return { env, modules, version: named(one.framework, version) };
}

/** Programs of packages are looked for in `node_modules`, those of simulators too. */
async function modulesFor({ needs, by, framework }: FrameworkCase): Promise<string | null> {
  if (needs.npm.length > 0) return installNpm(needs.npm);
  const { start } = requireFramework(framework);
  if (by === 'tool' || start.kind !== 'package-binary') return null;
  const modules = join(tmpdir(), 'agent-tui-frameworks', `simulated-${start.name}`, 'node_modules');
  const program = join(modules, '.bin', start.name);
  await mkdir(dirname(program), { recursive: true });
  await rm(program, { force: true });
  await symlink(join(simulators, start.name), program);
  return modules;
}

/** Nobody's tests are run with the programs of this project's own packages, but with its Node. */
function environmentFor({ by, needs }: FrameworkCase) {
  const dirs = (process.env['PATH'] ?? '').split(delimiter);
  const kept = dirs.filter((dir) => !dir.includes('node_modules'));
  // Modules that Debian has belong to Debian's Python, and not to another one that comes first in PATH.
  const isDebians = needs.debian.some((name) => name.startsWith('python3-'));
  const first = [...(by === 'simulator' ? [simulators] : []), ...(isDebians ? ['/usr/bin'] : [])];
  return { ...process.env, PATH: pathOf([...first, dirname(process.execPath), ...kept]) };
}

function pathOf(dirs: readonly string[]): string {
  return dirs.join(delimiter);
}

/** For a tool that does not tell its version: the one of its package. */
async function packageVersion(modules: string, name: string): Promise<string> {
  const manifest = join(modules, name.replace(/(?<=.)@.*$/u, ''), 'package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { readonly version: string };
  return version;
}

async function versionOf({ version }: FrameworkCase, env: NodeJS.ProcessEnv): Promise<string> {
  const [program = '', ...args] = version;
  try {
    const told = await execute(program, args, { env, timeout: versionDurationMsMax });
    const lines = `${told.stdout}\n${told.stderr}`.split('\n').map((line) => line.trim());
    // What programs print for terminals is no part of a version.
    // eslint-disable-next-line no-control-regex
    const plain = lines.map((line) => line.replaceAll(/\u001b\[[\d;]*m/gu, ''));
    return plain.find((line) => /\d/u.test(line)) ?? plain[0] ?? '';
  } catch (error) {
    throw new CannotRun(`\`${version.join(' ')}\`: ${firstLine(error)}`);
  }
}

/** Some tools tell a number alone. */
function named(framework: string, line: string): string {
  const number = /^"?(?:version )?(?<number>v?\d[^"]*)/iu.exec(line)?.groups?.['number'];
  const told = number === undefined ? line : `${requireFramework(framework).title} ${number}`;
  return told.slice(0, 80);
}

let turn: Promise<unknown> = Promise.resolve();
let lists: Promise<unknown> | undefined;

/** One after the other: the package manager has one lock. */
function installDebian(names: readonly string[]): Promise<void> {
  const done = turn.then(() => installMissing(names));
  turn = done.catch(() => undefined);
  return done;
}

async function installMissing(names: readonly string[]): Promise<void> {
  const missing: string[] = [];
  for (const name of names) if (!(await isInstalled(name))) missing.push(name);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    throw new CannotRun(
      `Debian packages are missing, and only root installs: ${missing.join(' ')}`,
    );
  }
  lists ??= apt(['update']).catch(() => undefined);
  await lists;
  try {
    await apt(['install', '--yes', '--no-install-recommends', ...missing]);
  } catch (error) {
    throw new CannotRun(`Debian packages ${missing.join(' ')}: ${firstLine(error)}`);
  }
}

function apt(args: readonly string[]): Promise<unknown> {
  const options = ['-q', '-o', 'DPkg::Lock::Timeout=600'];
  return execute('apt-get', [...options, ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: installDurationMsMax,
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** Where there is no dpkg the tool's own version tells whether it is there. */
async function isInstalled(name: string): Promise<boolean> {
  const query = ['-W', '-f=${db:Status-Status}', name];
  try {
    const { stdout } = await execute('dpkg-query', query);
    return stdout === 'installed';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

const sets = new Map<string, Promise<string>>();

/** One folder for each set of packages; it is kept for the next time. */
function installNpm(packages: readonly string[]): Promise<string> {
  const words = packages.toSorted();
  const key = createHash('sha256').update(words.join('\n')).digest('hex').slice(0, 16);
  const known = sets.get(key) ?? installSet(words, key);
  sets.set(key, known);
  return known;
}

async function installSet(packages: readonly string[], key: string): Promise<string> {
  const dir = join(tmpdir(), 'agent-tui-frameworks', key);
  const done = join(dir, 'installed');
  const modules = join(dir, 'node_modules');
  if (await isThere(done)) return modules;
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, 'package.json'), '{"private":true}\n');
  try {
    await execute('npm', ['install', '--no-audit', '--no-fund', ...packages], {
      cwd: dir,
      timeout: installDurationMsMax,
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    throw new CannotRun(`npm packages ${packages.join(' ')}: ${firstLine(error)}`);
  }
  await writeFile(done, '');
  return modules;
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** What a program said last is why it failed. */
function firstLine(error: unknown): string {
  const { stderr = '', message } = error as Error & { readonly stderr?: string };
  const lines = stderr.split('\n').filter((line) => /^(?:E:|npm (?:ERR|error))/u.test(line));
  return (lines[0] ?? message.split('\n')[0] ?? '').slice(0, 200);
}
