import { firstMigration } from './001-first.ts';
import { lifeCycleMigration } from './002-life-cycle.ts';
import { modelsMigration } from './003-models.ts';

/** The schema's history: entry N brings a database from version N to N + 1. Never edited, only added to. */
export const migrations: readonly string[] = [firstMigration, lifeCycleMigration, modelsMigration];
