import { readlinkSync } from 'node:fs';
import type { ProcessRow, Traces } from './process-row.ts';

/** Standard output and standard error; whoever only reads the file (`tail -f`) has it open under another number. */
const printing = ['1', '2'];

const noTerminal = '0';

/** Every process that a login, a desktop or cron has started knows where the home is; another marker is another session. */
const othersEnvironment = /(?:^|\0)(?:HOME|AGENT_TUI_SESSION)=/u;

/**
 * Whether a process without the marker belongs to a session all the same. Printing into the session's own file is proof.
 * Working in its directory is not: a person may have opened a shell or an editor there. So it counts only without a
 * terminal and without the environment that everything has that a person started; an agent's process has lost its marker
 * together with that (`env -i`). See docs/decisions.
 */
export function traceOf(
  seen: { readonly name: string; readonly environment: string | null; readonly terminal: string },
  traces: Traces,
): ProcessRow['trace'] {
  const { name, environment, terminal } = seen;
  if (printing.some((number) => linkOf(name, `fd/${number}`) === traces.outputFile))
    return 'output';
  if (environment === null || terminal !== noTerminal) return null;
  if (othersEnvironment.test(environment)) return null;
  const workDir = linkOf(name, 'cwd');
  return `${workDir}/`.startsWith(`${traces.workDir}/`) ? 'place' : null;
}

/** Where a link of a process leads, also when that was deleted; nowhere for other people's processes. */
function linkOf(pid: string, name: string): string {
  try {
    return readlinkSync(`/proc/${pid}/${name}`).replace(/ \(deleted\)$/u, '');
  } catch {
    return '';
  }
}
