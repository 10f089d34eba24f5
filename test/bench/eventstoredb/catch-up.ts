import { copyLedger } from '#apps/cli/copy/copy.js';
import { inFile, onServer, openForReading, openForWriting, type StoreLocation } from '#event-store/location.js';
import { rebuild } from '#maintenance/rebuild/rebuild.js';
import { inDataDir } from '#read-store/runtime/read-location.js';
import { type Figure, median, ratioAtLeast } from '../figures.js';
import type { Ledgers } from '../ledgers/ledgers.js';
import { ask, inFolder } from '../processes.js';
import type { Sizes } from '../sizes.js';
import type { ReadAllOrder } from './read-all.js';
import { startMeasured } from './server.js';

/**
 * How fast empty read models catch up with an EventStoreDB, beside the client's bare reading of the same events, and
 * with SQLite: made as a start makes them that finds none, and followed as by a server that was away.
 */
export async function catchUpFromEventStoreDB({ smaller, rounds }: Sizes, ledgers: Ledgers): Promise<Figure[]> {
  const { eventsFile, events } = await ledgers.of(smaller);
  const { name, url, prefix, stop } = await startMeasured();
  const stores = { eventstoredb: onServer(url, prefix), sqlite: inFile(eventsFile) };
  const rates = new Map<string, number[]>();
  const measure = async (what: string, seconds: Promise<number>) => {
    const all = rates.get(what) ?? [];
    rates.set(what, all);
    all.push(events / (await seconds));
  };
  try {
    await copy(stores.sqlite, stores.eventstoredb);
    for (let round = 0; round < rounds; round++) {
      const order: ReadAllOrder = { url, prefix, events };
      await measure('bare', ask<number>('#test/bench/eventstoredb/read-all.js', order));
      for (const [engine, store] of Object.entries(stores)) {
        await measure(`made ${engine}`, madeFrom(store));
        await measure(`followed ${engine}`, ask<number>('#test/bench/ledgers/follow.js', store));
      }
    }
  } finally {
    await stop();
  }
  const rate = (what: string) => median(rates.get(what) ?? []);
  const source = `${events.toLocaleString('en-GB')} events on ${name}`;
  return ['made', 'followed'].flatMap((way): Figure[] => {
    const figure = { value: rate(`${way} eventstoredb`), unit: 'events/s' };
    const named = `read models ${way} from ${source}`;
    return [
      { ...figure, name: `${named}, to the client's bare readAll`, baseline: rate('bare'), goal: ratioAtLeast(0.5) },
      { ...figure, name: `${named}, to SQLite`, baseline: rate(`${way} sqlite`) },
    ];
  });
}

/** The seconds that the making of read models takes where there are none. */
const madeFrom = (events: StoreLocation): Promise<number> =>
  inFolder(async (folder) => (await rebuild({ readModels: inDataDir(folder), events })).seconds);

async function copy(source: StoreLocation, target: StoreLocation): Promise<void> {
  const [from, to] = [await openForReading(source), await openForWriting(target)];
  try {
    const { signal } = new AbortController();
    await copyLedger({ from, to, show: (_label, work) => work(() => {}), signal });
  } finally {
    await Promise.all([from.close(), to.close()]);
  }
}
