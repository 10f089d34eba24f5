import { createRequire } from 'node:module';

// The one place that loads Kysely: its CommonJS form takes half the processor time of its 260 ECMAScript modules, which
// is most of what a report on the command line takes.
const kysely: typeof import('kysely') = createRequire(import.meta.url)('kysely');

export const { CompiledQuery, Kysely, PostgresDialect, SqliteAdapter, SqliteDialect } = kysely;
export const { SqliteIntrospector, SqliteQueryCompiler, sql } = kysely;

export type CompiledQuery = import('kysely').CompiledQuery;
export type Kysely<Database> = import('kysely').Kysely<Database>;
export type {
  DatabaseConnection,
  Dialect,
  Driver,
  Expression,
  QueryResult,
  RawBuilder,
  SelectQueryBuilder,
  SqlBool,
  Transaction,
} from 'kysely';

/** Runs queries of a store; a failure comes back as the store's own error. */
export type RunQuery<Tables> = <Result>(
  query: (db: import('kysely').Kysely<Tables>) => Promise<Result>,
) => Promise<Result>;
