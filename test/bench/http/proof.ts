import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { atLeast, below, type Figure, median, percentile, ratioAtLeast } from '../figures.js';
import type { Ledgers } from '../ledgers/ledgers.js';
import type { Signed } from '../ledgers/signing.js';
import type { SigningWindow } from '../ledgers/signing-window.js';
import { forkModule, inFolder, startServer, stop } from '../processes.js';
import type { Sizes } from '../sizes.js';
import { startGenerator } from './load.js';
import { makePlan } from './plan.js';
import { alternate, served } from './rounds.js';

const CONNECTIONS = 64;
const MILLION = 1_000_000;

/** What a signed tree beside the events costs commands, and how fast a whole ledger is signed and verified. */
export async function proof(sizes: Sizes, ledgers: Ledgers): Promise<Figure[]> {
  const rates = await commandRates(sizes);
  const receipts = await receiptRates(sizes);
  const window = await inFolder(
    async (folder) =>
      (await forkModule<SigningWindow>('#test/bench/ledgers/signing-window.js', folder, String(sizes.seconds))).first,
  );
  const { eventsFile, events } = await ledgers.of(sizes.larger);
  const { first } = await forkModule<Signed>('#test/bench/ledgers/signing.js', eventsFile);
  if (first.outcome !== 'proven') throw new Error(`The generated ledger is ${first.outcome}.`);
  const of = `${events.toLocaleString('en-GB')} events`;
  return [
    {
      name: `commands at ${CONNECTIONS} connections with a signed tree, to without`,
      value: rates.get('signed') ?? Number.NaN,
      unit: 'commands/s',
      baseline: rates.get('durable') ?? Number.NaN,
      goal: ratioAtLeast(0.9),
    },
    {
      name: `commands at ${CONNECTIONS} connections with a receipt, to without`,
      value: receipts.get('with a receipt') ?? Number.NaN,
      unit: 'commands/s',
      baseline: receipts.get('without') ?? Number.NaN,
      goal: ratioAtLeast(0.5),
    },
    ...windowFigures('alone', window.alone),
    ...windowFigures(`with ${CONNECTIONS} writers`, window.underLoad),
    { name: `signing ${of} anew`, value: (events / first.signedMs) * 1_000, unit: 'events/s' },
    { name: `verifying ${of}`, value: (events / first.verifiedMs) * 1_000, unit: 'events/s', goal: atLeast(60_000) },
    { name: 'tree on disk, a million events', value: (first.treeBytes / events) * MILLION, unit: 'bytes' },
  ];
}

/** The goal is of the slowest in a hundred, so that few wait longer. */
const windowFigures = (of: string, times: readonly number[]): Figure[] => [
  { name: `from durable to signed, ${of}: the middle one`, value: median(times), unit: 'ms' },
  { name: `from durable to signed, ${of}: 99 of 100`, value: percentile(times, 0.99), unit: 'ms', goal: below(100) },
];

/** The whole server, asked in turn with and without `Prefer: receipt`. */
const receiptRates = ({ seconds, rounds }: Sizes): Promise<ReadonlyMap<string, number>> =>
  inFolder(async (folder) => {
    const generator = await startGenerator();
    const running = [generator];
    try {
      const server = await startServer(folder);
      running.push({ ...generator, stop: () => server.stop() });
      const { url } = server;
      const { reports: shots } = await makePlan(url);
      const runners = [
        served(generator, { name: 'without', url, shots }),
        served(generator, { name: 'with a receipt', url, shots, headers: { prefer: 'receipt' } }),
      ];
      return await alternate(runners, { connections: CONNECTIONS, seconds, rounds });
    } finally {
      for (const each of running.reverse()) await each.stop();
    }
  });

const commandRates = ({ seconds, rounds }: Sizes): Promise<ReadonlyMap<string, number>> =>
  inFolder(async (folder) => {
    const generator = await startGenerator();
    const running = [generator];
    try {
      const rung = async (name: string) => {
        const own = join(folder, name);
        mkdirSync(own);
        const { child, first: url } = await forkModule<string>('#test/bench/http/rungs.js', name, own);
        running.push({ ...generator, stop: () => stop(child, 'SIGKILL') });
        return served(generator, { name, url, shots: (await makePlan(url)).reports });
      };
      const runners = [await rung('durable'), await rung('signed')];
      return await alternate(runners, { connections: CONNECTIONS, seconds, rounds });
    } finally {
      for (const each of running.reverse()) await each.stop();
    }
  });
