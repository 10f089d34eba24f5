// The bundle includes only these names of Kysely (scripts/bundle.js).

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

export type RunQuery<Tables> = <Result>(
  query: (db: import('kysely').Kysely<Tables>) => Promise<Result>,
) => Promise<Result>;
