import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The absolute path of a shipped file; `injected/` stands beside this module in the source and beside the bundle. */
export function injectedFile(name: string): string {
  const path = fileURLToPath(new URL(`./injected/${name}`, import.meta.url));
  if (!existsSync(path)) throw new Error(`a file of this program is missing: ${path}`);
  return path;
}
