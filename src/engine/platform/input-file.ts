import { randomBytes } from 'node:crypto';
import { openSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Opens a file that holds a program's whole input and has no name any more. Node's own pipes are sockets: `/dev/stdin`
 * cannot be opened on one, and bash, taking it for a remote login, reads the person's `.bashrc` first.
 */
export function openInput(text: string | null, besides: string): number {
  if (text === null) return openSync('/dev/null', 'r');
  const path = `${besides}.${randomBytes(6).toString('hex')}.input`;
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
    return openSync(path, 'r');
  } finally {
    rmSync(path, { force: true });
  }
}
