import type { Context } from '../context.ts';
import { AgentTuiError } from '../model/error.ts';
import type { TestRun } from '../model/test-report.ts';
import type { Verdict } from '../model/verdict.ts';
import { effect, effectNow } from '../platform/effect.ts';
import { finishLandings } from './finish-landings.ts';
import { followMain } from './follow-main.ts';
import { pauseRun } from './pause-run.ts';

/** Looks whether the person moved their branch, and merges what they did into verified main. Checks main's own tests once. */
export async function lookAtMain(context: Context): Promise<void> {
  const { gatekeeper, run, clock } = context;
  if (run.gate !== null) return;
  run.gate = {
    featureId: 0,
    featureName: context.project.target,
    stage: 'merge',
    startedAt: clock.now(),
  };
  try {
    await finishLandings(context);
    const seen = await gatekeeper.syncMain();
    run.main = await gatekeeper.mainStatus();
    if (seen.kind === 'diverged') {
      noteDiverged(context, seen.commit);
      return;
    }
    run.divergedTold = null;
    const isNew = seen.kind === 'moved' && seen.commit !== run.refusedMain;
    if (isNew) await absorb(context, seen.commit);
    if (!run.mainChecked) await checkMain(context);
    if (isNew || run.main.behind > 0) await followMain(context);
  } finally {
    run.mainSeenAt = clock.monotonic();
    run.gate = null;
    context.changed();
    context.wake();
  }
}

/** At the end of a run: what the person did to main since the last look is told, and taken up by the next run. */
export async function lastLookAtMain(context: Context): Promise<void> {
  const { gatekeeper } = context;
  try {
    await finishLandings(context);
    const seen = await gatekeeper.syncMain();
    if (seen.kind === 'diverged') noteDiverged(context, seen.commit);
    context.run.main = await gatekeeper.mainStatus();
  } catch (error) {
    // A repository that cannot be read now must not keep the run from ending.
    if (!(error instanceof AgentTuiError)) throw error;
  }
}

function noteDiverged(context: Context, commit: string): void {
  const { run, queue, project } = context;
  if (run.divergedTold === commit) return;
  run.divergedTold = commit;
  queue.journal.write((record) => {
    record({ type: 'main:diverged', facts: { commit } });
  });
  pauseRun(
    context,
    `${project.target} was rewritten: nothing lands until it contains agent-tui/main again`,
  );
}

async function absorb(context: Context, commit: string): Promise<void> {
  const { queue, gatekeeper, run } = context;
  queue.journal.write((record) => {
    record({ type: 'main:moved', facts: { commit } });
  });
  let intent: number | undefined;
  const result = await gatekeeper.absorbMain({
    onStage: (stage) => {
      noteStage(context, stage);
    },
    signal: context.stopping,
    intent: (landing, verdict) => {
      intent = queue.landings.intend({ ...landing, candidateId: null, verdict: verdict.id });
    },
    done: () => {
      queue.journal.write((record) => {
        if (intent !== undefined) queue.landings.end(intent, 'done');
        record({ type: 'main:landed', facts: { commit, verdict: 'own' } });
      });
    },
  });
  if (result.kind === 'landed') {
    noteChecked(context, result.verdict);
    return;
  }
  if (intent !== undefined) queue.landings.end(intent, 'dropped');
  if (result.kind !== 'refused' || context.stopping.aborted) return;
  run.refusedMain = commit;
  const reason = result.verdict.reasons[0] ?? result.verdict.outcome;
  pauseRun(context, `your new commits on ${context.project.target} cannot be taken: ${reason}`);
}

/** What the merged tree's own run showed is the baseline for the candidates that come on top of it. */
function noteChecked(context: Context, verdict: Verdict): void {
  const { merge, tests } = verdict.evidence;
  if (merge.kind !== 'clean' || tests === null) return;
  context.run.mainChecked = true;
  context.run.lastGreenAt = context.clock.now();
  context.queue.candidates.addTreeCheck({
    tree: merge.tree,
    gateHash: verdict.gateHash,
    verdict: tests.verdict,
    passed: tests.totals.passed,
  });
}

function noteStage(context: Context, stage: 'merge' | 'setup' | 'test'): void {
  const { run } = context;
  if (run.gate !== null) run.gate = { ...run.gate, stage };
  context.changed();
}

async function checkMain(context: Context): Promise<void> {
  const { gatekeeper, queue, run, clock, project } = context;
  const commit = await context.worktrees.main();
  const { tree, gateHash } = await gatekeeper.planMain(commit);
  if (run.redTree === tree) return;
  if (queue.candidates.passedOn(tree, gateHash) === undefined) {
    noteStage(context, 'test');
    const checked = await effect('main.check', () =>
      gatekeeper.checkMain(commit, context.stopping),
    );
    if (context.stopping.aborted) return;
    const { verdict, totals } = checked.run;
    effectNow('main.row', () => {
      queue.journal.write((record) => {
        queue.candidates.addTreeCheck({ tree, gateHash, verdict, passed: totals.passed });
        record({ type: 'main:checked', facts: { commit, verdict, totals } });
      });
    });
    if (verdict !== 'passed') {
      run.redTree = tree;
      pauseRun(context, `${project.target} itself is red: ${redReason(checked.run)}`);
      return;
    }
  }
  run.mainChecked = true;
  run.lastGreenAt = clock.now();
}

function redReason(run: TestRun): string {
  const failing = run.failing[0];
  if (failing === undefined) return run.reason ?? run.verdict;
  const place = failing.file === null ? '' : ` (${failing.file}:${String(failing.line ?? 1)})`;
  return `${failing.name}${place}`;
}
