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
  /** Removes the socket and what was made for it; what the disk does not let go is left to the next engine. */
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
 * @throws AgentTuiError `environment` when it cannot be removed.
 */
export function makeSocketPlace(stateDir: string): SocketPlace | undefined {
  const path = join(stateDir, socketFile);
  try {
    removePlace(stateDir);
  } catch (error) {
    throw isFault(error) ? unusable(path, error) : error;
  }
  if (Buffer.byteLength(path) > socketPathBytesMax) return undefined;
  return placeAt(path, stateDir);
}

/**
 * The same in a short directory of our own, for a state directory whose path is too long, or whose file system knows no
 * sockets. The state directory names it.
 * @throws AgentTuiError `environment` when there is no such directory, or it cannot be named.
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
    try {
      writeFileSync(join(stateDir, placeFile), path, { mode: 0o600 });
    } catch (error) {
      rmdirSync(dir);
      throw isFault(error) ? unusable(path, error) : error;
    }
    return placeAt(path, stateDir);
  }
  throw new AgentTuiError('environment', 'there is no short directory for the control socket', {
    hint: 'set XDG_RUNTIME_DIR or TMPDIR to a directory that can be written',
  });
}

/** Why there is no control socket at a path. */
export function unusable(path: string, error: unknown): AgentTuiError {
  const reason = error instanceof Error ? error.message : String(error);
  return new AgentTuiError('environment', `cannot open the control socket ${path}: ${reason}`, {
    hint: 'look at free space and permissions of that directory',
    cause: error,
  });
}

function placeAt(path: string, stateDir: string): SocketPlace {
  return {
    path,
    remove: () => {
      try {
        removePlace(stateDir);
      } catch (error) {
        // The end of a run must not fail on it.
        if (!isFault(error)) throw error;
      }
    },
  };
}

/** What a system call was refused has a code, whichever it is (`EISDIR` is `ERR_FS_EISDIR` here); a bug has none. */
function isFault(error: unknown): boolean {
  return error instanceof Error && 'code' in error;
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
