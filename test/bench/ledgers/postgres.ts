import { inFile } from '#event-store/location.js';
import { rebuild } from '#maintenance/rebuild/rebuild.js';
import { dropSchemas, newSchema, openTestDatabase } from '#postgres/testing/server.js';
import { openReadStore } from '#projector/open-read-store.js';
import { startProjector } from '#projector/projector.js';
import { type Figure, median, ratioAtLeast } from '../figures.js';
import { forkModule } from '../processes.js';
import type { Sizes } from '../sizes.js';
import type { Ledgers } from './ledgers.js';

const UNIT = 'events/s';

/** How fast all read models are made anew in PostgreSQL, beside copying the same rows, and how fast they follow. */
export async function postgres({ smaller, rounds }: Sizes, ledgers: Ledgers): Promise<Figure[]> {
  const { eventsFile, events: count } = await ledgers.of(smaller);
  const events = inFile(eventsFile);
  const { url, stop } = await openTestDatabase();
  const schema = newSchema();
  const readModels = { engine: 'postgres', url, schema } as const;
  const rates: Record<'rebuilt' | 'copied' | 'indexed', number[]> = { rebuilt: [], copied: [], indexed: [] };
  try {
    for (let round = 0; round < rounds; round++) {
      const { name, seconds } = await rebuild({ readModels, events });
      const floor = ['#test/bench/ledgers/copy-floor.js', url, name, `${schema}_floor`] as const;
      const { copied, indexed } = (await forkModule<{ copied: number; indexed: number }>(...floor)).first;
      rates.rebuilt.push(count / seconds);
      rates.copied.push(count / copied);
      rates.indexed.push(count / indexed);
    }
    const rebuilt = median(rates.rebuilt);
    const name = `rebuild into PostgreSQL from ${smaller.toLocaleString('en-GB')} events`;
    return [
      {
        name: `${name}, to COPY of its rows`,
        value: rebuilt,
        unit: UNIT,
        baseline: median(rates.copied),
        goal: ratioAtLeast(0.4),
      },
      { name: `${name}, to COPY and its indexes`, value: rebuilt, unit: UNIT, baseline: median(rates.indexed) },
      {
        name: 'live projection into PostgreSQL',
        value: count / (await following(readModels, events, count)),
        unit: UNIT,
      },
    ];
  } finally {
    await dropSchemas(url, schema);
    await stop();
  }
}

type Place = Parameters<typeof rebuild>[0];

/** The seconds that a projector takes from empty read models to the last event. */
async function following(readModels: Place['readModels'], events: Place['events'], last: number): Promise<number> {
  const store = await openReadStore(readModels);
  const name = await store.nextName();
  await store.create(name);
  await store.switchTo(name);
  const began = performance.now();
  const projector = await startProjector({ readModels, events, projects: true, onLive: () => {} });
  while ((await store.progress(name)).position < last) await new Promise((resolve) => setTimeout(resolve, 20));
  const seconds = (performance.now() - began) / 1000;
  await projector.stop();
  await store.close();
  return seconds;
}
