// The configuration of the project's Mocha without the files that it names: Mocha adds those to the files of the command
// line, so that one file alone could not be run. Mocha itself reads it, in every format that it knows.
const { realpathSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');

const absent = ['MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED'];

/** Mocha's reader of options as seen from a file; null where that file does not see it. */
function readerSeenFrom(place, name) {
  try {
    return createRequire(place)(`mocha/lib/cli/${name}`);
  } catch (error) {
    if (absent.includes(error?.code)) return null;
    throw error;
  }
}

function ownOptions() {
  const places = [realpathSync(process.argv[1] ?? '.'), join(process.cwd(), 'package.json')];
  const names = ['options.cjs', 'options.js'];
  const readers = places.flatMap((place) => names.map((name) => readerSeenFrom(place, name)));
  const reader = readers.find((found) => found !== null);
  return reader === undefined ? {} : { ...reader.loadPkgRc({}), ...reader.loadRc({}) };
}

const filesAndRest = ['spec', '_', '$0'];

module.exports = Object.fromEntries(
  Object.entries(ownOptions()).filter(([name]) => !filesAndRest.includes(name)),
);
