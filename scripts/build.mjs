// Bundles the program into dist/. Says what it did on stderr; stdout belongs to whoever calls it.
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { bundle, root } from './bundle.mjs';

const entries = {
  cli: 'src/cli.tsx',
  'scripted-agent': 'src/engine/agents/scripted-agent.ts',
  index: 'src/index.ts',
};

/** Files that are used as they are, by the name of their folder in dist/. */
const assets = { injected: 'src/engine/testing/injected' };

const dist = join(root, 'dist');
const stampFile = join(dist, '.build.json');

/** The paths of all files below a folder, relative to it. */
function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();
}

/** Where every asset comes from and goes to, relative to the root and to dist/. */
function assetFiles() {
  return Object.entries(assets).flatMap(([name, folder]) =>
    filesBelow(join(root, folder)).map((path) => ({
      from: join(folder, path),
      to: join(name, path),
    })),
  );
}

/** One value for everything the build is made from; packages count by size and time, they are many. */
function fingerprint(inputs) {
  const hash = createHash('sha256');
  const own = ['package.json', 'package-lock.json', 'scripts/build.mjs', 'scripts/bundle.mjs'];
  const present = Object.values(entries).filter((path) => existsSync(join(root, path)));
  for (const path of [...own, ...present, ...assetFiles().map(({ from }) => from), ...inputs]) {
    const file = join(root, path);
    if (!existsSync(file)) return null;
    hash.update(`${path}\n`);
    if (path.startsWith('node_modules/')) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${String(size)} ${String(mtimeMs)}\n`);
    } else {
      hash.update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/** Is what lies in dist/ made from what lies in src/ now? */
function isFresh() {
  try {
    const stamp = JSON.parse(readFileSync(stampFile, 'utf8'));
    if (stamp.outputs.some((path) => !existsSync(join(dist, path)))) return false;
    return stamp.fingerprint === fingerprint(stamp.inputs);
  } catch {
    return false;
  }
}

/** Moves files one by one into dist/, so that a program started meanwhile finds an old or a new one, never none. */
function moveIntoDist(from, paths) {
  for (const path of paths) {
    mkdirSync(dirname(join(dist, path)), { recursive: true });
    renameSync(join(from, path), join(dist, path));
  }
}

/** Removes what an earlier build left and this one no longer makes. */
function removeOthers(paths) {
  const kept = new Set(paths);
  for (const path of filesBelow(dist)) {
    // What lies in a build- folder belongs to another build that is at work now.
    if (!kept.has(path) && !path.startsWith('.build')) rmSync(join(dist, path));
  }
}

/** Builds beside dist/ and puts the result in place. */
async function makeDist() {
  mkdirSync(dist, { recursive: true });
  const scratch = mkdtempSync(join(dist, '.build-'));
  try {
    const present = Object.fromEntries(
      Object.entries(entries).filter(([, path]) => existsSync(join(root, path))),
    );
    if (Object.keys(present).length === 0) throw new Error('there is no entry to build');
    const metafile = await bundle(present, scratch);
    for (const { from, to } of assetFiles()) {
      cpSync(join(root, from), join(scratch, to), { recursive: true });
    }
    const outputs = filesBelow(scratch);
    const inputs = Object.keys(metafile.inputs).filter((path) => existsSync(join(root, path)));
    const stamp = { fingerprint: fingerprint(inputs), inputs, outputs };
    writeFileSync(join(scratch, '.build.json'), JSON.stringify(stamp));
    moveIntoDist(scratch, [...outputs, '.build.json']);
    removeOthers(outputs);
    return outputs;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** One line for a person: each file with its size. */
function describe(outputs) {
  return outputs
    .map((path) => `${path} ${String(Math.ceil(statSync(join(dist, path)).size / 1024))} kB`)
    .join(', ');
}

try {
  if (process.argv.includes('--force') || !isFresh()) {
    const started = performance.now();
    const outputs = await makeDist();
    const tookMs = Math.round(performance.now() - started);
    process.stderr.write(`built dist/ in ${String(tookMs)} ms: ${describe(outputs)}\n`);
  }
} catch (error) {
  process.stderr.write(`The build failed: ${error.message}\n`);
  process.exitCode = 1;
}
