import { once } from 'node:events';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { firstToken } from '#application/commands/first-token.js';
import { watchDeadlines } from '#application/deadlines/watch.js';
import { type BackgroundTask, startBackgroundTask, waitingFor } from '#application/ledger/background-task.js';
import { administrator, COMMAND_LINE } from '#application/ledger/begin-ledger.js';
import { nextMeetingOf, numberedOf, packOf, placeOf, upTo } from '#application/ledger/command-ports.js';
import { type HistoryWatch, watchHistory } from '#application/ledger/history-watch.js';
import { eventsOf, readModelsOf } from '#application/ledger/locations.js';
import { type MissingWatch, watchMissing } from '#application/ledger/missing.js';
import { openReadSide, type ReadSide } from '#application/ledger/read-side.js';
import { refusing } from '#application/ledger/refusing.js';
import { type StartedLedger, startLedger } from '#application/ledger/start-ledger.js';
import { type StoreWatch, watchStore } from '#application/ledger/store-watch.js';
import { settling } from '#application/queries/settling.js';
import { newSecret } from '#access/index.js';
import { type Config, describeConfig } from '#platform/config.js';
import { removeServerFile, writeServerFile } from '#platform/server-file.js';
import { ANOTHER_HISTORY } from '#read-store/runtime/history.js';
import { buildApp, type CreateApp } from './app.js';
import type { AdminToken } from './auth/authenticator.js';
import type { Notices, Readiness, ReadinessCheck } from './health/health.controller.js';
import { type AttemptCounts, dispatchWebhooks, pendingEventOf, watchHalted } from '#webhooks/index.js';
import { dispatcherDeps } from './dispatcher-deps.js';
import { tokenReader } from '#application/queries/viewer.js';
import { cannotListen, requireFreePort } from './port.js';

/** How long requests may take to finish once the server is told to stop; then their connections are cut. */
const GRACE_MS = 8_000;

/** Runs the server until it is told to stop; then everything that was opened is closed again. */
export async function serve(config: Config, stopping: AbortSignal, create?: CreateApp): Promise<void> {
  await requireFreePort(config);
  let readSide: ReadSide | undefined;
  const around = {
    pack: (group: string) => packOf(ledger.store, readSide, group, ledger.clock.now()),
    place: (position: number) => placeOf(ledger.store, readSide, position),
    nextMeeting: (group: string, after: string) => nextMeetingOf(ledger.store, readSide, group, after),
    numbered: (number: number) => numberedOf(ledger.store, readSide, number),
    owed: async (webhook: string) => {
      const { access, store } = ledger;
      const caughtUp = await upTo(await store.head(), readSide);
      return pendingEventOf({ webhooks: access.webhooks, readSide: caughtUp, readerOf: tokenReader(access) }, webhook);
    },
    toPrivateAddresses: config.WEBHOOKS_TO_PRIVATE_ADDRESSES !== undefined,
  };
  const ledger: StartedLedger = await startLedger(config, around, stopping);
  const watch = await watchStore(ledger.store, ledger.recording);
  try {
    const opened = await openReadSide({
      readModels: readModelsOf(config),
      events: eventsOf(config),
      projects: config.ROLE !== 'api',
      directory: ledger.access.directory,
      away: watch.away,
      stopping,
    });
    if (ledger.beganReadModels()) await opened.reached(await ledger.store.head());
    const history = await watchHistory({
      store: ledger.store,
      events: eventsOf(config),
      readSide: opened,
      onTurn: ledger.commands.forget,
      complain: console.error,
    });
    const refused = refusing(history, opened, ledger.commands);
    readSide = refused.readSide;
    const guarded = { ...ledger, commands: refused.commands };
    const ended = new AbortController();
    const over = AbortSignal.any([stopping, ended.signal]);
    const attempts: AttemptCounts = new Map();
    const halted = watchHalted(ledger.access.webhooks, over);
    const found = watchMissing({ store: ledger.store, access: ledger.access, readSide }, over);
    const beside = [
      halted.done,
      found.watching,
      watched(config, guarded, readSide, over),
      delivered(config, guarded, readSide, attempts, over),
    ];
    try {
      const { notices } = halted;
      const { missing } = found;
      const serving = { config, ledger: guarded, readSide, watch, history, notices, missing, attempts, stopping };
      await answerRequests(serving, create);
    } finally {
      ended.abort();
      await Promise.all(beside);
      await history.stop();
      await readSide.stop();
    }
  } finally {
    await watch.stop();
    await ledger.close();
  }
}

/** Watches the deadlines where commands are taken, once there is a ledger. */
async function watched({ ROLE }: Config, ledger: StartedLedger, readSide: ReadSide, stopping: AbortSignal) {
  if (ROLE === 'projector') return;
  await Promise.race([ledger.bootstrap.completed, aborted(stopping)]).catch(() => {});
  const { store, commands } = ledger;
  const now = () => new Date().toISOString();
  await watchDeadlines({ readSide, handle: commands.handle, store, now, complain: console.error }, stopping);
}

