const inherited = ['PATH', 'HOME', 'XDG_CONFIG_HOME', 'TMPDIR', 'TMP', 'TEMP', 'SYSTEMROOT'];

/** Who the engine's own commits are by. */
export const engineIdentity = { name: 'agent-tui', email: 'agent-tui@localhost' } as const;

/** The whole environment of one git call: nothing of git is inherited, so no program an agent or a shell configured runs. */
export function gitEnvironment(
  base: NodeJS.ProcessEnv,
  options: { personal?: boolean; extra?: Readonly<Record<string, string>> },
): Record<string, string> {
  const env: Record<string, string> = {
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LFS_SKIP_SMUDGE: '1',
    GIT_AUTHOR_NAME: engineIdentity.name,
    GIT_AUTHOR_EMAIL: engineIdentity.email,
    GIT_COMMITTER_NAME: engineIdentity.name,
    GIT_COMMITTER_EMAIL: engineIdentity.email,
  };
  for (const name of inherited) {
    const value = base[name];
    if (value !== undefined) env[name] = value;
  }
  if (options.personal !== true) {
    env['GIT_CONFIG_NOSYSTEM'] = '1';
    env['GIT_CONFIG_GLOBAL'] = '/dev/null';
    // Everything is fetched from a path; a planted `ext::` or missing object must not reach out.
    env['GIT_ALLOW_PROTOCOL'] = 'file';
    env['GIT_NO_LAZY_FETCH'] = '1';
  }
  return { ...env, ...options.extra };
}

/**
 * Settings that win over every configuration file: no hooks, no file watcher, no housekeeping. The lock time-outs
 * let git itself wait for a ref that somebody else holds, instead of failing after its usual 100 ms.
 */
export const neutralSettings: readonly string[] = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.untrackedCache=false',
  'core.quotePath=false',
  'core.filesRefLockTimeout=3000',
  'core.packedRefsTimeout=3000',
  'gc.auto=0',
  'maintenance.auto=false',
  'fetch.writeCommitGraph=false',
  'protocol.version=2',
  'advice.addEmbeddedRepo=false',
  'commit.gpgSign=false',
];
