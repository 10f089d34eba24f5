import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { CommandHandler } from '#commands/handler.js';
import type { Commands } from '#commands/ports.js';
import { recordingClock } from '#commands/recording-clock.js';
import { aggregates } from '#domain/aggregates.js';
import { START } from '#event-store/port/port.js';
import { openLog } from '#platform/log.js';
import { FALLEN_DUE, pastPlan } from '#test/support/past-plan.js';
import { temporaryFolder } from '#test/support/processes.js';
import { openBegunLedger } from '../ledger/begin-ledger.js';
import { REAL_TIME } from '../ledger/clock.js';
import { eventsOf, readModelsOf } from '../ledger/locations.js';
import type { Ledger } from '../ledger/open-ledger.js';
import { openReadSide, type ReadSide } from '../ledger/read-side.js';
import { deadlinesAt } from './look.js';
import { watchDeadlines } from './watch.js';

let stop: () => Promise<void> = async () => {};
afterEach(() => stop());

async function opened() {
  const folder = temporaryFolder();
  await pastPlan(folder);
  const where = { DATA_DIR: folder };
  const ledger = await openBegunLedger(where, undefined);
  const stopping = new AbortController();
  const readSide = await openReadSide({
    readModels: readModelsOf(where),
    events: eventsOf(where),
    projects: true,
    directory: ledger.access.directory,
    log: openLog('pretty'),
    stopping: stopping.signal,
  });
  const watching: Promise<void>[] = [];
  stop = async () => {
    stopping.abort();
    await Promise.all(watching);
    await readSide.stop();
    await ledger.close();
  };
  return { ledger, readSide, watching, stopping: stopping.signal };
}

/** A handler with a cache of its own, as another process has. */
const handlerOf = ({ store, access }: Ledger) =>
  new CommandHandler({ store, aggregates, clock: recordingClock(REAL_TIME), directory: access.directory });

function watch(
  { ledger, readSide, watching, stopping }: Awaited<ReturnType<typeof opened>>,
  commands: Pick<Commands, 'handle'>,
) {
  const complaints: string[] = [];
  const complain = (message: string) => complaints.push(message);
  const now = () => new Date().toISOString();
  watching.push(watchDeadlines({ readSide, commands, store: ledger.store, now, warn: complain }, stopping));
  return complaints;
}

async function recorded({ store }: Ledger): Promise<Record<string, number>> {
  const { events } = await store.readAll(START, 1_000_000);
  const found: Record<string, number> = Object.fromEntries(Object.keys(FALLEN_DUE).map((type) => [type, 0]));
  for (const { type } of events) if (type in found) found[type] = (found[type] ?? 0) + 1;
  return found;
}

async function until(ledger: Ledger, wanted: object, readSide: ReadSide) {
  for (const end = Date.now() + 300_000; Date.now() < end; await delay(20))
    if (JSON.stringify(await recorded(ledger)) === JSON.stringify(wanted)) break;
  await readSide.reached(await ledger.store.head());
}

test('two watchers that race record everything that fell due, each once', async () => {
  const parts = await opened();
  const { ledger, readSide } = parts;
  const handlers = [handlerOf(ledger), handlerOf(ledger)];
  const complaints = handlers.map((handler) => watch(parts, handler));
  await until(ledger, FALLEN_DUE, readSide);
  expect(await recorded(ledger)).toEqual(FALLEN_DUE);
  expect(await deadlinesAt(readSide.read, new Date().toISOString())).toMatchObject({ fallenDue: [] });
  expect(complaints).toEqual([[], []]);
});

test('what fails is complained of and tried again, and nothing else waits for it', async () => {
  const parts = await opened();
  const { ledger, readSide } = parts;
  const handler = handlerOf(ledger);
  let failures = 0;
  const complaints = watch(parts, {
    async handle(request) {
      if (request.verb === 'miss' && failures++ < FALLEN_DUE.MilestoneMissed) throw new Error('The disk is full.');
      return handler.handle(request);
    },
  });
  await until(ledger, { ...FALLEN_DUE, MilestoneMissed: 0 }, readSide);
  await until(ledger, FALLEN_DUE, readSide);
  expect(await recorded(ledger)).toEqual(FALLEN_DUE);
  expect(complaints).toHaveLength(FALLEN_DUE.MilestoneMissed);
  expect(complaints[0]).toMatch(
    /^Deadline watcher cannot record the milestone of SMI-M\d+, due on .*, retrying: .*The disk is full\.$/,
  );
});
