import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { root } from './bundle.mjs';
import { countTests } from './count-tests.mjs';

const sourceFolders = ['src', 'test', 'bench'].filter((folder) => existsSync(join(root, folder)));

/** Runs a tool of node_modules/.bin; what it prints is shown if `shown`, else returned. */
function run(tool, args, { shown = false } = {}) {
  return new Promise((resolve, reject) => {
    const stream = shown ? 'inherit' : 'pipe';
    const child = spawn(join(root, 'node_modules/.bin', tool), args, {
      cwd: root,
      stdio: ['ignore', stream, stream],
    });
    const printed = { output: '', errors: '' };
    child.stdout?.setEncoding('utf8').on('data', (text) => (printed.output += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (printed.errors += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...printed }));
  });
}

function print(text) {
  if (text.trim() !== '') process.stdout.write(`${text.trimEnd()}\n`);
}

async function checkTypes() {
  const { code, output } = await run('tsc', ['-p', '.', '--listFiles', '--pretty', 'false']);
  const lines = output.split('\n').filter((line) => line !== '');
  const files = lines.filter((line) => line.startsWith('/'));
  print(lines.filter((line) => !files.includes(line)).join('\n'));
  const own = files.filter((file) => !file.includes('/node_modules/'));
  return { ok: code === 0, count: own.length, what: 'files' };
}

async function checkLint() {
  const eslint = new ESLint({ cwd: root });
  const results = await eslint.lintFiles(['.']);
  const formatter = await eslint.loadFormatter('stylish');
  print(await formatter.format(results));
  const bad = results.some(({ errorCount, warningCount }) => errorCount + warningCount > 0);
  return { ok: !bad, count: results.length, what: 'files' };
}

async function checkImports() {
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...sourceFolders];
  const { code, output, errors } = await run('depcruise', args);
  print(errors);
  const { violations, totalDependenciesCruised, totalCruised } = JSON.parse(output).summary;
  for (const { rule, from, to, cycle } of violations) {
    const way = cycle ? [from, ...cycle.map(({ name }) => name)] : [from, to];
    print(`${rule.name}: ${way.join(' -> ')}`);
  }
  const what = `modules with ${String(totalDependenciesCruised)} imports`;
  const ok = code === 0 && violations.length === 0 && totalDependenciesCruised > 0;
  return { ok, count: totalCruised, what };
}

async function checkUnused() {
  const reporters = ['--reporter', 'symbols', '--reporter', './scripts/knip-count.mjs'];
  const args = ['--no-progress', ...reporters];
  const { code, output, errors } = await run('knip', args);
  const count = Number(/^knip saw (\d+) files$/m.exec(output)?.[1] ?? 0);
  print(`${output.replace(/^knip saw .*$/m, '')}${errors}`);
  return { ok: code === 0, count, what: 'files' };
}

async function checkFormat() {
  // Only its debugging log tells which files Prettier looked at.
  const args = ['--check', '--no-color', '--log-level', 'debug', '.'];
  const { code, output, errors } = await run('prettier', args);
  const lines = `${output}\n${errors}`.split('\n');
  print(lines.filter((line) => /^\[(warn|error)\]/.test(line)).join('\n'));
  const seen = lines.filter((line) => line.startsWith('[debug] resolve config from'));
  return { ok: code === 0, count: seen.length, what: 'files' };
}

async function checkTests() {
  const scratch = mkdtempSync(join(tmpdir(), 'agent-tui-check-'));
  try {
    const report = join(scratch, 'report.json');
    const built = await run('node', ['scripts/build.mjs'], { shown: true });
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { code } = await run('vitest', ['run', ...reporters], { shown: true });
    const { passed, failed } = countTests(JSON.parse(readFileSync(report, 'utf8')));
    const ok = built.code === 0 && code === 0 && failed === 0;
    return { ok, count: passed, what: `tests passed, ${String(failed)} failed` };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const checks = {
  types: checkTypes,
  lint: checkLint,
  imports: checkImports,
  unused: checkUnused,
  format: checkFormat,
  tests: checkTests,
};

/** The checks in the order in which they run. */
export const checkNames = Object.keys(checks);

/** Runs one check; one that saw nothing has not passed. */
export async function runCheck(name) {
  try {
    const { ok, count, what } = await checks[name]();
    return { ok: ok && count > 0, saw: `${String(count)} ${what}` };
  } catch (error) {
    return { ok: false, saw: `could not run: ${error.message}` };
  }
}
