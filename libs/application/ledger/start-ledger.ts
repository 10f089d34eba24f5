import { existsSync } from 'node:fs';
import type { Commands } from '#commands/index.js';
import { StoreError } from '#event-store/index.js';
import { ensureReadModels } from '#maintenance/index.js';
import type { Config, Log } from '#platform/index.js';
import { type BackgroundTask, startBackgroundTask, waitingFor } from './background-task.js';
import { beginLedger, isEmpty } from './begin-ledger.js';
import type { ServerPorts } from './command-ports.js';
import { eventsOf, readModelsOf } from './locations.js';
import { type Ledger, lockFolder, openLedger } from './open-ledger.js';
import { requireOwnStore } from './own-store.js';
import { loadSeed, seedToLoad } from './seed.js';

const UNNAMED = 'Action Ledger';

export interface StartedLedger extends Ledger {
  readonly bootstrap: BackgroundTask;
  /** True when this start created empty read models before the ledger's first event, so no rebuild is due. */
  beganReadModels(): boolean;
}

/**
 * An unavailable store server does not fail the start: commands fail with `store-unavailable` until bootstrap
 * completes.
 */
export async function startLedger(
  config: Config,
  ports: ServerPorts,
  stopping: AbortSignal,
  log: Log,
): Promise<StartedLedger> {
  const events = eventsOf(config);
  const begins = config.ROLE !== 'projector';
  const ofFile = events.engine === 'sqlite' && { seed: seedToLoad(config, !existsSync(events.file)) };
  const ledger = ofFile ? await openLedger(config, ports) : await openWithFolderLock(config, ports);
  let beganReadModels = false;
  const begin = async () => {
    if (!begins) return;
    await requireOwnStore(readModelsOf(config), ledger.store);
    const { seed } = ofFile || { seed: seedToLoad(config, await isEmpty(ledger.store)) };
    // Creates empty read models now, which spares a rebuild process.
    if (!seed && config.ROLE === 'all' && (await ledger.store.head()) === 0) {
      await ensureReadModels({ readModels: readModelsOf(config), events, signal: stopping });
      beganReadModels = true;
    }
    await beginLedger(ledger, () => seed?.plan.ledger ?? UNNAMED);
    if (seed) await loadSeed(config.DATA_DIR, seed, ledger, stopping);
  };
  try {
    const bootstrap = startBackgroundTask(begin, stopping, waitingFor(events, 'Start of the ledger', log));
    await bootstrap.firstAttempt;
    const commands = onceDone(bootstrap, ledger.commands);
    return { ...ledger, bootstrap, commands, beganReadModels: () => beganReadModels };
  } catch (error) {
    await ledger.close();
    throw error;
  }
}

async function openWithFolderLock(config: Config, around: ServerPorts): Promise<Ledger> {
  const ledger = await openLedger(config, around);
  try {
    const letGo = lockFolder(config.DATA_DIR);
    return { ...ledger, close: () => ledger.close().finally(letGo) };
  } catch (error) {
    await ledger.close();
    throw error;
  }
}

function onceDone(beginning: BackgroundTask, commands: Commands): Commands {
  function begun(): Commands {
    if (beginning.isDone()) return commands;
    throw new StoreError('store-unavailable', 'The ledger has not been reached since this server started; try again.');
  }
  return {
    find: commands.find,
    forget: () => commands.forget(),
    handle: async (request) => begun().handle(request),
    handleTogether: async (requests) => begun().handleTogether(requests),
    preview: async (request) => begun().preview(request),
    offered: async (...asked) => begun().offered(...asked),
  };
}
