import type pg from 'pg';
import { openSession, quoted, WATCHED } from '#postgres/index.js';
import type { Changed } from '../runtime/read-store.js';
import type { DatabaseSchema } from './schemas.js';

/** Poll interval and reconnect delay, in milliseconds. */
const POLL_INTERVAL_MS = 1_000;

/** Reports changes by LISTEN/NOTIFY, and polls in case a notification was lost with its session. */
export async function watchChanges({ url, schema }: DatabaseSchema, changed: (what: Changed) => void) {
  let session: Promise<pg.Client | undefined> | undefined;

  async function listen(): Promise<pg.Client | undefined> {
    try {
      const client = await openSession(url, { settings: WATCHED, onLost: dropSession });
      client.on('end', dropSession);
      client.on('notification', ({ payload }) => changed(payload ? JSON.parse(payload) : undefined));
      await client.query(`LISTEN ${quoted(schema)}`);
      return client;
    } catch {
      dropSession();
      return undefined;
    }
  }
  function dropSession(): void {
    session = undefined;
  }

  const first = listen();
  session = first;
  await first;
  const timer = setInterval(() => {
    session ??= listen();
    changed(undefined);
  }, POLL_INTERVAL_MS);
  return {
    async close() {
      clearInterval(timer);
      await (await session)?.end();
    },
  };
}
