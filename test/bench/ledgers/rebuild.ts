import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { inFile } from '#event-store/location.js';
import { rebuild } from '#maintenance/rebuild/rebuild.js';
import { inDataDir } from '#read-store/runtime/read-location.js';
import { atLeast, type Figure, median, ratioAtLeast } from '../figures.js';
import { ask, forkModule } from '../processes.js';
import type { Sizes } from '../sizes.js';
import type { GeneratedLedger, Ledgers } from './ledgers.js';

/** A rate, and that of the floor that was measured beside it, in events a second. */
interface Rates {
  readonly rebuilt: number;
  readonly floor: number;
}

/** How fast all read models are made anew, beside a floor, and how fast they follow. */
export async function rebuilding(sizes: Sizes, ledgers: Ledgers): Promise<Figure[]> {
  const { smallest, smaller, larger, rounds } = sizes;
  const unit = 'events/s';
  const named = (events: number) => `rebuild from ${events.toLocaleString('en-GB')} events`;
  const figures: Figure[] = [];
  const rebuilt = new Map<number, number>();
  for (const events of [smallest, smaller, larger]) {
    const rates = await ratesOf(await ledgers.of(events), rounds);
    rebuilt.set(events, rates.rebuilt);
    const [ofFloor, own] = events === smallest ? [] : [ratioAtLeast(0.6), atLeast(60_000)];
    const toFloor = { name: `${named(events)}, to its floor`, value: rates.rebuilt, unit, baseline: rates.floor };
    figures.push({ ...toFloor, goal: ofFloor, grows: { name: 'rebuild', events } });
    figures.push({ name: named(events), value: rates.rebuilt, unit, goal: own });
    figures.push({ name: `its floor`, value: rates.floor, unit, grows: { name: 'floor of a rebuild', events } });
  }
  figures.push({
    name: `${named(larger)}, to ${smaller.toLocaleString('en-GB')}`,
    value: rebuilt.get(larger) ?? Number.NaN,
    unit,
    baseline: rebuilt.get(smaller),
    goal: ratioAtLeast(0.8),
  });
  for (const events of [smallest, smaller]) {
    const { eventsFile } = await ledgers.of(events);
    const seconds = await ask<number>('#test/bench/ledgers/follow.js', inFile(eventsFile));
    const goal = events === smaller ? atLeast(20_000) : undefined;
    const name = `live projection of ${events.toLocaleString('en-GB')} events`;
    figures.push({ name, value: events / seconds, unit, goal, grows: { name: 'live projection', events } });
  }
  return figures;
}

async function ratesOf({ dataDir, eventsFile, events: count }: GeneratedLedger, rounds: number): Promise<Rates> {
  const rebuilt: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { name, seconds } = await rebuild({ readModels: inDataDir(dataDir), events: inFile(eventsFile) });
    rebuilt.push(count / seconds);
    const copy = join(dataDir, 'floor.db');
    floor.push(count / (await forkModule<number>('#test/bench/ledgers/floor.js', join(dataDir, name), copy)).first);
    rmSync(copy);
  }
  return { rebuilt: median(rebuilt), floor: median(floor) };
}
