'use strict';

// Written for any Node, like the launcher.
var tty = require('tty');

/** Commands that never show the screen. */
var commands = [
  'agent',
  'run',
  'status',
  'detect',
  'test',
  'feature',
  'knowledge',
  'land',
  'log',
  'mcp',
  'paths',
  'preset',
  'budget',
  'help',
];

/** Flags with which no screen is shown, whatever the command. */
var flags = ['--headless', '--json', '--show-status', '--help', '-h', '--version', '-V'];

/** Flags that take the next word as their value. */
var flagsWithValue = ['--project-dir', '--agent', '--parallel', '--preset'];

/** Whether a command line asks for the screen. In doubt it does: that costs a process and nothing else. */
function asksForScreen(args) {
  var isCommand = true;
  for (var i = 0; i < args.length; i += 1) {
    if (args[i] === '--') return !isCommand || commands.indexOf(args[i + 1]) === -1;
    if (flags.indexOf(args[i]) !== -1) return false;
    if (flagsWithValue.indexOf(args[i]) !== -1) {
      i += 1;
    } else if (args[i].charAt(0) !== '-') {
      if (isCommand && commands.indexOf(args[i]) !== -1) return false;
      isCommand = false;
    }
  }
  return true;
}

/** Whether the program is going to show its screen on the terminal that it was started in. */
function showsScreen(args) {
  return tty.isatty(0) && tty.isatty(1) && asksForScreen(args);
}

module.exports = { asksForScreen: asksForScreen, showsScreen: showsScreen };
