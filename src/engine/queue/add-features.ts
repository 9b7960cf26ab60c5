import type { Db } from '../db/index.ts';
import { declaredPath } from '../model/declared-path.ts';
import { AgentTuiError } from '../model/error.ts';
import type { Feature, FeatureDraft } from '../model/feature.ts';
import { openDrafts } from './drafts.ts';
import { fixedLimits } from '../model/limits.ts';
import { featureColumns, featureOf, type FeatureRecord } from './feature-row.ts';
import type { Journal } from './journal.ts';
import { openLinks } from './links.ts';
import { openPaths } from './paths.ts';

/** Adds features, all of them or none. A name may depend on one that is in the same list. */
export type AddFeatures = (drafts: readonly FeatureDraft[]) => Feature[];

/**
 * Changes what a person wrote about a feature; its state stays.
 * @throws AgentTuiError `usage` when there is no such feature, or the words do not fit the queue.
 */
export type EditFeature = (id: number, draft: FeatureDraft) => void;

/** The statements by which a person's words come into the queue. */
export function openIntake(
  db: Db,
  journal: Journal,
  now: () => number,
): { add: AddFeatures; edit: EditFeature } {
  const drafts = openDrafts(db, now);
  const select = db.prepare<[number], FeatureRecord>(
    `SELECT ${featureColumns} FROM features f WHERE f.id = ?`,
  );
  const links = openLinks(db);
  const paths = openPaths(db);

  const add: AddFeatures = (given) =>
    journal.write((record, keep) => {
      const added = given.map((draft) => {
        requireName(draft.name);
        if (links.idOf(draft.name) !== undefined) throw nameTaken(draft.name);
        return {
          draft,
          id: drafts.insert(draft, null),
        };
      });
      for (const { draft, id } of added) {
        links.connect(id, draft);
        paths.declare(id, pathsOf(draft));
        record({ type: 'feature:added', featureId: id, facts: { name: draft.name } });
        keep({ word: 'add', draft });
      }
      links.refuseCycle(added.map(({ id }) => id));
      return added.map(({ id }) => featureOf(required(select.get(id))));
    });

  const edit: EditFeature = (id, draft) => {
    journal.write((record, keep) => {
      requireName(draft.name);
      const taken = links.idOf(draft.name);
      if (taken !== undefined && taken !== id) throw nameTaken(draft.name);
      if (!drafts.update(draft, id)) throw notThere(id);
      links.connect(id, draft);
      if (draft.paths !== undefined) paths.declare(id, pathsOf(draft));
      links.refuseCycle([id]);
      record({ type: 'feature:edited', featureId: id, facts: { name: draft.name } });
      keep({ word: 'edit', draft });
    });
  };
  return { add, edit };
}

function required(row: FeatureRecord | undefined): FeatureRecord {
  if (row === undefined) throw new Error('a feature that was just added is not there');
  return row;
}

const nameCharsMax = 200;

/** A name is one line that people read: on the screen, in logs and in commit subjects. */
function requireName(name: string): void {
  if (name.length <= nameCharsMax && name.trim() !== '' && !/[\p{Cc}\uFFFD]/u.test(name)) return;
  const shown = JSON.stringify(name.slice(0, 60));
  throw new AgentTuiError('usage', `${shown} cannot be the name of a feature`, {
    hint: `a name is one line of 1 to ${String(nameCharsMax)} printable characters`,
  });
}

/** What a person declared, each path in one form, so that the same place is known as the same. */
function pathsOf({ name, paths = [] }: FeatureDraft): string[] {
  const { pathsPerFeatureMax, pathCharsMax } = fixedLimits;
  if (paths.length > pathsPerFeatureMax) {
    throw new AgentTuiError('usage', `"${name}" names ${String(paths.length)} paths`, {
      hint: `at most ${String(pathsPerFeatureMax)}; name the folder that they are in`,
    });
  }
  return paths.map((text) => {
    const read = declaredPath(text, pathCharsMax);
    if (read.kind === 'path') return read.path;
    const shown = JSON.stringify(text.slice(0, 60));
    throw new AgentTuiError('usage', `${shown} cannot be a path of "${name}": ${read.reason}`, {
      hint: 'name a file or folder relative to the project, for instance src/auth',
    });
  });
}

function nameTaken(name: string): AgentTuiError {
  return new AgentTuiError('usage', `there is a feature named "${name}" already`, {
    hint: 'give it another name; agent-tui feature list shows all',
  });
}

function notThere(id: number): AgentTuiError {
  return new AgentTuiError('usage', `there is no feature ${String(id)}`, {
    hint: 'agent-tui feature list shows all',
  });
}