/** Sends webhooks what they are owed where the read models are made, once there is a ledger with its plan. */
async function delivered(
  config: Config,
  ledger: StartedLedger,
  readSide: ReadSide,
  attempts: AttemptCounts,
  stopping: AbortSignal,
): Promise<void> {
  if (config.ROLE === 'api') return;
  const begun = Promise.all([ledger.bootstrap.completed, readSide.ready]);
  await Promise.race([begun, aborted(stopping)]).catch(() => {});
  await dispatchWebhooks(dispatcherDeps(config, ledger, readSide, attempts), stopping);
}

interface Serving {
  readonly config: Config;
  readonly ledger: StartedLedger;
  readonly readSide: ReadSide;
  readonly watch: StoreWatch;
  readonly history: HistoryWatch;
  readonly missing: MissingWatch['missing'];
  readonly attempts: AttemptCounts;
  readonly notices: Notices;
  readonly stopping: AbortSignal;
}

async function answerRequests(serving: Serving, create: CreateApp | undefined): Promise<void> {
  const { config, ledger, readSide, watch, history, notices, missing, attempts, stopping } = serving;
  const secret = newSecret();
  const admins = [
    adminToken(COMMAND_LINE, secret),
    ...(config.ADMIN_TOKEN ? [adminToken('admin', config.ADMIN_TOKEN)] : []),
  ];
  const checks: ReadinessCheck[] = [
    { name: 'store', isReady: () => ledger.bootstrap.isDone() && watch.unreachableSince() === undefined },
    { name: 'clock', isReady: () => ledger.recording.ahead() === undefined },
    {
      name: 'read models',
      isReady: () =>
        readSide.lastError() === undefined && readSide.position() >= (watch.firstHead() ?? Number.POSITIVE_INFINITY),
    },
  ];
  checks.push(ofThisHistory(history));
  const head = async () => (watch.unreachableSince() ? undefined : ledger.store.head().catch(() => undefined));
  const settle = settling({
    ...readSide,
    clock: ledger.recording,
    shared: eventsOf(config).engine !== 'sqlite',
    head: () => ledger.store.head(),
    seen: watch.seen,
  });
  const queries = { ...readSide, unreachableSince: watch.unreachableSince, head, settle };
  const { illustrative } = watch;
  const readiness: Readiness = { checks, foreignEvents: () => readSide.foreign().events, notices, missing };
  const parts = { config, ledger, queries, attempts, admins, readiness, illustrative, stopping };
  const app = await buildApp(parts, create);
  try {
    await listen(app, config);
    const url = await app.getUrl();
    writeServerFile(config.DATA_DIR, { url, token: secret });
    await announce(config, ledger, url, stopping);
    const begun = Promise.all([ledger.bootstrap.completed, readSide.ready]);
    await Promise.race([aborted(stopping), begun.then(() => aborted(stopping))]);
  } finally {
    removeServerFile(config.DATA_DIR);
    await close(app);
  }
}

function ofThisHistory(history: HistoryWatch): ReadinessCheck {
  return {
    name: 'read models of this history',
    isReady: () => history.other() === undefined,
    reason: () => {
      const other = history.other();
      return other && { code: ANOTHER_HISTORY, detail: other.detail };
    },
  };
}

function adminToken(token: string, secret: string): AdminToken {
  return { secret, credential: { token, actor: administrator, programmes: [], groups: [], lasting: true } };
}

async function listen(app: NestFastifyApplication, { HOST, PORT }: Config): Promise<void> {
  try {
    await app.listen(PORT, HOST);
  } catch (error) {
    throw cannotListen({ HOST, PORT }, error);
  }
}

async function announce(config: Config, ledger: StartedLedger, url: string, stopping: AbortSignal): Promise<void> {
  const settings = Object.entries(describeConfig(config)).map(([name, value]) => `${name}=${value}`);
  console.log(`Settings: ${settings.join(' ')}`);
  if (config.ROLE === 'projector') console.log('This process only projects: it answers /health and /metrics.');
  else if (ledger.bootstrap.isDone()) await tellToken(config, ledger, stopping).firstAttempt;
  else {
    const failed = ({ message }: Error) => console.error(`The first token was not made; start again: ${message}`);
    const tell = async () => {
      // Given up, as it was told to stop.
      if (ledger.bootstrap.isDone()) await tellToken(config, ledger, stopping).completed.catch(failed);
    };
    // A beginning that fails ends the server, which says why.
    void ledger.bootstrap.completed.then(tell).catch(() => {});
  }
  console.log(`Action Ledger is at ${url}`);
}

/** Makes the first token where there is none, as soon as the store answers, and tells people where it is. */
function tellToken(config: Config, ledger: StartedLedger, stopping: AbortSignal): BackgroundTask {
  const tell = async () => {
    const token = await firstToken(config, ledger, process.stdout.isTTY === true);
    if (token) console.log(token);
  };
  return startBackgroundTask(tell, stopping, waitingFor(eventsOf(config), 'The first token waits'));
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

/** Streams have ended with the signal; requests in flight finish, and what hangs is cut. */
async function close(app: NestFastifyApplication): Promise<void> {
  const cut = setTimeout(() => app.getHttpServer().closeAllConnections(), GRACE_MS);
  await app.close();
  clearTimeout(cut);
}
