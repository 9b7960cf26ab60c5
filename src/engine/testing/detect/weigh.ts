import type { Framework } from '../frameworks/framework.ts';
import { frameworks } from '../frameworks/index.ts';
import type { Candidate } from './candidate.ts';
import { plainInvocation } from './detection.ts';
import type { Invocation } from './detection.ts';
import type { Evidence } from './evidence.ts';
import { evidenceFor, isConfigured, weights } from './evidence.ts';
import type { CommandReading } from './readings.ts';
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
  const refused = readings.flatMap(({ reading, place, isTest }) =>
    reading.kind === 'refused' && reading.framework === framework && isTest
      ? [`${place}: ${reading.reason}`]
      : [],
  );
  const endless = readings.find(
    ({ reading, isTest }) => isTest && reading.kind === 'refused' && reading.framework === null,
  );
  const never =
    endless?.reading.kind === 'refused' ? `${endless.place}: ${endless.reading.reason}` : null;
  const tests = root.testFilesOf(framework);
  const evidence = await evidenceFor(framework, root, {
    tests,
    isOutdone: commanded === undefined && isOutdone(framework, root, readings),
  });
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
    commanded: commandedAs(commanded),
    isLoose: naming?.isLoose === true,
    invocation:
      all.length === 0 ? plainInvocation : invocationOf(framework, root, naming?.invocation),
    reasons: [...all.map((one) => one.reason), ...(naming?.notes ?? []), ...refused],
    hangRisk: refused[0] ?? bareRisk(framework, commanded, naming?.invocation) ?? never,
  };
}

function commandedAs(commanded: CommandReading | undefined): Candidate['commanded'] {
  if (commanded === undefined) return 'no';
  if (commanded.isCi) return 'ci';
  return commanded.isTest ? 'test' : 'other';
}

/** For each framework those that run its tests as well. */
const above: ReadonlyMap<string, readonly Framework[]> = new Map(
  frameworks.map(({ id }) => [id, frameworks.filter(({ supersedes }) => supersedes.includes(id))]),
);

/** Whether the project runs another framework of the same kind there, or is set up for one that runs these tests too. */
function isOutdone(
  { id, ecosystem, level }: Framework,
  root: RootFiles,
  readings: readonly CommandReading[],
): boolean {
  const runsThese = (one: Framework) => isConfigured(one, root) && root.testFilesOf(one).length > 0;
  if (above.get(id)?.some(runsThese) === true) return true;
  return readings.some(
    ({ reading }) =>
      reading.kind === 'names' &&
      !reading.isLoose &&
      reading.framework.ecosystem === ecosystem &&
      reading.framework.level === level,
  );
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
