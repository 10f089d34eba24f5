import type pg from 'pg';

/** Session-level advisory lock, released when the session ends. False where another session holds it. */
export async function tryLock(client: pg.ClientBase, name: string): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken',
    [name],
  );
  return rows[0]?.taken === true;
}

export async function lockOwner(client: pg.ClientBase, name: string): Promise<number | undefined> {
  const { rows } = await client.query<{ process: number }>(
    `SELECT substring(application_name FROM '\\d+$')::integer AS process FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE locktype = 'advisory' AND granted AND (classid::bigint << 32 | objid::bigint) = hashtextextended($1, 0)`,
    [name],
  );
  return rows[0]?.process;
}

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
