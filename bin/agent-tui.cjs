#!/usr/bin/env node
'use strict';

// Written for any Node, so that one that is too old can still say so in a sentence.
var childProcess = require('child_process');
var fs = require('fs');
var os = require('os');
var path = require('path');

var needed = [22, 13];
var exitEnvironment = 3;

/** Says what is wrong and what to do, and ends with the code for an unusable environment. */
function refuse(what, whatToDo) {
  process.stderr.write('agent-tui: ' + what + '\n' + whatToDo + '\n');
  process.exit(exitEnvironment);
}

function isNewEnough(version) {
  var parts = String(version).replace(/^v/, '').split('.').map(Number);
  return parts[0] > needed[0] || (parts[0] === needed[0] && parts[1] >= needed[1]);
}

/** The npm package `node` is a Node of its own; it may be installed with us or in the project. */
function findNewerNode() {
  var folders = [];
  [__dirname, process.cwd()].forEach(function (start) {
    var folder = start;
    while (path.dirname(folder) !== folder) {
      folders.push(path.join(folder, 'node_modules', 'node'));
      folder = path.dirname(folder);
    }
  });
  for (var i = 0; i < folders.length; i += 1) {
    try {
      var manifest = JSON.parse(fs.readFileSync(path.join(folders[i], 'package.json'), 'utf8'));
      var program = path.join(folders[i], 'bin', 'node');
      if (isNewEnough(manifest.version) && fs.existsSync(program)) return program;
    } catch (error) {
      // Not there or not whole: look further up.
    }
  }
  return null;
}

/** Runs the program on another Node as if it were this process. */
function startOn(program) {
  var args = [path.join(__dirname, 'load.cjs')].concat(process.argv.slice(2));
  var child = childProcess.spawn(program, args, { stdio: 'inherit' });
  var hasTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach(function (signal) {
    process.on(signal, function () {
      // A terminal sends Ctrl-C to both of us; passing it on would make it two.
      if (signal === 'SIGINT' && hasTerminal) return;
      child.kill(signal);
    });
  });
  child.on('error', function (error) {
    refuse('cannot start ' + program + ' (' + error.code + ').', whatToInstall);
  });
  child.on('exit', function (code, signal) {
    process.exit(signal ? 128 + os.constants.signals[signal] : code);
  });
}

var whatToInstall =
  'Install Node ' + needed.join('.') + ' or newer, or run "npm install node@22" in the project.';

function launch() {
  if (!fs.existsSync(path.join(__dirname, '..', 'dist', 'cli.js'))) {
    refuse('the program has not been built.', 'Run "npm run build" in ' + path.dirname(__dirname));
  }
  if (isNewEnough(process.versions.node)) return require('./load.cjs');
  var program = findNewerNode();
  if (program) return startOn(program);
  return refuse(
    'it needs Node ' + needed.join('.') + ' or newer, and this is ' + process.versions.node + '.',
    whatToInstall
  );
}

launch();
