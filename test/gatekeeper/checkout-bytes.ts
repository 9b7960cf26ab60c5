import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Every byte of a checkout and of its git directory, hashed; but for objects and the one ref that is ours, which may
 * be written, and for refs that a test expects to move.
 */
export function checkoutBytes(dir: string, except: readonly string[] = []): Record<string, string> {
  const skipped = [/^\.git\/objects\//, /^\.git\/(logs\/)?refs\/heads\/agent-tui\//];
  const expected = except.map((name) => new RegExp(`^\\.git/(logs/)?(refs/heads/)?${name}(/|$)`));
  const bytes: Record<string, string> = {};
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(dir.length + 1);
    if (!entry.isFile() || [...skipped, ...expected].some((pattern) => pattern.test(path)))
      continue;
    bytes[path] = createHash('sha256')
      .update(readFileSync(join(dir, path)))
      .digest('hex');
  }
  return bytes;
}
