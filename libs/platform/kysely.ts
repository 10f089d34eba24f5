// The one place that names Kysely; the bundle takes of it what is used (scripts/bundle.js).

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
export {
  CompiledQuery,
  Kysely,
  PostgresDialect,
  SqliteAdapter,
  SqliteDialect,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely';

/** Runs queries of a store; a failure comes back as the store's own error. */
export type RunQuery<Tables> = <Result>(
  query: (db: import('kysely').Kysely<Tables>) => Promise<Result>,
) => Promise<Result>;
