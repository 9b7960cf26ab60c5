import { AgentTuiError } from '../../src/engine/model/error.ts';
import { takeEngineLock } from '../../src/engine/db/index.ts';

// Takes the engine lock and holds it until its standard input ends, or says why it was refused.
const [path = ''] = process.argv.slice(2);
try {
  const lock = takeEngineLock(path, {
    pid: process.pid,
    host: 'here',
    startedAt: '2026-01-02T03:04:05.000Z',
  });
  process.stdout.write('held\n');
  // Referenced until then: a lock that nobody can reach is collected as garbage, and freed.
  process.stdin.on('end', () => {
    lock.release();
  });
  process.stdin.resume();
} catch (error) {
  if (!(error instanceof AgentTuiError)) throw error;
  process.stdout.write(`${error.code}: ${error.message}\n`);
}
