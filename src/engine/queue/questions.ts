import type { Db } from '../db/index.ts';

/** What an agent asked the person. */
export interface Question {
  readonly id: number;
  readonly text: string;
}

/** Questions of agents, each of one attempt. */
export interface Questions {
  add(question: {
    readonly featureId: number;
    readonly epoch: number;
    readonly agent: string;
    readonly text: string;
  }): number;
  of(featureId: number, epoch: number): Question[];
}

/** Opens the questions of a database. */
export function openQuestions(db: Db, now: () => number): Questions {
  const insert = db.prepare<
    [{ featureId: number; epoch: number; agent: string; text: string; now: number }]
  >(
    `INSERT INTO questions (feature_id, epoch, agent, text, asked_at) VALUES (@featureId, @epoch, @agent, @text, @now)`,
  );
  const of = db.prepare<[number, number], Question>(
    'SELECT id, text FROM questions WHERE feature_id = ? AND epoch = ? ORDER BY id',
  );
  return {
    add: (question) => Number(insert.run({ ...question, now: now() }).lastInsertRowid),
    of: (featureId, epoch) => of.all(featureId, epoch),
  };
}
