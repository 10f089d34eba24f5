import { below, type Figure, median } from '../figures.js';
import { HEADERS } from '../http/load.js';
import { type Server, startServer } from '../processes.js';
import type { Sizes } from '../sizes.js';
import type { Ledgers } from './ledgers.js';

/** A generated group oversees ten programmes; without a group the report covers all. */
const COVERED = [
  { name: 'ten programmes', query: 'group=G0', goal: below(50) },
  { name: 'all programmes', query: '', goal: below(150) },
] as const;
/** Reports of a past to learn from, over all programmes. */
const LEARNING = [
  { name: 'slippage', path: 'reports/slippage' },
  { name: 'slippage, a page of items', path: 'reports/slippage/items' },
  { name: 'watermelons', path: 'reports/watermelons' },
  { name: 'silences', path: 'reports/silences' },
  { name: 'upcoming', path: 'upcoming' },
  { name: 'governance report about half the past', path: 'reports/governance', about: true },
  { name: 'control chart of a target', path: 'targets/P0-T0/spc' },
] as const;
const LEARNT_WITHIN = below(150);
const MOMENTS = 10;
const ASKED = 5;

/** How long reports take over HTTP at a large ledger: the governance report now and as of past positions, and the others. */
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
    return [...figures, ...(await learning(server, larger))];
  } finally {
    await server.stop();
  }
}

/** Those over all programmes, live and as of half the ledger; or about the true time of its middle, as known now. */
async function learning({ url }: Server, events: number): Promise<Figure[]> {
  const half = Math.floor(events / 2);
  const middle = await recordedAt(url, half);
  const figures: Figure[] = [];
  for (const { name, path, ...report } of LEARNING) {
    const at = (query: string) => timeOf(`${url}/api/${path}?${query}`);
    const measured = { unit: 'ms', goal: LEARNT_WITHIN };
    if ('about' in report) figures.push({ name, value: await at(`effectiveAt=${middle}`), ...measured });
    else {
      figures.push({ name: `${name}, live`, value: await at(''), ...measured });
      figures.push({ name: 'the same, half the ledger ago', value: await at(`asOfPosition=${half}`), ...measured });
    }
  }
  return figures;
}

/** When the event at a position was recorded. */
async function recordedAt(url: string, position: number): Promise<string> {
  const response = await fetch(`${url}/api/programmes?limit=1&asOfPosition=${position}`, { headers: HEADERS });
  const { asOf } = (await response.json()) as { asOf: { recordedAt: string } };
  return asOf.recordedAt;
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
