import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type BackgroundTask,
  eventsOf,
  type ReadSide,
  type StartedLedger,
  startBackgroundTask,
  tellAccess,
  waitingFor,
} from '#application/index.js';
import {
  aborted,
  type Config,
  describeConfig,
  LOG_EVENTS,
  type Log,
  removeServerFile,
  writeServerFile,
} from '#platform/index.js';
import { LOCAL_SECRET } from './access/access.module.js';
import { type CreateApp, createApp } from './app.js';
import { LOGGER } from './configuration/tokens.js';
import { LEDGER } from './event-store/event-store.module.js';
import { cannotListen, requireFreePort } from './port.js';
import { READ_SIDE } from './read-models/read-models.module.js';

/** Graceful shutdown: requests may finish within this time, in milliseconds; then connections are cut. */
const GRACE_MS = 8_000;

export async function serve(config: Config, stopping: AbortSignal, create?: CreateApp): Promise<void> {
  await requireFreePort(config);
  const app = await createApp(config, stopping, create);
  try {
    const ledger = app.get<StartedLedger>(LEDGER);
    await listen(app, config);
    const url = await app.getUrl();
    writeServerFile(config.DATA_DIR, { url, token: app.get<string>(LOCAL_SECRET), publicUrl: config.PUBLIC_URL });
    await announce(config, ledger, url, stopping, app.get<Log>(LOGGER));
    // A failed bootstrap or rebuild ends the server.
    const started = Promise.all([ledger.bootstrap.completed, app.get<ReadSide>(READ_SIDE).ready]);
    await Promise.race([aborted(stopping), started.then(() => aborted(stopping))]);
  } finally {
    removeServerFile(config.DATA_DIR);
    await close(app);
  }
}

async function listen(app: NestFastifyApplication, { HOST, PORT }: Config): Promise<void> {
  try {
    await app.listen(PORT, HOST);
  } catch (error) {
    throw cannotListen({ HOST, PORT }, error);
  }
}

async function announce(
  config: Config,
  ledger: StartedLedger,
  url: string,
  stopping: AbortSignal,
  log: Log,
): Promise<void> {
  const settings = Object.entries(describeConfig(config)).map(([name, value]) => `${name}=${value}`);
  console.log(`Settings: ${settings.join(' ')}`);
  if (config.ROLE === 'projector') console.log('ROLE=projector: this process answers only /health and /metrics.');
  else if (ledger.bootstrap.isDone()) await tell(config, ledger, url, stopping, log).firstAttempt;
  else {
    const failed = ({ message }: Error) =>
      log.error(
        { event: LOG_EVENTS.firstTokenFailed, reason: message },
        `First token cannot be issued, restart the server to retry: ${message}`,
      );
    const tellLater = async () => {
      if (ledger.bootstrap.isDone()) await tell(config, ledger, url, stopping, log).completed.catch(failed);
    };
    void ledger.bootstrap.completed.then(tellLater).catch(() => {});
  }
  console.log(`Action Ledger is at ${url}`);
}

function tell(config: Config, ledger: StartedLedger, url: string, stopping: AbortSignal, log: Log): BackgroundTask {
  const told = { address: config.PUBLIC_URL ?? url, isTerminal: process.stdout.isTTY === true };
  const tellOnce = async () => {
    for (const line of await tellAccess(config, ledger, told)) console.log(line);
  };
  return startBackgroundTask(tellOnce, stopping, waitingFor(eventsOf(config), 'First token', log));
}

/** Streams end with the signal; running requests finish, hung ones are cut. */
async function close(app: NestFastifyApplication): Promise<void> {
  const cut = setTimeout(() => app.getHttpServer().closeAllConnections(), GRACE_MS);
  await app.close();
  clearTimeout(cut);
}
