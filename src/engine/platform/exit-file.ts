import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import type { ProcessIdentity } from '../model/session.ts';
import type { Clock } from './clock.ts';
import { isAlive } from './process-tree.ts';
import type { ProcessExit } from './process-exit.ts';

/**
 * A small shell in front of a program keeps its exit code in a file, so that an engine that was not there when the program
 * ended still knows how it ended. The shell then ends in the same way, by the same signal where it was one. What it is told
 * to end by it leaves to the program, and what it would say about the program's death it keeps to itself.
 */
const keeper = `trap 'ended=1' TERM INT HUP QUIT
exec 3>&2 2>/dev/null
(exec 2>&3 3>&-; [ -z "$ended" ] || exit 143; exec "$@")
code=$?
(umask 077 && printf '%s\\n' "$code" >"$0.new" && mv -f "$0.new" "$0")
trap - TERM INT HUP QUIT
[ "$code" -gt 128 ] && kill -"$((code - 128))" $$
exit "$code"`;

/** The words that run a program so that its exit code is kept in a file. */
export function keepingExit(file: string, argv: readonly string[]): string[] {
  return ['/bin/sh', '-c', keeper, file, ...argv];
}

/** A process that an earlier engine started. */
export interface EarlierProcess {
  readonly identity: ProcessIdentity;
  /** Whether it runs at this moment. */
  readonly isAlive: boolean;
  /** Resolves when it runs no more; without a code when nobody kept one. */
  readonly exited: Promise<ProcessExit>;
  /** Stops looking. */
  readonly letGo: () => void;
}

const lookIntervalMs = 250;

/** Finds a process of an earlier engine again. It is not our child: its end is seen by looking. */
export function startedBefore(given: {
  readonly identity: ProcessIdentity;
  readonly exitFile: string;
  readonly clock: Clock;
}): EarlierProcess {
  const { identity, exitFile, clock } = given;
  const { promise: exited, resolve } = Promise.withResolvers<ProcessExit>();
  const letGo = clock.every(lookIntervalMs, () => {
    if (isAlive(identity)) return;
    letGo();
    resolve(keptExit(exitFile));
  });
  return { identity, isAlive: isAlive(identity), exited, letGo };
}

/** How a program ended, as its file says. */
function keptExit(file: string): ProcessExit {
  const code = existsSync(file) ? Number(readFileSync(file, 'utf8').trim()) : NaN;
  if (!Number.isInteger(code)) return { exitCode: null, signal: null };
  const signal = Object.entries(constants.signals).find(([, number]) => number === code - 128);
  return signal === undefined
    ? { exitCode: code, signal: null }
    : { exitCode: null, signal: signal[0] };
}
