import type { Db } from '../db/index.ts';
import { fixedLimits } from '../model/limits.ts';
import type { ModelTier } from '../model/preset.ts';
import type { Tallies, Tally } from './model-facts.ts';
import type { LearnedRow, ModelChoice } from './models.ts';

/** An attempt and the model that it got. */
export interface ChoiceRow extends Omit<ModelChoice, 'basis'> {
  readonly featureId: number;
  readonly epoch: number;
  /** The agent of the configuration. */
  readonly agent: string;
  readonly seed: number | null;
  /** JSON of what the choice was made from. */
  readonly facts: string;
}

/** How one group of judged attempts went. */
export interface TallyRow extends Tally {
  readonly tier: ModelTier;
  readonly model: string | null;
  /** Whether it is of the kind of work that was asked for. */
  readonly own: number;
  /** Whether the gate had rejected another model's work before, or this one's. */
  readonly after: keyof Tallies;
}

/** The rows of choices, of what became of them, and of what a person has set. */
export interface ModelRows {
  keepChoice(row: ChoiceRow): void;
  newestChoice(featureId: number): ChoiceRow | undefined;
  /** Within a transaction of the caller; once for each attempt, and nothing for one whose model nobody chose. */
  keepOutcome(outcome: OutcomeRow): void;
  /** The tier of the attempt of a feature that the gate judged last. */
  judgedTier(featureId: number): ModelTier | undefined;
  tallies(asked: Readonly<Record<'agent' | 'category' | 'difficulty', string>>): TallyRow[];
  learned(): LearnedRow[];
  /** What a person has set, as JSON by name. */
  settings(): ReadonlyMap<string, string>;
  keepSetting(name: string, value: string): void;
}

/** What the gate said of an attempt. */
export interface OutcomeRow {
  readonly featureId: number;
  readonly epoch: number;
  readonly landed: boolean;
}

/** Opens these rows of a database. */
export function openModelRows(db: Db, now: () => number): ModelRows {
  const settings = db.prepare<[], { name: string; value: string }>(
    'SELECT name, value FROM settings',
  );
  const keepSetting = db.prepare<[string, string, number]>(
    'INSERT OR REPLACE INTO settings (name, value, set_at) VALUES (?, ?, ?)',
  );
  return {
    ...openChoices(db, now),
    ...openOutcomes(db, now),
    settings: () => new Map(settings.all().map(({ name, value }) => [name, value])),
    keepSetting: (name, value) => void keepSetting.run(name, value, now()),
  };
}

const forgetEvery = 100;

function openChoices(db: Db, now: () => number): Pick<ModelRows, 'keepChoice' | 'newestChoice'> {
  const insert = db.prepare<[ChoiceRow & { now: number }]>(
    `INSERT OR REPLACE INTO model_choices (feature_id, epoch, agent, tier, model, reason, n, seed, facts, at)
     VALUES (@featureId, @epoch, @agent, @tier, @model, @reason, @n, @seed, @facts, @now)`,
  );
  const forget = db.prepare<[number]>('DELETE FROM model_choices WHERE id <= ?');
  const newest = db.prepare<[number], ChoiceRow>(
    `SELECT feature_id AS featureId, epoch, agent, tier, model, reason, n, seed, facts FROM model_choices
     WHERE feature_id = ? ORDER BY epoch DESC LIMIT 1`,
  );
  return {
    keepChoice: (row) => {
      const { lastInsertRowid } = insert.run({ ...row, now: now() });
      const id = Number(lastInsertRowid);
      // Now and then is enough, and cheaper.
      if (id % forgetEvery === 0) forget.run(id - fixedLimits.modelChoicesKeptMax);
    },
    newestChoice: (featureId) => newest.get(featureId),
  };
}

function openOutcomes(
  db: Db,
  now: () => number,
): Pick<ModelRows, 'keepOutcome' | 'judgedTier' | 'tallies' | 'learned'> {
  const insert = db.prepare<[{ featureId: number; epoch: number; landed: number; now: number }]>(
    `INSERT OR IGNORE INTO model_outcomes (feature_id, epoch, category, difficulty, agent, tier, model, rejections,
       after_tier, landed, cost_usd, input_tokens, output_tokens, priciest_usd, at)
     SELECT c.feature_id, c.epoch, f.category, f.difficulty, c.agent, c.tier, c.model, f.gate_failures,
       CASE WHEN f.gate_failures > 0 THEN coalesce((SELECT o.tier FROM model_outcomes o
         WHERE o.feature_id = c.feature_id ORDER BY o.epoch DESC LIMIT 1), c.tier) END, @landed, sum(s.cost_usd), sum(s.input_tokens), sum(s.output_tokens), sum(s.priciest_usd), @now
     FROM model_choices c JOIN features f ON f.id = c.feature_id
       LEFT JOIN sessions s ON s.feature_id = c.feature_id AND s.epoch = c.epoch
     WHERE c.feature_id = @featureId AND c.epoch = @epoch GROUP BY c.id`,
  );
  const judged = db.prepare<[number], { tier: ModelTier }>(
    'SELECT tier FROM model_outcomes WHERE feature_id = ? ORDER BY epoch DESC LIMIT 1',
  );
  // Of the newest alone: models change behind their names, and the choice is made before each attempt.
  const tallies = db.prepare<[Record<'agent' | 'category' | 'difficulty', string>], TallyRow>(
    `SELECT tier, model, category = @category AND difficulty = @difficulty AS own,
       CASE WHEN after_tier IS NULL THEN 'first' WHEN after_tier = tier THEN 'repeated' ELSE 'raised' END AS "after",
       count(*) AS "of", sum(landed) AS landed, coalesce(sum(cost_usd), 0) AS costUsd, count(cost_usd) AS costed
     FROM (SELECT * FROM model_outcomes ORDER BY id DESC LIMIT ${String(fixedLimits.outcomesLookedAtMax)})
     WHERE agent = @agent GROUP BY tier, model, own, "after"`,
  );
  const learned = db.prepare<[], LearnedRow>(
    `SELECT category, agent, model, tier, count(*) AS "of", sum(landed) AS landed, sum(cost_usd) AS costUsd,
       CASE WHEN count(priciest_usd) > 0 THEN sum(coalesce(priciest_usd, cost_usd)) END AS priciestUsd,
       avg(CASE WHEN landed THEN rejections + 1 END) AS meanAttempts
     FROM model_outcomes GROUP BY category, agent, model, tier ORDER BY category, agent, tier, model`,
  );
  return {
    keepOutcome: ({ featureId, epoch, landed }) =>
      void insert.run({ featureId, epoch, landed: landed ? 1 : 0, now: now() }),
    judgedTier: (featureId) => judged.get(featureId)?.tier,
    tallies: ({ agent, category, difficulty }) => tallies.all({ agent, category, difficulty }),
    learned: () => learned.all(),
  };
}
