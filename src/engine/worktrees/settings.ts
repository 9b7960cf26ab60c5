import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Git } from '../git/git.ts';
import type { PersonRepository } from '../git/person.ts';

/** Settings that decide what file contents and names mean; the engine must read them as the person's git does. */
export const contentSettings = [
  'core.autocrlf',
  'core.eol',
  'core.safecrlf',
  'core.ignorecase',
  'core.symlinks',
  'core.filemode',
  'core.precomposeunicode',
  'core.protecthfs',
  'core.protectntfs',
  'core.excludesfile',
];
/** Settings that agents need besides, in work.git only. */
export const agentSettings = ['user.name', 'user.email', 'lfs.storage', 'lfs.url'];

/** Appends settings to a repository's file in one write; later lines win over earlier ones. */
export async function writeSettings(
  git: Git,
  settings: readonly (readonly [string, string])[],
): Promise<void> {
  const lines = settings.map(([name, value]) => {
    const dot = name.lastIndexOf('.');
    const [section = '', ...subsection] = name.slice(0, dot).split('.');
    const inner = subsection.length === 0 ? '' : ` "${subsection.join('.')}"`;
    const quoted = value.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n');
    return `[${section}${inner}]\n\t${name.slice(dot + 1)} = "${quoted}"\n`;
  });
  await appendFile(join(git.dir, 'config'), lines.join(''));
}

/**
 * Reads allow-listed settings of the person's repository. `effective` counts their global file too: gate.git is
 * never run with it, whereas an agent's own git reads it by itself.
 */
export async function settingsOf(
  person: PersonRepository,
  names: readonly string[],
  scope: 'effective' | 'local',
): Promise<(readonly [string, string])[]> {
  const listed = await person.git.run(
    ['config', '--list', '--null', ...(scope === 'local' ? ['--local'] : [])],
    { personal: scope === 'effective', okExitCodes: [0] },
  );
  const found = new Map<string, string>();
  for (const row of listed.stdout.split('\0')) {
    const [name = '', ...value] = row.split('\n');
    if (names.includes(name.toLowerCase())) found.set(name.toLowerCase(), value.join('\n'));
  }
  return [...found].filter(([, value]) => value !== '');
}
