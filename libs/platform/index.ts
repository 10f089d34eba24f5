export { aborted } from './aborted.js';
export { Config, describeConfig, readConfig } from './config.js';
export { type DdlWords, POSTGRES_DDL, SQLITE_DDL } from './ddl.js';
export { acknowledgeCopy, detectFolderCopy, isRestoredCopy, markCopy, readFolderCopy } from './folder-copy.js';
export {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresDialect,
  type RawBuilder,
  type RunQuery,
  type SqlBool,
  SqliteAdapter,
  SqliteDialect,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from './kysely.js';
export { type LastBackup, lastBackup, rememberBackup } from './last-backup.js';
export { type Log, openLog } from './log.js';
export { writePrivate } from './private-file.js';
export { countedFromFirst, type OnProgress, withProgress } from './progress.js';
export { abortOf, exponentialBackoff, poll, type RetryPolicy, rest, retryBy, withRetry } from './retry.js';
export { readSchedule, type ScheduleRule } from './schedule.js';
export { readServerFile, removeServerFile, writeServerFile } from './server-file.js';
export { readSmtpUrl } from './smtp-url.js';
export { mapStackTraces } from './stack-traces.js';
export { readStoreSettings, type StoreSettings } from './store-settings.js';
export {
  inSpan,
  LOG_EVENTS,
  METRICS,
  type MetricKey,
  type MetricSample,
  measure,
  onMetricSample,
  passOn,
  readTraceparent,
  SPANS,
  traceContext,
} from './telemetry.js';
