import type { Framework } from '../frameworks/framework.ts';
import type { Candidate } from './candidate.ts';
import { plainInvocation } from './detection.ts';
import type { Invocation } from './detection.ts';
import type { Evidence } from './evidence.ts';
import { evidenceFor, weights } from './evidence.ts';
import type { CommandReading } from './readings.ts';
import { testFilesOf } from './root-files.ts';
import type { RootFiles } from './root-files.ts';

/** Weighs what speaks for one framework in one directory. */
export async function weigh(
  framework: Framework,
  root: RootFiles,
  readings: readonly CommandReading[],
): Promise<Candidate> {
  const commanded = readings.find(
    ({ reading }) => reading.kind === 'names' && reading.framework === framework,
  );
  const naming = commanded?.reading.kind === 'names' ? commanded.reading : null;
  const refused = readings.flatMap(({ reading, place }) =>
    reading.kind === 'refused' && reading.framework === framework
      ? [`${place}: ${reading.reason}`]
      : [],
  );
  const endless = readings.find(
    ({ reading, isTest }) => isTest && reading.kind === 'refused' && reading.framework === null,
  );
  const never =
    endless?.reading.kind === 'refused' ? `${endless.place}: ${endless.reading.reason}` : null;
  const tests = testFilesOf(framework, root);
  const evidence = await evidenceFor(framework, root, tests);
  const all: readonly Evidence[] =
    commanded === undefined
      ? evidence
      : [
          {
            weight: commanded.isCi ? weights.ciCommand : weights.command,
            reason: `run by ${commanded.place}`,
          },
          ...evidence,
        ];
  const isHidden = framework.evidence.convention?.hidesTests === true;
  const hasConvention = evidence.some(({ weight }) => weight === weights.convention);
  return {
    framework,
    dir: root.dir,
    score: all.reduce((sum, one) => sum + one.weight, 0),
    testFiles: tests.length,
    hasTests: tests.length > 0 || (isHidden && hasConvention),
    commanded: commanded === undefined ? 'no' : commanded.isTest ? 'test' : 'other',
    invocation: invocationOf(framework, root, naming?.invocation),
    reasons: [...all.map((one) => one.reason), ...(naming?.notes ?? []), ...refused],
    hangRisk: refused[0] ?? bareRisk(framework, commanded, naming?.invocation) ?? never,
  };
}

function invocationOf(
  framework: Framework,
  root: RootFiles,
  told: Invocation | undefined,
): Invocation {
  const invocation = told ?? plainInvocation;
  if (invocation.args.length > 0 || framework.defaultArgs === undefined) return invocation;
  const args = framework.defaultArgs(root.own).map((text) => ({ text, glob: false }));
  return { ...invocation, args };
}

/** A runner that watches unless it is told not to hangs where a person types the script. */
function bareRisk(
  { watchesBare, title }: Framework,
  commanded: CommandReading | undefined,
  invocation: Invocation | undefined,
): string | null {
  if (!watchesBare || commanded === undefined || invocation === undefined) return null;
  if (commanded.reading.kind !== 'names' || !commanded.reading.isBare) return null;
  return `${commanded.place} calls ${title} bare, which waits for changes on a terminal`;
}
