import { lstatSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AgentTuiError } from '../model/error.ts';
import { isSystemError } from '../platform/files.ts';

/** `sun_path` holds 104 bytes on macOS and 108 on Linux, with the zero that ends it. */
const socketPathBytesMax = 103;
const socketFile = 'control.sock';
/** Names the socket where it could not be put into the state directory itself. */
const placeFile = 'control.place';
const shortDirPrefix = 'agent-tui-';

/** Where the control socket of a project may be made. */
export interface SocketPlace {
  readonly path: string;
  /** Removes the socket and what was made for it. */
  remove(): void;
}

/** Where the engine that runs has its control socket. */
export function socketPathOf(stateDir: string): string {
  return namedPlace(stateDir) ?? join(stateDir, socketFile);
}

/**
 * Whether a socket is the one that this project's engine made: a directory for temporary files is everybody's, and what
 * was ours may have been cleared away and made again by somebody else.
 */
export function isOurSocket(stateDir: string, path: string): boolean {
  const owner = lstatSync(stateDir).uid;
  const socket = lstatSync(path, { throwIfNoEntry: false });
  return socket?.isSocket() === true && socket.uid === owner;
}

/**
 * Makes room for the socket in the state directory; the caller holds the engine lock, so that what lies there is of a
 * dead engine and is removed.
 */
export function makeSocketPlace(stateDir: string): SocketPlace | undefined {
  removePlace(stateDir);
  const path = join(stateDir, socketFile);
  if (Buffer.byteLength(path) > socketPathBytesMax) return undefined;
  return { path, remove: () => removePlace(stateDir) };
}

/**
 * The same in a short directory of our own, for a state directory whose path is too long, or whose file system knows no
 * sockets. The state directory names it.
 * @throws AgentTuiError `environment` when there is no such directory.
 */
export function makeShortSocketPlace(
  stateDir: string,
  env: Readonly<Record<string, string | undefined>>,
): SocketPlace {
  const parents = [env['XDG_RUNTIME_DIR'], env['TMPDIR'], '/tmp'];
  for (const parent of parents) {
    const dir = parent === undefined || parent === '' ? undefined : shortDirIn(parent);
    if (dir === undefined) continue;
    const path = join(dir, socketFile);
    writeFileSync(join(stateDir, placeFile), path, { mode: 0o600 });
    return { path, remove: () => removePlace(stateDir) };
  }
  throw new AgentTuiError('environment', 'there is no short directory for the control socket', {
    hint: 'set XDG_RUNTIME_DIR or TMPDIR to a directory that can be written',
  });
}

/** `mkdtemp` makes a directory that nobody else may enter. */
function shortDirIn(parent: string): string | undefined {
  const longest = join(parent, `${shortDirPrefix}XXXXXX`, socketFile);
  if (Buffer.byteLength(longest) > socketPathBytesMax) return undefined;
  try {
    return mkdtempSync(join(parent, shortDirPrefix));
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC')) {
      return undefined;
    }
    throw error;
  }
}

function namedPlace(stateDir: string): string | undefined {
  try {
    return readFileSync(join(stateDir, placeFile), 'utf8');
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}

function removePlace(stateDir: string): void {
  const named = namedPlace(stateDir);
  if (named !== undefined) removeNamed(stateDir, named);
  rmSync(join(stateDir, placeFile), { force: true });
  rmSync(join(stateDir, socketFile), { force: true });
}

/** Only what is still ours: the socket that we made, and its directory when nothing else is in it. */
function removeNamed(stateDir: string, path: string): void {
  if (!path.endsWith(`/${socketFile}`) || !dirname(path).includes(`/${shortDirPrefix}`)) return;
  try {
    if (isOurSocket(stateDir, path)) rmSync(path, { force: true });
    rmdirSync(dirname(path));
  } catch (error) {
    // Cleared away meanwhile, or not ours any more.
    if (!isSystemError(error, 'ENOENT', 'ENOTDIR', 'ENOTEMPTY', 'EPERM', 'EACCES')) throw error;
  }
}
