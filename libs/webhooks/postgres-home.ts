import type { Ask } from './postgres-webhooks.js';

const PLACE = `SELECT 'database ' || (SELECT oid FROM pg_database WHERE datname = current_database())
  || ' table ' || 'webhooks'::regclass::oid AS mark`;
const CLUSTER = 'SELECT system_identifier::text AS cluster FROM pg_control_system()';

/** Of several processes that find a database to be a copy the first halts its webhooks. */
const SETTLE = `WITH moved AS (UPDATE home SET mark = $1 WHERE mark <> $1 RETURNING mark)
  UPDATE webhooks SET halted = 'restored'
  WHERE halted IS NULL AND secret IS NOT NULL AND EXISTS (SELECT FROM moved)`;

/**
 * Halts the webhooks of a schema that is a copy of another, as one that was dumped and restored is: its tables have
 * other numbers, or are of another cluster. A standby that takes over has those of the one before.
 */
export async function recogniseDatabase(ask: Ask): Promise<void> {
  const [place, cluster] = [await ask<{ mark: string }>(PLACE), await clusterOf(ask)];
  const mark = `${cluster} ${place.rows[0]?.mark}`;
  const { rows } = await ask<{ mark: string }>('SELECT mark FROM home');
  if (rows.length === 0) await ask('INSERT INTO home SELECT $1 WHERE NOT EXISTS (SELECT FROM home)', [mark]);
  else if (rows[0]?.mark !== mark) await ask(SETTLE, [mark]);
}

/** Some providers let nobody ask for it; then the numbers alone count. */
async function clusterOf(ask: Ask): Promise<string> {
  const { rows } = await ask<{ cluster: string }>(CLUSTER).catch(() => ({ rows: [] }));
  return `cluster ${rows[0]?.cluster ?? 'unknown'}`;
}
