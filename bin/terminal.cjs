'use strict';

// Written for any Node, like the launcher.
var childProcess = require('child_process');
var fs = require('fs');

var esc = '\u001b';

/**
 * Undoes every mode of src/ui/screen/terminal-modes.ts; a test compares the two. Before that it ends a sequence that was
 * cut off in the middle (CAN), and notes the cursor, which otherwise jumps when the alternate screen was not on.
 */
var leaveSequence = [
  '\u0018' + esc + '7',
  esc + '[?2026l',
  esc + '[?1006l' + esc + '[?1003l' + esc + '[?1002l' + esc + '[?1000l',
  esc + '[?2004l',
  esc + '[<u',
  esc + '[0m',
  esc + '[?7h',
  esc + '[?25h',
  esc + '[?1049l',
].join('');

/** Runs stty on our terminal; its answer, or null where there is none. */
function stty(args) {
  var options = { stdio: [0, 'pipe', 'ignore'], encoding: 'utf8' };
  var ended = childProcess.spawnSync('stty', args, options);
  return ended.status === 0 ? ended.stdout.trim() : null;
}

/** The settings of the terminal, to be given to `giveBack`; null where they cannot be read. */
function readSettings() {
  return stty(['-g']);
}

/** Process group and the group in front of the terminal, from the system's process table. */
function readGroups() {
  try {
    var stat = fs.readFileSync('/proc/self/stat', 'utf8');
    var fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [fields[2], fields[5]];
  } catch (error) {
    var args = ['-o', 'pgid=', '-o', 'tpgid=', '-p', String(process.pid)];
    var ended = childProcess.spawnSync('ps', args, { encoding: 'utf8' });
    return String(ended.stdout).trim().split(/\s+/);
  }
}

/** In the background the terminal belongs to somebody else, who has set it for himself. */
function isInBackground() {
  var groups = readGroups().map(Number);
  return groups[1] > 0 && groups[0] !== groups[1];
}

/** Gives the terminal back as it was when `settings` were read. */
function giveBack(settings) {
  if (isInBackground()) return;
  if (settings !== null) stty([settings]);
  process.stdout.write(leaveSequence);
}

module.exports = { giveBack: giveBack, leaveSequence: leaveSequence, readSettings: readSettings };
