import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The project's root, wherever a script is called from. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** What package.json says. */
export const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Bundles entries ({ name: source path }) into outdir as <name>.js and returns esbuild's metafile. */
export async function bundle(entries, outdir) {
  const result = await build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir,
    bundle: true,
    platform: 'node',
    format: 'esm',
    // What only some commands need (the screen, the MCP servers) is read from disk only by those.
    splitting: true,
    // In the same folder: files beside the program are found relative to the module that asks.
    chunkNames: '[name]-[hash]',
    target: 'node22.13',
    jsx: 'automatic',
    metafile: true,
    legalComments: 'none',
    // Names stay readable, so that a stack trace in a report says something.
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'silent',
    // Their addons are found beside their own files.
    external: ['better-sqlite3', '@lydell/node-pty'],
    // Ink asks for it only while Ink itself is being debugged.
    alias: { 'react-devtools-core': join(root, 'scripts/empty-module.mjs') },
    define: {
      // React picks its fast build while it is loaded.
      'process.env.NODE_ENV': '"production"',
      'process.env.DEV': '"false"',
      'globalThis.AGENT_TUI_VERSION': JSON.stringify(manifest.version),
    },
    // Bundled CommonJS packages ask for node's own modules by require.
    banner: {
      js: "import { createRequire as agentTuiCreateRequire } from 'node:module'; const require = agentTuiCreateRequire(import.meta.url);",
    },
  });
  return result.metafile;
}
