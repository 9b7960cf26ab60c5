/** The worlds of packages and tools that a framework belongs to; each has its own package managers. */
export const ecosystems = [
  'javascript',
  'python',
  'go',
  'rust',
  'java',
  'scala',
  'clojure',
  'dotnet',
  'php',
  'ruby',
  'swift',
  'dart',
  'elixir',
  'erlang',
  'haskell',
  'ocaml',
  'c',
  'r',
  'perl',
  'lua',
  'julia',
  'zig',
  'crystal',
  'nim',
  'd',
  'gleam',
  'elm',
  'shell',
  'other',
] as const;

export type Ecosystem = (typeof ecosystems)[number];

/** What files of JavaScript and TypeScript end with. */
export const javaScriptExtensions: readonly string[] = [
  '.js',
  '.ts',
  '.jsx',
  '.tsx',
  '.mjs',
  '.mts',
  '.cjs',
  '.cts',
];
