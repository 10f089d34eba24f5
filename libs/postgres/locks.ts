import type pg from 'pg';

/** Takes a lock that ends with the session; false where another session has it. */
export async function tryLock(client: pg.ClientBase, name: string): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken',
    [name],
  );
  return rows[0]?.taken === true;
}

/** The process that has a lock; undefined where none has. */
export async function lockOwner(client: pg.ClientBase, name: string): Promise<number | undefined> {
  const { rows } = await client.query<{ process: number }>(
    `SELECT substring(application_name FROM '\\d+$')::integer AS process FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE locktype = 'advisory' AND granted AND (classid::bigint << 32 | objid::bigint) = hashtextextended($1, 0)`,
    [name],
  );
  return rows[0]?.process;
}

/** Does something under a lock that is waited for, and in the transaction that it ends with. */
export async function inLockedTransaction<Result>(
  client: pg.ClientBase,
  name: string,
  work: () => Promise<Result>,
): Promise<Result> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}
