import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const goneMsMax = 3_000;
const lookEveryMs = 50;

/** Reads a file or link of /proc; a process that has just ended has none. */
function readOrNothing(read) {
  try {
    return read();
  } catch {
    return '';
  }
}

/** Processes that work in the folder, were started from it, or belong to a session begun below it. */
function processesOf(folder) {
  const pids = readOrNothing(() => readdirSync('/proc')) || [];
  return pids
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((pid) => {
      const commandLine = readOrNothing(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
      const workFolder = readOrNothing(() => readlinkSync(`/proc/${pid}/cwd`));
      const environment = readOrNothing(() => readFileSync(`/proc/${pid}/environ`, 'utf8'));
      const isSession = /(^|\0)AGENT_TUI_SESSION=/.test(environment);
      const isOurs =
        commandLine.includes(folder) ||
        workFolder.startsWith(folder) ||
        (isSession && environment.includes(folder));
      return isOurs ? `${pid} (${commandLine.replaceAll('\0', ' ').trim().slice(0, 100)})` : '';
    })
    .filter((line) => line !== '');
}

/** What is still running for a folder after everything had a moment to end (on Linux; elsewhere nothing is seen). */
export async function runningFor(folder) {
  for (let waitedMs = 0; waitedMs < goneMsMax; waitedMs += lookEveryMs) {
    if (processesOf(folder).length === 0) return [];
    await wait(lookEveryMs);
  }
  return processesOf(folder);
}
