'use strict';
// Simulators of tools that need no program of their own: each row has the documented options of its tool, the files in
// which its tests stand, how it reports and with which codes it ends.
const { behave, filesBelow, refuse, sorted, testsIn } = require('./simulated.cjs');
const { out } = require('./report-writers.cjs');

const { configured } = require('./configured-runners.cjs');

const rows = {
  ...require('./browser-tools.cjs'),
  ...require('./script-tools.cjs'),
  ...require('./build-tools.cjs'),
};

/** Runs the simulator of one tool with the arguments of this process. */
function run(tool) {
  const argv = process.argv.slice(2);
  if (argv[0] === '--version' || argv[0] === 'version') {
    out(`${tool} 1.0.0 (simulated)\n`);
    return 0;
  }
  const row = rows[tool];
  if (row.configured === true) return configured(tool, argv);
  return runRow(row, argv);
}

function runRow(row, argv) {
  const command = row.command ?? [];
  const at = row.commandMayFollow === true ? argv.findIndex((word) => word === command[0]) : 0;
  if (command.some((word, index) => argv[at + index] !== word))
    refuse(`it is called by ${command.join(' ')}`);
  const rest = [...argv.slice(0, at), ...argv.slice(at + command.length)];
  const found = sorted(rest, row.options);
  const wrong = row.requires?.(found) ?? null;
  if (wrong !== null) refuse(wrong);
  const files = filesBelow('.', row.files);
  const { broken } = behave(files);
  if (broken !== null && row.brokenIsReported !== true) {
    out(`error: ${broken}:1: it does not compile\n`);
    return row.codeOfBroken ?? 1;
  }
  const tests = files.filter((file) => file !== broken).flatMap((file) => testsIn(file, row.forms));
  if (tests.length === 0 && broken === null) {
    out(row.none.text ?? '');
    if (row.none.reported === true) row.report([], found, null);
    return row.none.code;
  }
  row.report(tests, found, broken);
  const isRed = broken !== null || tests.some(({ status }) => status === 'failed');
  return row.code?.(tests) ?? (isRed ? (row.codeOfRed ?? 1) : 0);
}

module.exports = { run };
