import type pg from 'pg';
import { openSession, quoted, WATCHED } from '#postgres/session.js';
import type { Changed } from '../runtime/read-store.js';
import type { DatabaseSchema } from './schemas.js';

/** How often to look by oneself, and to listen again where the session was lost, in milliseconds. */
const LOOK_EVERY = 1_000;

/** Tells of what other processes do to a ledger's read models: at once by notices, and by looking now and then. */
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
