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
export async function rebuilding({ smaller, larger, rounds }: Sizes, ledgers: Ledgers): Promise<Figure[]> {
  const small = await ratesOf(await ledgers.of(smaller), rounds);
  const large = await ratesOf(await ledgers.of(larger), rounds);
  const following = await ask<number>('#test/bench/ledgers/follow.js', inFile((await ledgers.of(smaller)).eventsFile));
  const unit = 'events/s';
  const named = (events: number) => `rebuild from ${events.toLocaleString('en-GB')} events`;
  return [
    ...[
      { events: smaller, rates: small },
      { events: larger, rates: large },
    ].flatMap(({ events, rates: { rebuilt, floor } }): Figure[] => [
      { name: `${named(events)}, to its floor`, value: rebuilt, unit, baseline: floor, goal: ratioAtLeast(0.5) },
      { name: named(events), value: rebuilt, unit, goal: atLeast(50_000) },
    ]),
    {
      name: `${named(larger)}, to ${smaller.toLocaleString('en-GB')}`,
      value: large.rebuilt,
      unit,
      baseline: small.rebuilt,
      goal: ratioAtLeast(0.8),
    },
    { name: 'live projection', value: smaller / following, unit, goal: atLeast(15_000) },
  ];
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
