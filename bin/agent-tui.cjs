#!/usr/bin/env node
'use strict';

// Written for any Node, so that one that is too old can still say so in a sentence.
var fs = require('fs');
var path = require('path');
var showsScreen = require('./shows-screen.cjs').showsScreen;

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

var whatToInstall =
  'Install Node ' + needed.join('.') + ' or newer, or run "npm install node@22" in the project.';

/** Stays as the parent of the program, on a newer Node or to give the terminal back when the program no longer can. */
function startOn(program, options) {
  require('./parent.cjs').runUnder(program, options, function (error) {
    refuse('cannot start ' + program + ' (' + error.code + ').', whatToInstall);
  });
}

function launch() {
  if (!fs.existsSync(path.join(__dirname, '..', 'dist', 'cli.js'))) {
    refuse('the program has not been built.', 'Run "npm run build" in ' + path.dirname(__dirname));
  }
  var args = process.argv.slice(2);
  var hasScreen = showsScreen(args);
  if (isNewEnough(process.versions.node)) {
    if (!hasScreen) return require('./load.cjs');
    return startOn(process.execPath, { args: args, flags: process.execArgv, hasScreen: hasScreen });
  }
  var program = findNewerNode();
  // Flags meant for an old Node may be unknown to a newer one.
  if (program) return startOn(program, { args: args, flags: [], hasScreen: hasScreen });
  return refuse(
    'it needs Node ' + needed.join('.') + ' or newer, and this is ' + process.versions.node + '.',
    whatToInstall
  );
}

launch();
