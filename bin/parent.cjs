'use strict';

// Written for any Node, like the launcher.
var childProcess = require('child_process');
var os = require('os');
var path = require('path');
var tty = require('tty');
var terminal = require('./terminal.cjs');

/** How the program ends by itself. */
var ownCodes = [0, 1, 2, 3, 130];

/** Whoever sends one of these knows why the program ended. */
var askedFor = ['SIGHUP', 'SIGINT', 'SIGTERM'];

var whatToDo = 'nothing is lost; the next start goes on from here';

var reasons = {
  SIGKILL: 'it was killed (SIGKILL), perhaps because the machine is out of memory.',
  SIGABRT: 'it gave up (SIGABRT), most likely because it ran out of memory.',
};

/** The signal that ended the program; a shell between it and us tells of one by its exit code. */
function signalOf(code, signal) {
  if (signal || code <= 128) return signal;
  var signals = os.constants.signals;
  return Object.keys(signals).filter(function (name) {
    return signals[name] === code - 128;
  })[0];
}

function ignore() {}

/** Gives the terminal back when the program could not do it itself, and says what happened. */
function tidyUp(settings, code, signal) {
  if (!signal && ownCodes.indexOf(code) !== -1) return;
  // The terminal may be gone.
  process.stdout.on('error', ignore);
  process.stderr.on('error', ignore);
  terminal.giveBack(settings);
  var name = signalOf(code, signal);
  if (askedFor.indexOf(name) !== -1) return;
  var how = name ? 'it was ended by ' + name + '.' : 'it ended with code ' + code + '.';
  process.stderr.write('agent-tui: ' + (reasons[name] || how) + '\n  ' + whatToDo + '\n');
}

/** Passes on what is meant for the program, which alone decides what it does then. */
function passSignals(child, hasScreen) {
  var hasTerminal = [0, 1, 2].some(tty.isatty);
  ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP'].forEach(function (signal) {
    var isKey = signal !== 'SIGTERM';
    process.on(signal, function () {
      // A terminal sends Ctrl-C, and its end, to both of us, and the second one ends a run at once; the screen takes it
      // for the same.
      if (isKey && hasTerminal && !hasScreen) return;
      child.kill(signal);
    });
  });
}

/**
 * Runs the program on a Node as if it were this process, and ends as it ends. With a screen the terminal is given back
 * whatever ends the program. `onFailure` hears when that Node cannot be started.
 */
function runUnder(node, options, onFailure) {
  var settings = options.hasScreen ? terminal.readSettings() : null;
  var args = options.flags.concat(path.join(__dirname, 'child.cjs'), options.args);
  // Nothing is ever written to the pipe: its closing tells the program that we are gone.
  var stdio = ['inherit', 'inherit', 'inherit', 'pipe'];
  var child = childProcess.spawn(node, args, { stdio: stdio });
  passSignals(child, options.hasScreen);
  child.on('error', onFailure);
  child.on('exit', function (code, signal) {
    if (options.hasScreen) tidyUp(settings, code, signal);
    process.exit(signal ? 128 + os.constants.signals[signal] : code);
  });
}

module.exports = { runUnder: runUnder };
