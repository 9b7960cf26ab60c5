import Sqlite from 'better-sqlite3';
import type { Db } from '../../src/engine/db/index.ts';

/** Who may use a database now, and how it fails. */
export interface Access {
  readonly isDead: boolean;
  /** Nothing can be written: the disk is full. */
  readonly isFull: boolean;
}

/**
 * A database in memory that outlives the engines that use it one after another. Its statements are prepared once for all
 * of them, which is most of what an engine's start would cost; what a dead engine asks for is refused.
 */
export class SharedDatabase {
  readonly #db: Db;
  readonly #statements = new Map<string, Sqlite.Statement>();
  readonly #tables: readonly string[];

  constructor(schema: (db: Db) => void) {
    this.#db = new Sqlite(':memory:');
    schema(this.#db);
    this.#tables = this.#db
      .prepare<[], { name: string }>(
        // Tables of the full-text index follow their own by triggers.
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
           AND (name NOT LIKE 'sqlite_%' OR name = 'sqlite_sequence')`,
      )
      .all()
      .map(({ name }) => name)
      // What others refer to goes last: to switch references off for this would make every statement be compiled anew.
      .sort((a, b) => Number(a === 'features') - Number(b === 'features'));
  }

  /** Forgets every row, as at the beginning of a world. */
  empty(): void {
    this.rollBack();
    for (const table of this.#tables) this.#statement(`DELETE FROM ${table}`).run();
  }

  /** What was not committed is lost with the engine that wrote it. */
  rollBack(): void {
    if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
  }

  /** The database as one engine sees it. */
  for(access: Access): Db {
    const refuse = () => {
      if (access.isDead) throw new TypeError('The database connection is not open');
    };
    const view = {
      open: true,
      memory: true,
      name: ':memory:',
      prepare: (sql: string) => guarded(this.#statement(sql), access, refuse),
      transaction: (work: (...args: never[]) => unknown) => {
        const transaction = this.#db.transaction(work as (...args: unknown[]) => unknown);
        const call = (...args: unknown[]) => {
          refuse();
          return transaction.immediate(...args);
        };
        return Object.assign(call, { immediate: call });
      },
      pragma: (text: string, options?: Sqlite.PragmaOptions) => {
        refuse();
        return this.#db.pragma(text, options);
      },
      exec: (sql: string) => {
        refuse();
        this.#db.exec(sql);
        return view;
      },
      close: () => view,
    };
    // The parts use no more of a connection than this.
    return view as unknown as Db;
  }

  #statement(sql: string): Sqlite.Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

function guarded(statement: Sqlite.Statement, access: Access, refuse: () => void) {
  const isWriting = !statement.readonly;
  const before = () => {
    refuse();
    if (isWriting && access.isFull) {
      throw new Sqlite.SqliteError('database or disk is full', 'SQLITE_FULL');
    }
  };
  return {
    run: (...values: unknown[]) => {
      before();
      return statement.run(...values);
    },
    get: (...values: unknown[]) => {
      before();
      return statement.get(...values);
    },
    all: (...values: unknown[]) => {
      before();
      return statement.all(...values);
    },
  };
}
