import type { Context } from '../../context.ts';
import type { Mended } from '../../db/index.ts';
import { keepLostSlots } from './keep-lost-slots.ts';
import { readPast } from './read-past.ts';
import { restoreRows, type RestoredCounts } from './restore-rows.ts';

/**
 * Makes the rows agree with what outlives them: the intake log is the truth about what people asked for, the refs of
 * gate.git are the truth about code. A restored backup, or a write-ahead log that was cut off, leaves rows that look sound
 * and are of yesterday. Says what was found, in words; null when rows and records agreed.
 */
export async function reconcile(
  context: Context,
  mended: Mended | undefined,
): Promise<string | null> {
  const { queue, run } = context;
  if (mended !== undefined) tellMended(context, mended);
  const { words, sessions } = queue.replay(context.readIntake());
  // Nobody else will end them, and they may still write into the slots.
  for (const { marker } of sessions) await context.agents.end({ process: null, marker });
  const restored = restoreRows(context, await readPast(context));
  const wasBehind =
    mended !== undefined || sessions.length > 0 || restored.attempts + restored.features > 0;
  if (wasBehind) await keepLostSlots(context);
  // Last: a start that is cut off before this ends them, and keeps what they wrote, once more.
  if (sessions.length > 0) {
    queue.journal.write(() => {
      for (const session of sessions) queue.restoring.addSession(session);
    });
  }
  run.mergedBefore = queue.features.countIn('merged');
  return sentence([
    mended === undefined ? '' : mendedWords(mended),
    ...restoredWords({ ...restored, words }),
  ]);
}

function tellMended({ queue }: Context, mended: Mended): void {
  const kept = mended.keptAs === null ? '' : `; the damaged one is kept as ${mended.keptAs}`;
  queue.journal.write((record) => {
    record({ type: 'fault:recovered', facts: { what: `${mendedWords(mended)}${kept}` } });
  });
}

function mendedWords({ reason, backupAt }: Mended): string {
  const source =
    backupAt === null
      ? 'made anew: there was no backup'
      : `put back from the backup of ${new Date(backupAt).toISOString()}`;
  return `The database was damaged (${reason}) and ${source}`;
}

function restoredWords(counts: RestoredCounts & { readonly words: number }): string[] {
  const rows: readonly (readonly [number, string, string])[] = [
    [counts.words, 'request of yours was taken in again', 'requests of yours were taken in again'],
    [
      counts.features,
      'feature was made again from a commit',
      'features were made again from commits',
    ],
    [counts.attempts - counts.features, 'attempt was found', 'attempts were found'],
    [counts.merges, 'merge was found on main', 'merges were found on main'],
    [
      counts.unmerged,
      'feature is not on main and was queued again',
      'features are not on main and were queued again',
    ],
  ];
  return rows.flatMap(([count, one, many]) =>
    count > 0 ? [`${String(count)} ${count === 1 ? one : many}`] : [],
  );
}

function sentence(parts: readonly string[]): string | null {
  const said = parts.filter((part) => part !== '');
  return said.length === 0 ? null : said.join(', ');
}
