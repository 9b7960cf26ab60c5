import { firstMigration } from './001-first.ts';
import { lifeCycleMigration } from './002-life-cycle.ts';
import { toolsMigration } from './003-tools.ts';
import { knowledgeMigration } from './004-knowledge.ts';
import { modelsMigration } from './005-models.ts';

/** The schema's history: entry N brings a database from version N to N + 1. Never edited, only added to. */
export const migrations: readonly string[] = [
  firstMigration,
  lifeCycleMigration,
  toolsMigration,
  knowledgeMigration,
  modelsMigration,
];
