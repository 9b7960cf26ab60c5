// Runs the named checks (all without a name; --no-tests leaves the tests out) and says what each one saw.
import { runCheck, checkNames } from './checks.mjs';

const asked = process.argv.slice(2);
const unknown = asked.filter((word) => word !== '--no-tests' && !checkNames.includes(word));
if (unknown.length > 0) {
  process.stderr.write(`Unknown: ${unknown.join(', ')}. There are: ${checkNames.join(', ')}.\n`);
  process.exit(2);
}
const named = asked.filter((word) => checkNames.includes(word));
const names = (named.length > 0 ? named : checkNames).filter(
  (name) => name !== 'tests' || !asked.includes('--no-tests'),
);

const rows = [];
for (const name of names) {
  const started = performance.now();
  const { ok, saw } = await runCheck(name);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  rows.push({ name, ok, saw, seconds });
}

process.stdout.write('\n');
for (const { name, ok, saw, seconds } of rows) {
  const result = ok ? 'ok    ' : 'FAILED';
  process.stdout.write(`${name.padEnd(8)} ${result} ${seconds.padStart(6)} s  ${saw}\n`);
}
process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;
