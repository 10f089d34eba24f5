import { below, type Figure, median } from '../figures.js';
import { HEADERS } from '../http/load.js';
import { startServer } from '../processes.js';
import type { Sizes } from '../sizes.js';
import type { Ledgers } from './ledgers.js';

/** A generated group oversees ten programmes; without a group the report covers all. */
const COVERED = [
  { name: 'ten programmes', query: 'group=G0', goal: below(50) },
  { name: 'all programmes', query: '', goal: below(150) },
] as const;
const MOMENTS = 10;
const ASKED = 5;

/** How long the governance report takes over HTTP at a large ledger, now and as of past positions. */
export async function reports({ larger }: Sizes, ledgers: Ledgers): Promise<Figure[]> {
  const { dataDir } = await ledgers.withReadModels(larger);
  const server = await startServer(dataDir);
  try {
    const report = (query: string) => timeOf(`${server.url}/api/reports/governance?${query}`);
    const figures: Figure[] = [];
    for (const { name, query, goal } of COVERED) {
      await report(query);
      const past: number[] = [];
      for (let moment = 1; moment <= MOMENTS; moment++)
        past.push(await report(`${query}&asOfPosition=${Math.floor((moment / (MOMENTS + 1)) * larger)}`));
      const unit = 'ms';
      figures.push({ name: `governance report, ${name}, live`, value: await report(query), unit, goal });
      figures.push({ name: `the same, slowest of ${MOMENTS} past moments`, value: Math.max(...past), unit, goal });
    }
    return figures;
  } finally {
    await server.stop();
  }
}

/** The median time of an answer, in milliseconds. */
export async function timeOf(url: string): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < ASKED; n++) {
    const began = performance.now();
    const response = await fetch(url, { headers: HEADERS });
    const text = await response.text();
    times.push(performance.now() - began);
    if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  }
  return median(times);
}
