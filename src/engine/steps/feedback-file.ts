import { join } from 'node:path';
import type { Context } from '../context.ts';
import { readTextIfPresent, writeFileAtomic } from '../platform/files.ts';

/** The file that tells a feature's next attempt why the last one did not land. */
export function feedbackFile(context: Context, featureId: number): string {
  return join(context.project.paths.logs, `feature-${String(featureId)}.last-error.txt`);
}

/** Keeps what the next attempt must be told. */
export async function writeFeedback(
  context: Context,
  featureId: number,
  text: string,
): Promise<void> {
  await writeFileAtomic(feedbackFile(context, featureId), text);
}

/** What the next attempt must be told; undefined when nothing went wrong before. */
export function readFeedback(context: Context, featureId: number): Promise<string | undefined> {
  return readTextIfPresent(feedbackFile(context, featureId));
}
