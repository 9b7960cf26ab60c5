'use strict';

// The import rules of docs/architecture.md. Each of them is shown to fail in test/tooling/import-rules.test.ts.

/** Files that compute from their arguments alone; they may import only one another. */
const pureFiles = [
  '^src/engine/model/',
  '^src/engine/scheduler/(plan|choose-feature)[.]ts$',
  '^src/engine/agents/(plan-logs|prompt)[.]ts$',
  '^src/engine/models/(choose-model|by-evidence|by-trial|posterior|attempt-costs|model-facts|models|chance|budget)[.]ts$',
  '^src/engine/git/parse[^/]*[.]ts$',
  '^src/engine/gatekeeper/(decide|feedback)[.]ts$',
  '^src/engine/knowledge/(knowledge|rank|redact|reference-prompt|words)[.]ts$',
  '^src/engine/testing/reports/',
  '^src/engine/testing/bounds[.]ts$',
  '^src/engine/testing/detect/(tree-index|find-roots|foreign-dirs|manifest-names|json-comments|manifest-values|detection)[.]ts$',
  '^src/engine/testing/detect/workspaces/(affected|glob|members|workspace)[.]ts$',
  '^src/engine/platform/terminal-text[.]ts$',
  '^src/ui/(keymap|key-reasons)[.]ts$',
];

/** The state of the screen as values, and what is read from it. */
const screenState = '^src/ui/store/(state|selectors)[.]ts$';

/** Packages that compute from their arguments alone. */
const purePackages = [
  ...['zod', 'fast-xml-parser', 'yaml', 'smol-toml'].map((name) => packagePath(name)),
  '^(node:)?(path|url)$',
];

/** Matches a package whether or not it is installed, and its published types. */
function packagePath(name) {
  return `(^|node_modules/)(@types/)?${name}(/|$)`;
}

/** A package that only the files of one place may import. */
function door(name, packageName, place) {
  return {
    name: `door-${name}`,
    comment: `${packageName} has one door: ${place}`,
    severity: 'error',
    from: { path: '^src/', pathNot: place },
    to: { path: packagePath(packageName) },
  };
}

/** A room of variants, each a file or a folder, that know the room's contract but not each other. */
function strangers(name, room, contract) {
  return {
    name: `siblings-${name}`,
    comment: `The ${name} in ${room} do not import each other; the table in index.ts names them.`,
    severity: 'error',
    from: { path: `^${room}/([^/.]+)`, pathNot: `^${room}/index[.]tsx?$` },
    to: { path: `^${room}/`, pathNot: [`^${room}/$1[/.]`, `^${room}/${contract}[.]ts$`] },
  };
}

/** A room that everyone outside enters by its index only. */
function face(room) {
  return {
    name: `face-of-${room}`,
    comment: `From outside, src/${room} is entered by its index only.`,
    severity: 'error',
    from: { path: '^src/', pathNot: `^src/${room}/` },
    to: { path: `^src/${room}/`, pathNot: `^src/${room}/index[.]tsx?$` },
  };
}

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'No import leads back to where it came from, type imports included.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'engine-knows-no-faces',
      comment: 'The engine is handed what it needs from the screen, the servers and the commands.',
      severity: 'error',
      from: { path: '^src/engine/' },
      to: { path: '^src/(ui/|mcp/|commands/|cli[.]tsx$|index[.]ts$)' },
    },
    face('engine'),
    face('ui'),
    face('mcp'),
    {
      name: 'ui-and-mcp-are-strangers',
      comment: 'The screen and the servers meet in a command, never each other.',
      severity: 'error',
      from: { path: '^src/(ui|mcp)/' },
      to: { path: '^src/(ui|mcp)/', pathNot: '^src/$1/' },
    },
    {
      name: 'panes-read-the-store',
      comment: 'Panes and components read the store, never the engine.',
      severity: 'error',
      from: { path: '^src/ui/(panes|components)/' },
      to: { path: '^src/engine/' },
    },
    {
      name: 'store-takes-types-only',
      comment: 'The store takes types from the engine and nothing that runs.',
      severity: 'error',
      from: { path: '^src/ui/store/' },
      to: { path: '^src/engine/', dependencyTypesNot: ['type-only'] },
    },
    strangers('panes', 'src/ui/panes', 'pane'),
    strangers('drivers', 'src/engine/agents/drivers', 'driver'),
    strangers('frameworks', 'src/engine/testing/frameworks', 'framework'),
    {
      name: 'siblings-tools',
      comment:
        'The tools of a server share what a shape file says of its noun, and do not import each other.',
      severity: 'error',
      from: {
        path: '^src/mcp/servers/([^/]+)/([^/.]+)',
        pathNot: '^src/mcp/servers/[^/]+/index[.]ts$',
      },
      to: {
        path: '^src/mcp/servers/[^/]+/',
        pathNot: ['^src/mcp/servers/$1/$2[.]', '^src/mcp/servers/$1/[^/]+-shape[.]ts$'],
      },
    },
    {
      name: 'model-is-alone',
      comment: 'The nouns import nouns and zod.',
      severity: 'error',
      from: { path: '^src/engine/model/' },
      to: { pathNot: ['^src/engine/model/', packagePath('zod')] },
    },
    {
      name: 'pure-imports-pure',
      comment: 'A file that computes from its arguments alone imports only such files.',
      severity: 'error',
      from: { path: pureFiles },
      to: { pathNot: [...pureFiles, ...purePackages, screenState] },
    },
    door('git', 'simple-git', '^src/engine/git/'),
    door('processes', 'execa', '^src/engine/platform/'),
    door(
      'database',
      'better-sqlite3',
      '^src/engine/(db/|knowledge/|queue/statements[^/]*([.]ts$|/))',
    ),
    door('react', 'react', '^src/(ui/|commands/|cli[.]tsx$)'),
    door('ink', 'ink', '^src/(ui/|commands/|cli[.]tsx$)'),
    {
      name: 'door-child-process',
      comment: 'Processes are started in src/engine/platform.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/engine/platform/' },
      to: { path: '^(node:)?child_process$' },
    },
    {
      name: 'no-tests-in-the-program',
      comment: 'The program imports neither tests nor benches nor scripts.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench|scripts)/' },
    },
    {
      name: 'no-development-packages',
      comment: 'What the program imports must be installed with it.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: '^node_modules/@types/' },
    },
    {
      name: 'no-dead-ends',
      comment: 'Every import leads to a file that is there.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|examples|test/fixtures)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
