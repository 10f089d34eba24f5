import { once } from 'node:events';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Actor } from '#domain/kernel/metadata.js';
import { newSecret } from '#platform/access/access-store.js';
import { type Config, describeConfig } from '#platform/config.js';
import { removeServerFile, writeServerFile } from '#platform/server-file.js';
import { ReadError } from '#projections/read/errors.js';
import { pack } from '#projections/reports/pack.js';
import { isWatched } from './deadlines/look.js';
import { watchDeadlines } from './deadlines/watch.js';
import { buildApp } from './http/app.js';
import type { AdminToken } from './http/authenticator.js';
import type { ReadinessCheck } from './http/health.controller.js';
import { firstToken } from './ledger/first-token.js';
import { type Ledger, openLedgerFolder } from './ledger/open-ledger.js';
import { openReadSide, type ReadSide } from './ledger/read-side.js';
import { beginSeed, loadSeed, seedOf } from './ledger/seed.js';

/** How long requests may take to finish once the server is told to stop; then their connections are cut. */
const GRACE_MS = 8_000;
const UNNAMED = 'Action Ledger';

/** Runs the server until it is told to stop; then everything that was opened is closed again. */
export async function serve(config: Config, stopping: AbortSignal): Promise<void> {
  const seed = seedOf(config);
  if (seed) beginSeed(config.DATA_DIR, seed);
  let readSide: ReadSide | undefined;
  const packOf = async (group: string) => {
    if (!readSide) throw new Error('A pack is issued once the read models are open.');
    const head = await ledger.store.head();
    // What is issued once must not leave out what was recorded before it.
    if (!(await readSide.reached(head)))
      throw new ReadError(
        'projection-behind',
        `The read models stand at ${readSide.position()}, not yet at ${head}; ask again.`,
      );
    return pack(readSide, group, new Date().toISOString());
  };
  const ledger = await openLedgerFolder(config.DATA_DIR, seed?.plan.ledger ?? UNNAMED, packOf);
  try {
    if (seed) await loadSeed(config.DATA_DIR, seed, ledger, stopping);
    readSide = await openReadSide(config.DATA_DIR, { nameOf: ledger.access.directory.name });
    const ended = new AbortController();
    const watching = watch(ledger, readSide, AbortSignal.any([stopping, ended.signal]));
    try {
      await answerRequests(config, ledger, readSide, stopping);
    } finally {
      ended.abort();
      await watching;
      await readSide.stop();
    }
  } finally {
    await ledger.close();
  }
}

async function watch({ store, commands }: Ledger, readSide: ReadSide, stopping: AbortSignal): Promise<void> {
  if (!(await isWatched(store))) return;
  const now = () => new Date().toISOString();
  await watchDeadlines({ readSide, handle: commands.handle, head: store.head, now, complain: console.error }, stopping);
}

async function answerRequests(
  config: Config,
  ledger: Ledger,
  readSide: ReadSide,
  stopping: AbortSignal,
): Promise<void> {
  const secret = newSecret();
  const admins = [
    adminToken('cli', secret, ledger.administrator),
    ...(config.ADMIN_TOKEN ? [adminToken('admin', config.ADMIN_TOKEN, ledger.administrator)] : []),
  ];
  const head = await ledger.store.head();
  const ready: ReadinessCheck[] = [
    { name: 'store', isReady: async () => (await ledger.store.head()) >= head },
    { name: 'read models', isReady: async () => !readSide.failed() && readSide.position() >= head },
  ];
  const app = await buildApp({ config, ledger, queries: readSide, admins, ready, stopping });
  try {
    await listen(app, config);
    const url = await app.getUrl();
    writeServerFile(config.DATA_DIR, { url, token: secret });
    await announce(config, ledger, url);
    if (!stopping.aborted) await once(stopping, 'abort');
  } finally {
    removeServerFile(config.DATA_DIR);
    await close(app);
  }
}

function adminToken(token: string, secret: string, actor: Actor): AdminToken {
  return { secret, credential: { token, actor, programmes: [], groups: [], lasting: true } };
}

async function listen(app: NestFastifyApplication, { HOST, PORT }: Config): Promise<void> {
  try {
    await app.listen(PORT, HOST);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new Error(`PORT ${PORT} on ${HOST} is in use; stop what listens there, or set PORT.`);
    throw new Error(`HOST ${HOST} and PORT ${PORT} cannot be listened on: ${message}.`);
  }
}

async function announce(config: Config, ledger: Ledger, url: string): Promise<void> {
  const settings = Object.entries(describeConfig(config)).map(([name, value]) => `${name}=${value}`);
  console.log(`Settings: ${settings.join(' ')}`);
  const token = await firstToken(config, ledger, process.stdout.isTTY === true);
  if (token) console.log(token);
  console.log(`Action Ledger is at ${url}`);
}

/** Streams have ended with the signal; requests in flight finish, and what hangs is cut. */
async function close(app: NestFastifyApplication): Promise<void> {
  const cut = setTimeout(() => app.getHttpServer().closeAllConnections(), GRACE_MS);
  await app.close();
  clearTimeout(cut);
}
