import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import type { ProcessRow, TableQuery } from './process-row.ts';

/*
 * Where there is no /proc (macOS), `ps` is asked: its start time has a resolution of one second, and its `-E` shows the
 * environment of one's own processes behind the command. Written from its manual; never run on a Mac.
 */

const outputBytesMax = 16 * 1024 * 1024;
const durationMsMax = 10_000;
const columns = 'pid=,ppid=,stat=,time=,lstart=';
const line =
  /^\s*(?<pid>\d+)\s+(?<parent>\d+)\s+(?<state>\S+)\s+(?<time>[\d:.-]+)\s+(?<start>\w{3}\s+\w{3}\s+\d+\s+[\d:]+\s+\d{4})(?<rest>.*)$/u;
const environment = { PATH: '/usr/bin:/bin', LC_ALL: 'C' };

/** One process, or null when there is none with this number. */
function row(pid: number): ProcessRow | null {
  try {
    const text = execFileSync('ps', ['-o', columns, '-p', String(pid)], {
      encoding: 'utf8',
      env: environment,
      timeout: durationMsMax,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return parseLine(text.trimEnd(), '\0');
  } catch {
    return null;
  }
}

/** All processes, told whether their environment holds the variable. */
async function rows({ variable }: TableQuery): Promise<ProcessRow[]> {
  const { stdout } = await promisify(execFile)('ps', ['-axEww', '-o', `${columns},command=`], {
    encoding: 'utf8',
    env: environment,
    timeout: durationMsMax,
    maxBuffer: outputBytesMax,
  });
  return stdout
    .split('\n')
    .map((text) => parseLine(text, variable))
    .filter((one) => one !== null);
}

function parseLine(text: string, variable: string): ProcessRow | null {
  const found = line.exec(text)?.groups;
  const state = found?.['state'] ?? 'Z';
  if (found === undefined || state.startsWith('Z')) return null;
  return {
    identity: {
      pid: Number(found['pid']),
      startTime: (found['start'] ?? '').replaceAll(/\s+/gu, ' '),
      bootId: null,
    },
    parentPid: Number(found['parent']),
    sessionPid: null,
    isStopped: state.startsWith('T'),
    cpuMs: cpuMsOf(found['time'] ?? ''),
    isMarked: ` ${found['rest'] ?? ''} `.includes(` ${variable} `),
    trace: null,
  };
}

/** `[days-][hours:]minutes:seconds` as milliseconds. */
function cpuMsOf(time: string): number {
  const parts = time.split(/[-:]/u).map(Number).reverse();
  const [seconds = 0, minutes = 0, hours = 0, days = 0] = parts;
  return Math.round((seconds + 60 * (minutes + 60 * (hours + 24 * days))) * 1000);
}

/** The process table as `ps` prints it. */
export const psTable = { row, rows, isYounger: () => false };
