import { inFile } from '#event-store/location.js';
import { rebuild } from '#maintenance/rebuild/rebuild.js';
import { inDataDir } from '#read-store/runtime/read-location.js';
import { below, type Figure, median, ratioAtLeast } from '../figures.js';
import { forkModule } from '../processes.js';
import type { Sizes } from '../sizes.js';
import type { Ledgers } from './ledgers.js';
import type { Replayed } from './what-if-process.js';

/** How fast a what-if replays a large ledger, to the rebuild beside it, and the memory of its process. */
export async function whatIfReplay({ larger, rounds }: Sizes, ledgers: Ledgers): Promise<Figure[]> {
  const { dataDir, eventsFile } = await ledgers.withReadModels(larger);
  const rebuilt: number[] = [];
  const replayed: number[] = [];
  const memory: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { seconds } = await rebuild({ readModels: inDataDir(dataDir), events: inFile(eventsFile) });
    rebuilt.push(larger / seconds);
    const { first } = await forkModule<Replayed>('#test/bench/ledgers/what-if-process.js', dataDir, eventsFile);
    replayed.push(first.events / first.seconds);
    memory.push(first.megabytes);
  }
  const name = `what-if from ${larger.toLocaleString('en-GB')} events`;
  return [
    {
      name: `${name}, to a rebuild`,
      value: median(replayed),
      unit: 'events/s',
      baseline: median(rebuilt),
      goal: ratioAtLeast(0.5),
    },
    { name: `${name}, most memory (RSS)`, value: Math.max(...memory), unit: 'MB', goal: below(300) },
  ];
}
