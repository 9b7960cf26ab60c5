'use strict';
// What the simulators share. A simulator takes the documented options of its tool and no others, finds the tests in the
// sources of the project by the plain forms that our cases use, and writes the report that the tool documents.
// In a source file `simulated: hangs`, `simulated: leaves a daemon` and `simulated: does not compile` do what they say.
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const MIXED_DEPTH_MAX = 12;

function refuse(message) {
  process.stderr.write(`${path.basename(process.argv[1])} (simulator): ${message}\n`);
  process.exit(64);
}

/** Sorts a command line by what is allowed: `flags` stand alone, `values` take the next word, `patterns` are whole words. */
function sorted(argv, { flags = [], values = [], patterns = [], words = false }) {
  const found = { flags: [], values: {}, words: [] };
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at];
    const [name, ...rest] = word.split('=');
    if (flags.includes(word)) found.flags.push(word);
    else if (values.includes(word)) {
      at += 1;
      if (at >= argv.length) refuse(`${word} needs a value`);
      (found.values[word] ??= []).push(argv[at]);
    } else if (word.startsWith('--') && rest.length > 0 && values.includes(name)) {
      (found.values[name] ??= []).push(rest.join('='));
    } else if (patterns.some((pattern) => pattern.test(word))) found.flags.push(word);
    else if (words && !word.startsWith('-')) found.words.push(word);
    else refuse(`unknown argument ${word}`);
  }
  return found;
}

/** The files below a directory whose path matches, in order. */
function filesBelow(dir, pattern, depth = 0) {
  if (depth > MIXED_DEPTH_MAX || !fs.existsSync(dir)) return [];
  return fs
    .readdirSync(dir, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = path.join(dir, entry.name);
      if (entry.isDirectory()) return filesBelow(file, pattern, depth + 1);
      return pattern.test(file) ? [file] : [];
    });
}

function lineAt(text, index) {
  return text.slice(0, index).split('\n').length;
}

/** A literal of most languages as a text. */
function unescaped(body) {
  const escapes = /\\(?:u\{(?<braced>[0-9a-f]+)\}|u(?<plain>[0-9a-f]{4})|(?<other>[^]))/giu;
  return body.replace(escapes, (...found) => {
    const { braced, plain, other } = found.at(-1);
    if (other === undefined) return String.fromCodePoint(parseInt(braced ?? plain, 16));
    return { n: '\n', t: '\t' }[other] ?? other;
  });
}

/**
 * The tests in a file: `test` matches a declaration with the group `name`, `fails` a statement with the group `text`,
 * `suite` what holds the tests.
 */
function testsIn(file, { test, fails, skips, suite }) {
  const text = fs.readFileSync(file, 'utf8');
  const starts = [...text.matchAll(test)];
  const owner = suite === undefined ? null : (suite.exec(text)?.groups.name ?? null);
  return starts.map((start, at) => {
    const end = starts[at + 1]?.index ?? text.length;
    const body = text.slice(start.index, end);
    const failed = fails.exec(body);
    return {
      file,
      owner,
      name: unescaped(start.groups.name),
      line: lineAt(text, start.index),
      status: skips?.test(body) === true ? 'skipped' : failed === null ? 'passed' : 'failed',
      message: failed === null ? '' : unescaped(failed.groups.text),
      failedLine:
        failed === null ? 0 : lineAt(text, start.index + failed.index + failed[0].search(/\S/u)),
    };
  });
}

/** Does what the sources ask for; says whether they compile. */
function behave(files) {
  const texts = files.map((file) => fs.readFileSync(file, 'utf8'));
  const says = (words) => texts.some((text) => text.includes(`simulated: ${words}`));
  if (says('leaves a daemon')) {
    spawn('setsid', ['sleep', '300'], { detached: true, stdio: 'ignore' }).unref();
  }
  if (says('hangs')) {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {});
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
  const broken = files.find((_, at) => texts[at].includes('simulated: does not compile'));
  return { broken: broken ?? null };
}

function xml(text) {
  const named = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' };
  return String(text).replace(/[&<>"\n]/gu, (found) => named[found]);
}

function write(file, text) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

module.exports = { behave, filesBelow, refuse, sorted, testsIn, write, xml };
