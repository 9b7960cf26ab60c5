import { spawnSync } from 'node:child_process';

/**
 * The first process of the namespace: it waits for the program and ends as it did, and with it ends everything that the
 * program left: what still writes, such as the end of a pipe, has half a second. The program itself must not be the first
 * one, since the kernel keeps signals from that.
 */
const first = `trap '' HUP INT TERM QUIT
(trap - HUP INT TERM QUIT; exec "$@")
code=$?
rounds=0
while [ "$rounds" -lt 10 ]; do
  set -- /proc/[0-9]*
  [ $# -le 1 ] && break
  sleep 0.05
  rounds=$((rounds + 1))
done
exit "$code"`;

const probeDurationMsMax = 2_000;
let isPossible: boolean | null = null;

/** The words of `unshare` (util-linux); who is not root needs a user namespace as well. */
function unshareWords(): readonly string[] {
  const user = process.getuid?.() === 0 ? [] : ['--user', '--map-current-user'];
  return ['unshare', ...user, '--pid', '--fork', '--kill-child=SIGKILL', '--mount-proc', '--'];
}

/** Whether this system lets us have process namespaces; asked once. */
export function hasPidNamespaces(): boolean {
  isPossible ??= process.platform === 'linux' && canUnshare();
  return isPossible;
}

function canUnshare(): boolean {
  const [program = '', ...args] = unshareWords();
  const probe = spawnSync(program, [...args, '/bin/sh', '-c', 'exit 42'], {
    stdio: 'ignore',
    timeout: probeDurationMsMax,
  });
  return probe.status === 42;
}

/**
 * The words that run a program in a process namespace of its own, so that nothing it starts outlives it. A program that
 * a signal ended is told as exit code 128 + signal then.
 */
export function inPidNamespace(argv: readonly string[]): readonly string[] {
  return [...unshareWords(), '/bin/sh', '-c', first, 'sh', ...argv];
}
