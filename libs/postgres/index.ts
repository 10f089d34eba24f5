export { type SessionLease, sessionLease } from './lease.js';
export { tryLock } from './locks.js';
export { type MigrationSet, migrate } from './migrations.js';
export { addressOf, DatabaseUnavailable, openPool, openSession, quoted, WATCHED } from './session.js';
