import js from '@eslint/js';
import tseslint from 'typescript-eslint';

// ESLint replaces a rule's options where two blocks match one file, so each list is put together here.

const timeProperties = [
  ['Date', 'now'],
  ['performance', 'now'],
  ['performance', 'timeOrigin'],
  ['process', 'hrtime'],
  ['process', 'uptime'],
  ['AbortSignal', 'timeout'],
  ['globalThis', 'setTimeout'],
  ['globalThis', 'setInterval'],
].map(([object, property]) => ({ object, property, message: 'Take a Clock as an argument.' }));

const randomProperties = [
  ['Math', 'random'],
  ['crypto', 'randomUUID'],
  ['crypto', 'randomBytes'],
  ['crypto', 'randomInt'],
  ['crypto', 'getRandomValues'],
].map(([object, property]) => ({ object, property, message: 'Take a Random as an argument.' }));

const exitProperties = ['exit', 'reallyExit', 'abort'].map((property) => ({
  object: 'process',
  property,
  message: 'Only src/cli.tsx ends the process.',
}));

const terminalProperties = ['stdout', 'stderr', 'stdin'].map((property) => ({
  object: 'process',
  property,
  message: 'The terminal has one door: src/ui/screen/.',
}));

const clockGlobals = ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'].map((name) => ({
  name,
  message: 'Take a Clock as an argument.',
}));

const turnGlobals = ['setImmediate', 'queueMicrotask'].map((name) => ({
  name,
  message: 'Only the clock door and the screen yield a turn of the event loop.',
}));

const clockImports = [
  { name: 'node:timers', message: 'Take a Clock as an argument.' },
  { name: 'node:timers/promises', message: 'Take a Clock as an argument.' },
  { name: 'node:perf_hooks', message: 'Take a Clock as an argument.' },
  {
    name: 'node:crypto',
    importNames: ['randomUUID', 'randomBytes', 'randomInt', 'getRandomValues', 'webcrypto'],
    message: 'Take a Random as an argument.',
  },
];

const processImports = [
  {
    name: 'node:process',
    importNames: ['exit', 'abort', 'hrtime', 'stdout', 'stderr', 'stdin'],
    message: 'Write process.<name>, so that the rules about it see it.',
  },
];

const shapeSyntax = [
  { selector: 'ExportAllDeclaration', message: 'Name what is exported.' },
  { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  { selector: "ExportSpecifier[exported.name='default']", message: 'Export by name.' },
];

const dateSyntax = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take a Clock as an argument.',
  },
  { selector: "CallExpression[callee.name='Date']", message: 'Take a Clock as an argument.' },
];

const sizes = {
  'max-lines': ['error', { max: 250 }],
  'max-lines-per-function': ['error', { max: 60 }],
  'max-params': ['error', 3],
  'max-depth': ['error', 3],
};

const common = {
  ...sizes,
  'no-console': 'error',
  // `== null` asks for both kinds of nothing at once.
  eqeqeq: ['error', 'always', { null: 'ignore' }],
};

const typed = {
  // A switch names every case or says by a default that it looks at some of them only.
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
  ],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
  '@typescript-eslint/no-import-type-side-effects': 'error',
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  // A terminal counts code points and what joins them; the spread is meant.
  '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
  '@typescript-eslint/no-unnecessary-condition': [
    'error',
    { allowConstantLoopConditions: 'only-allowed-literals' },
  ],
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
};

/** A rule with what it forbids; ESLint would take an empty list as "what the block above said". */
function forbid(list) {
  return list.length === 0 ? 'off' : ['error', ...list];
}

/** The rules about the outside world, with the doors that one place may use left open. */
function doors({ clock = false, exit = false, terminal = true, turns = false }) {
  return {
    'no-restricted-properties': forbid([
      ...(clock ? [] : [...timeProperties, ...randomProperties]),
      ...(exit ? [] : exitProperties),
      ...(terminal ? [] : terminalProperties),
    ]),
    'no-restricted-globals': forbid([
      ...(clock ? [] : clockGlobals),
      ...(clock || turns ? [] : turnGlobals),
    ]),
    'no-restricted-imports': [
      'error',
      { paths: [...(clock ? [] : clockImports), ...processImports] },
    ],
    'no-restricted-syntax': forbid([...shapeSyntax, ...(clock ? [] : dateSyntax)]),
  };
}

export default tseslint.config(
  {
    ignores: ['dist/', 'coverage/', 'examples/', 'test/fixtures/', 'node_modules/'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: { ...common, ...typed },
  },
  { files: ['src/**/*.{ts,tsx}'], rules: doors({}) },
  { files: ['src/ui/**/*.{ts,tsx}'], rules: doors({ terminal: false }) },
  { files: ['src/ui/screen/**/*.{ts,tsx}'], rules: doors({ turns: true }) },
  { files: ['src/engine/platform/**/*.ts'], rules: doors({ clock: true }) },
  {
    files: ['src/cli.tsx', 'src/engine/agents/scripted-agent.ts'],
    rules: doors({ exit: true }),
  },
  {
    files: ['test/**/*.{ts,tsx}', 'bench/**/*.{ts,tsx}'],
    rules: {
      ...doors({ clock: true, exit: true }),
      // A describe block is a chapter, not a function.
      'max-lines-per-function': 'off',
      // A row of a table of cases arrives as parameters.
      'max-params': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      // Our parts are closures, which a test may take apart.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['bench/**/*.{ts,tsx}'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        performance: 'readonly',
      },
    },
    rules: { ...sizes, eqeqeq: 'error' },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: {
        module: 'writable',
        require: 'readonly',
        __dirname: 'readonly',
        __filename: 'readonly',
      },
    },
  },
  // The launcher and the parent must be read by Nodes that are too old to run the program.
  {
    files: ['bin/*.cjs'],
    ignores: ['bin/child.cjs', 'bin/load.cjs'],
    languageOptions: { ecmaVersion: 5 },
    rules: { 'no-unused-vars': ['error', { caughtErrors: 'none' }] },
  },
  // These tools ask for a default export.
  {
    files: ['eslint.config.js', 'vitest.config.ts', 'scripts/**/*.mjs'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
