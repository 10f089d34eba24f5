import {
  actorOf,
  beginLedger,
  commandPorts,
  eventsOf,
  type Ledger,
  openLedger,
  openReadSide,
  type ReadSide,
  readModelsOf,
  readSeedState,
  type SimulatedClock,
  SYSTEM,
  simulatedClock,
  writeSeedState,
} from '#application/index.js';
import { aggregates, type Principal } from '#domain/index.js';
import { loadPlan, readPlan } from '#plan-import/index.js';
import { type Config, openLog, withProgress } from '#platform/index.js';
import { readYear, type Year } from './year.js';

const PLAN = 'seeds/dorset-mental-health-2018';
export const YEAR = 'seeds/illustrative-year';

/**
 * Uses a simulated clock, resumes an interrupted load and skips a finished one. Throws if the folder holds another
 * ledger.
 */
export async function loadYear(config: Config, stopping: AbortSignal): Promise<void> {
  const remembered = readSeedState(config.DATA_DIR);
  if (remembered?.plan === YEAR && remembered.loaded) return;
  const plan = readPlan(PLAN, aggregates);
  const year = readYear(YEAR, plan.commands);
  const clock = simulatedClock(year.begins);
  let readSide: ReadSide | undefined;
  const { ports, connect } = commandPorts(config);
  const ledger = await openLedger(config, ports, clock);
  try {
    writeSeedState(config.DATA_DIR, { plan: YEAR, loaded: false });
    await beginLedger(ledger, () => `Illustrative data: ${plan.ledger} and an invented year`);
    readSide = await openReadSide({
      readModels: readModelsOf(config),
      events: eventsOf(config),
      projects: true,
      directory: ledger.access.directory,
      log: openLog(config.LOG_FORMAT),
      stopping,
    });
    connect(ledger, readSide);
    await giveCommands(year, ledger, clock, stopping);
    writeSeedState(config.DATA_DIR, { plan: YEAR, loaded: true });
  } finally {
    await readSide?.stop();
    await ledger.close();
  }
}

async function giveCommands(
  { cast, commands }: Year,
  ledger: Ledger,
  clock: SimulatedClock,
  stopping: AbortSignal,
): Promise<void> {
  const principals = new Map<string | undefined, Principal>([[undefined, SYSTEM]]);
  await withProgress('Loading the illustrative year', (progress) =>
    loadPlan(
      { document: YEAR, commands },
      async (request, { recordedAt, by }) => {
        stopping.throwIfAborted();
        clock.set(recordedAt);
        const principal = principals.get(by) ?? (await principalOf(ledger, cast, by as string));
        principals.set(by, principal);
        await ledger.commands.handle({ ...request, principal });
      },
      progress,
    ),
  );
}

async function principalOf({ commands }: Ledger, cast: Year['cast'], name: string): Promise<Principal> {
  const { party, roles, programmes = [] } = cast[name] as Year['cast'][string];
  const ids = await Promise.all(programmes.map(async (ref) => (await commands.find(['programme'], ref))?.id ?? ref));
  return { actor: await actorOf(commands, party, roles), programmes: ids };
}
