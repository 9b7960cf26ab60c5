// The configuration of the project's Mocha without the files that it names: Mocha adds those to the files of the command
// line, so that one file alone could not be run. Mocha itself reads them, in every format that it knows.
const { realpathSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');

function ownOptions() {
  const places = [realpathSync(process.argv[1] ?? '.'), join(process.cwd(), 'package.json')];
  for (const place of places) {
    for (const name of ['options.cjs', 'options.js']) {
      try {
        const { loadPkgRc, loadRc } = createRequire(place)(`mocha/lib/cli/${name}`);
        return { ...loadPkgRc({}), ...loadRc({}) };
      } catch (error) {
        if (error?.code !== 'MODULE_NOT_FOUND' && error?.code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED')
          throw error;
      }
    }
  }
  return {};
}

const { spec, _, $0, ...options } = ownOptions();
module.exports = options;
