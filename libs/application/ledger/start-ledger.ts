import { existsSync } from 'node:fs';
import type { CommandHandler } from '#commands/index.js';
import { StoreError } from '#event-store/index.js';
import { ensureReadModels } from '#maintenance/index.js';
import type { Config, Log } from '#platform/index.js';
import { type BackgroundTask, startBackgroundTask, waitingFor } from './background-task.js';
import { beginLedger, isEmpty } from './begin-ledger.js';
import type { ServerPorts } from './command-ports.js';
import { eventsOf, readModelsOf } from './locations.js';
import { holdFolder, type Ledger, openLedger } from './open-ledger.js';
import { requireOwnStore } from './own-store.js';
import { loadSeed, seedToLoad } from './seed.js';

const UNNAMED = 'Action Ledger';

/** A ledger that is open, and whose beginning is done or still waits for its store. */
export interface StartedLedger extends Ledger {
  /** The first event, the administrator and the plan of an empty ledger. */
  readonly bootstrap: BackgroundTask;
  /** Whether this start made empty read models before the ledger's first event: they soon hold its beginning. */
  beganReadModels(): boolean;
}

/**
 * Opens the ledger and begins what is not begun, unless this process only projects. Where the events are on a server
 * that is away, the rest goes on without it: commands fail with `store-unavailable` until the beginning is done. Fails
 * where anything else is wrong.
 */
export async function startLedger(
  config: Config,
  around: ServerPorts,
  stopping: AbortSignal,
  log: Log,
): Promise<StartedLedger> {
  const events = eventsOf(config);
  const begins = config.ROLE !== 'projector';
  // A plan with mistakes stops the start before there is a file.
  const ofFile = events.engine === 'sqlite' && { seed: seedToLoad(config, !existsSync(events.file)) };
  const ledger = ofFile ? await openLedger(config, around) : await openHolding(config, around);
  let beganReadModels = false;
  const begin = async () => {
    if (!begins) return;
    await requireOwnStore(readModelsOf(config), ledger.store);
    const { seed } = ofFile || { seed: seedToLoad(config, await isEmpty(ledger.store)) };
    // Empty ones that follow a few events cost no process that rebuilds them.
    if (!seed && config.ROLE === 'all' && (await ledger.store.head()) === 0) {
      await ensureReadModels({ readModels: readModelsOf(config), events, signal: stopping });
      beganReadModels = true;
    }
    await beginLedger(ledger, () => seed?.plan.ledger ?? UNNAMED);
    if (seed) await loadSeed(config.DATA_DIR, seed, ledger, stopping);
  };
  try {
    const bootstrap = startBackgroundTask(begin, stopping, waitingFor(events, 'The ledger waits', log));
    await bootstrap.firstAttempt;
    const commands = onceDone(bootstrap, ledger.commands);
    return { ...ledger, bootstrap, commands, beganReadModels: () => beganReadModels };
  } catch (error) {
    await ledger.close();
    throw error;
  }
}

/** Opens a ledger whose events are on a server, and holds its folder until it is closed. */
async function openHolding(config: Config, around: ServerPorts): Promise<Ledger> {
  const ledger = await openLedger(config, around);
  try {
    const letGo = holdFolder(config.DATA_DIR);
    return { ...ledger, close: () => ledger.close().finally(letGo) };
  } catch (error) {
    await ledger.close();
    throw error;
  }
}

function onceDone(beginning: BackgroundTask, { handle, ...rest }: CommandHandler): CommandHandler {
  const message = 'The ledger has not been reached since this server started; try again.';
  return {
    ...rest,
    handle: (request) =>
      beginning.isDone() ? handle(request) : Promise.reject(new StoreError('store-unavailable', message)),
  };
}
