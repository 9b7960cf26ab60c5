import { AgentTuiError } from '../../src/engine/model/error.ts';
import { takeEngineLock } from '../../src/engine/db/index.ts';

// Takes the engine lock and holds it until its standard input ends, or says why it was refused.
const [path = ''] = process.argv.slice(2);
try {
  takeEngineLock(path, { pid: process.pid, startedAt: '2026-01-02T03:04:05.000Z' });
  process.stdout.write('held\n');
  process.stdin.resume();
} catch (error) {
  if (!(error instanceof AgentTuiError)) throw error;
  process.stdout.write(`${error.code}: ${error.message}\n`);
}
