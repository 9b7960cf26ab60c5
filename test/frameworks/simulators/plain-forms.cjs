'use strict';
// How a test is written in the sources that the simulators of the table read.
const fs = require('node:fs');

const quotedName = String.raw`(?<quote>['"])(?<name>(?:\\.|(?!\k<quote>)[^\\])*)\k<quote>`;
const quotedText = String.raw`(?<quote>['"])(?<text>(?:\\.|(?!\k<quote>)[^\\])*)\k<quote>`;

/** JavaScript and TypeScript with the globals of Jasmine and Jest. */
const javaScript = {
  test: new RegExp(String.raw`^\s*x?(?:it|test)(?:\.skip)?\(${quotedName}`, 'gmu'),
  fails: new RegExp(String.raw`throw new Error\(\s*${quotedText}`, 'u'),
  skips: /^\s*(?:xit|xtest|it\.skip|test\.skip)\(/u,
};

/** Functions of Pest. */
const php = {
  test: new RegExp(String.raw`^(?:test|it)\(${quotedName}`, 'gmu'),
  fails: new RegExp(String.raw`throw new Exception\(\s*${quotedText}`, 'u'),
  skips: /->skip\(\)/u,
};

/** Functions with the attribute of Rust. */
const rust = {
  test: /^#\[test\]\s*(?:#\[ignore\]\s*)?fn (?<name>\w+)/gmu,
  fails: /panic!\("\{\}", "(?<text>(?:\\.|[^"\\])*)"/u,
  skips: /#\[ignore\]/u,
};

/** For languages whose tests the table does not read: a line of a comment for each test. */
const told = {
  test: /simulated test: (?<name>[\w ]+?) (?=passes|fails|is skipped)/gu,
  fails: /fails: (?<text>[^\n*]*)/u,
  skips: /is skipped/u,
};

/** A place in a file as tools print it. */
function placeOf({ file, line, failedLine }) {
  return `${file}:${failedLine || line}`;
}

function readJson(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

module.exports = { javaScript, php, placeOf, readJson, rust, told };
