import { openHasKept, type Db } from '../db/index.ts';
import type { FeatureDraft } from '../model/feature.ts';
import type { IntakeLine } from '../model/intake.ts';
import { openDrafts } from './drafts.ts';
import type { Journal } from './journal.ts';
import { openLinks } from './links.ts';
import { openMessages } from './messages.ts';
import { openPaths } from './paths.ts';
import { openWordStatements } from './word-statements.ts';

/** What the intake log had that the database had lost. */
export interface Replayed {
  /** How many words of people were taken in again. */
  readonly words: number;
  /** Sessions that no row tells of any more. */
  readonly sessions: readonly LostSession[];
}

/** What the intake log tells of a session whose row is lost. */
export interface LostSession {
  readonly id: string;
  readonly marker: string;
  readonly featureId: number;
  readonly startedAt: number;
}

/** Takes in again what a restored or cut-off database has lost; a second time changes nothing. */
export type Replay = (lines: readonly IntakeLine[]) => Replayed;

/** Opens the replay of the intake log into a database. */
export function openReplay(db: Db, journal: Journal, now: () => number): Replay {
  const event = db.prepare<[Record<string, number | string>]>(
    `INSERT INTO events (id, at, type, feature_id, facts)
     VALUES ((SELECT @event WHERE NOT EXISTS (SELECT 1 FROM events WHERE id = @event)), @at, @type, @featureId, @facts)`,
  );
  const apply = openApply(db, now);
  const hasKept = openHasKept(db);
  return (lines) => {
    const lost = lines.filter((line) => !hasKept(line));
    const words = lost.filter(({ word }) => word.word !== 'session');
    const sessions = lost.flatMap(sessionOf);
    if (words.length === 0) return { words: 0, sessions };
    journal.write((record) => {
      const numbers = new Map<number, number>();
      for (const line of words) {
        const featureId = numbers.get(line.featureId) ?? line.featureId;
        const id = apply({ ...line, featureId });
        numbers.set(line.featureId, id);
        // Under its own number and time, by which the next start knows that it is there.
        const { event: number, at, type } = line;
        event.run({ event: number, at, type, featureId: line.featureId, facts: factsOf(line) });
      }
      const what = `what people asked for and the database had lost was taken in again: ${String(words.length)}`;
      record({ type: 'fault:recovered', facts: { what } });
    });
    return { words: words.length, sessions };
  };
}

function sessionOf({ word, featureId, at }: IntakeLine): LostSession[] {
  if (word.word !== 'session') return [];
  return [{ id: word.id, marker: word.marker, featureId, startedAt: at }];
}

function factsOf({ type, word, at }: IntakeLine): string {
  if (word.word === 'add' || word.word === 'edit') return JSON.stringify({ name: word.draft.name });
  if (word.word === 'block') return JSON.stringify({ reason: word.reason });
  if (word.word === 'message') return JSON.stringify({ text: word.text });
  if (type === 'feature:requeued') {
    return JSON.stringify({ reason: 'a person asked for it', retryAt: at, charged: false });
  }
  return '{}';
}

/** Does once more what one line says; answers with the number that the feature has now. */
function openApply(db: Db, now: () => number): (line: IntakeLine) => number {
  const drafts = openDrafts(db, now);
  const links = openLinks(db);
  const paths = openPaths(db);
  const words = openWordStatements(db, now);
  const messages = openMessages(db, now);
  const nameOf = db.prepare<[number], { name: string }>('SELECT name FROM features WHERE id = ?');
  const connect = (id: number, draft: FeatureDraft) => {
    // What it needs may be lost for good: then it is not waited for.
    const dependsOn = draft.dependsOn.filter((name) => links.idOf(name) !== undefined);
    links.connect(id, { ...draft, dependsOn });
    if (draft.paths !== undefined) paths.declare(id, draft.paths);
  };
  const add = (featureId: number, draft: FeatureDraft): number => {
    const sameName = links.idOf(draft.name);
    if (sameName !== undefined) return sameName;
    const isFree = nameOf.get(featureId) === undefined;
    const id = drafts.insert(draft, isFree ? featureId : null);
    connect(id, draft);
    return id;
  };
  const edit = (id: number, draft: FeatureDraft) => {
    const taken = links.idOf(draft.name);
    if (taken !== undefined && taken !== id) return;
    if (drafts.update(draft, id)) connect(id, draft);
  };
  return ({ featureId: id, word }) => {
    switch (word.word) {
      case 'add':
        return add(id, word.draft);
      case 'edit':
        edit(id, word.draft);
        break;
      case 'cancel':
        words.cancel(id);
        break;
      case 'block':
        words.block(id, 'person', word.reason);
        break;
      case 'retry':
        words.retry(id);
        break;
      case 'priority':
        words.setPriority(id, word.priority);
        break;
      case 'message':
        if (nameOf.get(id) !== undefined) messages.add(id, word.text);
        break;
      case 'session':
        break;
    }
    return id;
  };
}
