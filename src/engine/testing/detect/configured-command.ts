import type { Config } from '../../model/config.ts';
import { AgentTuiError } from '../../model/error.ts';
import { requireFramework } from '../frameworks/index.ts';
import { reportPlaceholder } from '../plan/planned-report.ts';
import type { FoundSuite, FoundTests } from './detection.ts';
import { plainInvocation } from './detection.ts';

/**
 * The suite of a project whose configuration names the command itself.
 * @throws AgentTuiError `usage` when nothing says how its result is read: an exit code alone proves nothing.
 */
export function configuredCommand(test: Config['test'], dir: string): FoundTests {
  const words = test.command ?? [];
  const suite: FoundSuite = {
    framework: 'command',
    dir,
    packageManager: null,
    reasons: ['test.command in the configuration names it'],
    invocation: { ...plainInvocation, launcher: words.map((text) => ({ text, glob: false })) },
    isSure: true,
    hangRisk: null,
    report: reportOf(test, words),
  };
  return { kind: 'found', primary: suite, suites: [suite], empty: [], packageManager: null };
}

function reportOf(test: Config['test'], words: readonly string[]): FoundSuite['report'] {
  const path = words.some((word) => word.includes(reportPlaceholder))
    ? reportPlaceholder
    : undefined;
  if (test.report !== undefined) return { path, ...test.report };
  if (test.framework !== undefined)
    return { format: requireFramework(test.framework).report.format, path };
  throw new AgentTuiError('usage', 'test.command does not say what its result looks like', {
    hint: 'set test.report in agent-tui.json, for example {"format":"junit","path":"build/report.xml"}; a command may name the file with {report}',
  });
}
