import { join } from 'node:path';
import { onServer, openForReading } from '#event-store/location.js';
import { START } from '#event-store/port/port.js';
import { type Figure, ratioAtLeast } from '../figures.js';
import { type Loaded, startGenerator } from '../http/load.js';
import { makePlan, type Plan, post } from '../http/plan.js';
import { alternate, caughtUp, rateOf, type Served, served, tellWrong } from '../http/rounds.js';
import { forkModule, inFolder, nextMessage, type Server, startServer, stop } from '../processes.js';
import type { Sizes } from '../sizes.js';
import type { RawEvent, RawLoad } from './raw-appends.js';
import { type Measured, startMeasured } from './server.js';

const CONNECTIONS = [1, 16, 64] as const;
const MOST = 64;

/** Commands a second over HTTP on EventStoreDB, beside the client's own appends of the same bodies, and on SQLite. */
export const commandsOnEventStoreDB = ({ seconds, rounds }: Sizes): Promise<Figure[]> =>
  inFolder(async (folder) => {
    const running: Pick<Server, 'stop'>[] = [];
    const started = <Thing extends Pick<Server, 'stop'>>(thing: Thing): Thing => {
      running.push(thing);
      return thing;
    };
    try {
      const generator = started(await startGenerator());
      const measured = started(await startMeasured());
      const { url: EVENTSTOREDB_URL, prefix: STREAM_PREFIX } = measured;
      const server = started(await startServer(join(folder, 'server'), { EVENTSTOREDB_URL, STREAM_PREFIX }));
      const embedded = started(await startServer(join(folder, 'embedded')));
      const plan = await makePlan(server.url);
      // Elsewhere, or under a prefix of its own, so that the product does not meet with it.
      const raw = started(await startRaw(started(await startMeasured()), await bodiesOf(plan, server, measured)));
      const runners = [
        raw,
        served(generator, product('eventstoredb', server, plan)),
        served(generator, product('sqlite', embedded, await makePlan(embedded.url))),
      ];
      const figures: Figure[] = [];
      for (const connections of CONNECTIONS) {
        const rates = await alternate(runners, { connections, seconds, rounds });
        figures.push(...figuresOf(measured.name, connections, rates));
      }
      return figures;
    } finally {
      for (const each of running.reverse()) await each.stop();
    }
  });

const product = (name: string, { url }: Server, { reports }: Plan): Served => ({
  name,
  url,
  shots: reports,
  caughtUp: () => caughtUp(url),
});

/** The events that the reports of a plan become, one of each, as the product wrote them. */
async function bodiesOf({ reports }: Plan, { url }: Server, { url: on, prefix }: Measured): Promise<RawEvent[]> {
  for (const report of reports) await post(url, report);
  const store = await openForReading(onServer(on, prefix));
  try {
    const { events } = await store.readAll(START, reports.length, { types: ['ActionProgressReported'] });
    return events.map(({ stream, type, data, metadata }) => ({
      stream: `${prefix}raw-${stream}`,
      type,
      data,
      metadata,
    }));
  } finally {
    await store.close();
  }
}

async function startRaw({ url, prefix }: Measured, bodies: readonly RawEvent[]) {
  const events = bodies.map((body) => ({ ...body, stream: prefix + body.stream }));
  const { child } = await forkModule<'ready'>('#test/bench/eventstoredb/raw-appends.js');
  return {
    name: 'raw',
    async rate(round: Pick<RawLoad, 'connections' | 'seconds'>) {
      child.send({ url, events, ...round } satisfies RawLoad);
      const loaded = await nextMessage<Loaded>(child);
      tellWrong('raw', loaded);
      return rateOf(loaded);
    },
    stop: () => stop(child, 'SIGTERM'),
  };
}

function figuresOf(name: string, connections: number, rates: ReadonlyMap<string, number>): Figure[] {
  const rate = (runner: string) => rates.get(runner) ?? Number.NaN;
  const figure = { value: rate('eventstoredb'), unit: 'commands/s' };
  const at = `commands at ${connections} connections on ${name}`;
  return [
    {
      ...figure,
      name: `${at}, to the client's own appends`,
      baseline: rate('raw'),
      goal: connections === MOST ? ratioAtLeast(0.5) : undefined,
    },
    { ...figure, name: `${at}, to SQLite`, baseline: rate('sqlite') },
  ];
}
