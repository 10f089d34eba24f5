import type pg from 'pg';
import { openSession, quoted, WATCHED } from '#postgres/session.js';
import type { Changed } from '../runtime/read-store.js';
import type { DatabaseSchema } from './schemas.js';

/** Poll interval and reconnect delay, in milliseconds. */
const LOOK_EVERY = 1_000;

/** Reports changes by LISTEN/NOTIFY, and polls in case a notification was lost with its session. */
export async function watching({ url, schema }: DatabaseSchema, changed: (what: Changed) => void) {
  let session: Promise<pg.Client | undefined> | undefined;

  async function listen(): Promise<pg.Client | undefined> {
    try {
      const client = await openSession(url, { settings: WATCHED, onLost: forget });
      client.on('end', forget);
      client.on('notification', ({ payload }) => changed(payload ? JSON.parse(payload) : undefined));
      await client.query(`LISTEN ${quoted(schema)}`);
      return client;
    } catch {
      forget();
      return undefined;
    }
  }
  function forget(): void {
    session = undefined;
  }

  const first = listen();
  session = first;
  await first;
  const timer = setInterval(() => {
    session ??= listen();
    changed(undefined);
  }, LOOK_EVERY);
  return {
    async close() {
      clearInterval(timer);
      await (await session)?.end();
    },
  };
}
