import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The names of a person's environment that no child may inherit: they would redirect git, npm, Node or ourselves. */
const redirecting = [
  /^GIT_/u,
  /^AGENT_TUI_/u,
  /^npm_(?:lifecycle|package)_/u,
  /^npm_(?:execpath|node_execpath|command|config_(?:local_prefix|global_prefix|user_agent|node_gyp|noproxy|init_module))$/u,
  /^INIT_CWD$/u,
  /^NODE_(?:CHANNEL_FD|CHANNEL_SERIALIZATION_MODE|UNIQUE_ID|TEST_CONTEXT|V8_COVERAGE)$/u,
  /^(?:VITEST(?:_.*)?|JEST_WORKER_ID|TINYPOOL_WORKER_ID)$/u,
];

/** Names that look like a secret, and the keys to other machines. */
const secret = [
  /(?:^|_)(?:TOKENS?|SECRETS?|PASSWORD|PASSWD|PASSPHRASE|API_?KEYS?|ACCESS_?KEY(?:_ID)?|PRIVATE_?KEY|CREDENTIALS?|AUTH)(?:_|$)/iu,
  /^(?:AWS|AZURE|ANTHROPIC|OPENAI|GEMINI|CLOUDSDK|VAULT)_/u,
  /^(?:SSH_AUTH_SOCK|SSH_AGENT_PID|SSH_ASKPASS|GPG_AGENT_INFO|KUBECONFIG|NETRC)$/u,
];

/** Variables by which test runners notice an agent (and then print less), and those that force colours or production. */
const agentAware = [
  /^(?:CLAUDECODE|CLAUDE_CODE_.*|GEMINI_CLI.*|CODEX_.*|OPENCODE.*|CURSOR_(?:AGENT|TRACE_ID)|AGENT|AI_AGENT|REPL_ID|COPILOT_AGENT.*|AUGMENT_AGENT|GOOSE_TERMINAL)$/u,
  /^(?:FORCE_COLOR|CLICOLOR_FORCE|NODE_ENV|CLICOLOR)$/u,
];

/** What test runners are told: no terminal, no colours, no questions, no daemons, no reports home. */
const quietRunners: Readonly<Record<string, string>> = {
  CI: 'true',
  NO_COLOR: '1',
  TERM: 'dumb',
  PYTHONUNBUFFERED: '1',
  PYTHONDONTWRITEBYTECODE: '1',
  PY_COLORS: '0',
  CARGO_TERM_COLOR: 'never',
  CARGO_TERM_PROGRESS_WHEN: 'never',
  GIT_TERMINAL_PROMPT: '0',
  GIT_PAGER: 'cat',
  PAGER: 'cat',
  GIT_EDITOR: 'true',
  DEBIAN_FRONTEND: 'noninteractive',
  COREPACK_ENABLE_DOWNLOAD_PROMPT: '0',
  npm_config_yes: 'true',
  npm_config_fund: 'false',
  npm_config_audit: 'false',
  npm_config_update_notifier: 'false',
  YARN_ENABLE_TELEMETRY: '0',
  NX_TUI: 'false',
  NX_DAEMON: 'false',
  NX_INTERACTIVE: 'false',
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  NG_CLI_ANALYTICS: 'false',
  PLAYWRIGHT_HTML_OPEN: 'never',
  DOTNET_CLI_TELEMETRY_OPTOUT: '1',
  DOTNET_NOLOGO: '1',
  MSBUILDTERMINALLOGGER: 'off',
  MAVEN_ARGS: '-B -ntp',
  GRADLE_OPTS: '-Dorg.gradle.daemon=false',
  COMPOSER_NO_INTERACTION: '1',
  MIX_ENV: 'test',
};

/** Where tools keep what they installed, under the person's home: pointed at, since tests get a home of their own. */
const installed: Readonly<Record<string, string>> = {
  PYENV_ROOT: '.pyenv',
  RBENV_ROOT: '.rbenv',
  NVM_DIR: '.nvm',
  VOLTA_HOME: '.volta',
  ASDF_DATA_DIR: '.asdf',
  MISE_DATA_DIR: '.local/share/mise',
  CARGO_HOME: '.cargo',
  RUSTUP_HOME: '.rustup',
  GOPATH: 'go',
  GOCACHE: '.cache/go-build',
  GRADLE_USER_HOME: '.gradle',
  PYTHONUSERBASE: '.local',
  UV_CACHE_DIR: '.cache/uv',
  PIP_CACHE_DIR: '.cache/pip',
  npm_config_cache: '.npm',
  COREPACK_HOME: '.cache/node/corepack',
  PLAYWRIGHT_BROWSERS_PATH: '.cache/ms-playwright',
  MIX_HOME: '.mix',
  HEX_HOME: '.hex',
  REBAR_GLOBAL_CACHE_DIR: '.cache/rebar3',
  LEIN_HOME: '.lein',
  CLJ_CONFIG: '.clojure',
  GITLIBS: '.gitlibs',
  NUGET_PACKAGES: '.nuget/packages',
  PUB_CACHE: '.pub-cache',
};

function without(
  base: NodeJS.ProcessEnv,
  unwanted: readonly (readonly RegExp[])[],
): Record<string, string> {
  const patterns = unwanted.flat();
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(base)) {
    if (value === undefined || patterns.some((pattern) => pattern.test(name))) continue;
    kept[name] = value;
  }
  return withoutInspector(kept);
}

/** A debugger of ours must not stop every child. */
function withoutInspector(env: Record<string, string>): Record<string, string> {
  const options = env['NODE_OPTIONS'];
  if (options === undefined) return env;
  const kept = options.split(' ').filter((word) => !/^--inspect/u.test(word));
  return { ...env, NODE_OPTIONS: kept.join(' ') };
}

/** The environment of an agent: the person's own (path, home, keys of the model), without what redirects programs. */
export function agentEnvironment(
  base: NodeJS.ProcessEnv,
  extra: Readonly<Record<string, string>>,
): Record<string, string> {
  return { ...without(base, [redirecting]), ...extra };
}

/** The environment of the project's tests and set-up: a scratch home, no secrets, nothing that asks or colours. */
export function testEnvironment(
  base: NodeJS.ProcessEnv,
  scratchHome: string,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const kept = without(base, [redirecting, secret, agentAware]);
  return {
    ...toolHomes(base),
    ...kept,
    ...quietRunners,
    HOME: scratchHome,
    XDG_CONFIG_HOME: join(scratchHome, '.config'),
    XDG_CACHE_HOME: join(scratchHome, '.cache'),
    XDG_STATE_HOME: join(scratchHome, '.local/state'),
    XDG_DATA_HOME: join(scratchHome, '.local/share'),
    ...extra,
  };
}

function toolHomes(base: NodeJS.ProcessEnv): Record<string, string> {
  const home = base['HOME'];
  if (home === undefined || home === '') return {};
  const places = Object.entries(installed).map(([name, path]) => [name, join(home, path)] as const);
  return Object.fromEntries(places.filter(([, path]) => existsSync(path)));
}
