import { below, type Figure } from '../figures.js';
import { startServer } from '../processes.js';
import type { Sizes } from '../sizes.js';
import type { Ledgers } from './ledgers.js';
import { timeOf } from './reports.js';

/** Between two meetings of a group in a generated ledger, which tells of some 1,400 events a day: a week. */
const BETWEEN = 10_000;
const SPANS = 5;
const QUERY = 'group=G0&limit=100';

/** How long what changed between two meetings takes over HTTP, at a large ledger and at a small one. */
export async function changes({ smaller, larger }: Sizes, ledgers: Ledgers): Promise<Figure[]> {
  const between = Math.min(BETWEEN, smaller / 4);
  const [few, many] = [await slowest(smaller, between, ledgers), await slowest(larger, between, ledgers)];
  const named = `changes between two meetings, ${between.toLocaleString('en-GB')} events apart`;
  const unit = 'ms';
  return [
    { name: `${named}, at ${larger.toLocaleString('en-GB')}`, value: many, unit, goal: below(100) },
    {
      name: `the same, to that at ${smaller.toLocaleString('en-GB')}`,
      value: many,
      unit,
      baseline: few,
      goal: { of: 'ratio', is: 'below', number: 2 },
    },
  ];
}

/** The slowest of some spans of that many events, spread over the ledger. */
async function slowest(events: number, between: number, ledgers: Ledgers): Promise<number> {
  const { dataDir } = await ledgers.withReadModels(events);
  const server = await startServer(dataDir);
  try {
    const times: number[] = [];
    for (let span = 1; span <= SPANS; span++) {
      const until = Math.floor(between + ((events - between) * span) / SPANS);
      times.push(await timeOf(`${server.url}/api/reports/changes?${QUERY}&since=${until - between}&until=${until}`));
    }
    return Math.max(...times);
  } finally {
    await server.stop();
  }
}
