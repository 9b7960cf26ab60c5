import { join } from 'node:path';
import { effect } from './platform/effect.ts';
import { readTextIfPresent, writeFileAtomic } from './platform/files.ts';

/** What the next attempt at a feature must be told, one file for each feature. */
export interface Feedback {
  /** The file that an agent may read it from. */
  path(featureId: number): string;
  write(featureId: number, text: string): Promise<void>;
  /** Undefined when nothing went wrong before. */
  read(featureId: number): Promise<string | undefined>;
}

/** Keeps feedback in a directory. */
export function openFeedback(dir: string): Feedback {
  const path = (featureId: number) => join(dir, `feature-${String(featureId)}.last-error.txt`);
  return {
    path,
    write: (featureId, text) =>
      effect('feedback.write', () => writeFileAtomic(path(featureId), text)),
    read: (featureId) => readTextIfPresent(path(featureId)),
  };
}
