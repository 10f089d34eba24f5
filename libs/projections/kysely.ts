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
