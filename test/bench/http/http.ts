import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Figure, median, ratioAtLeast } from '../figures.js';
import { forkModule, inFolder, type Server, startServer, stop } from '../processes.js';
import type { Sizes } from '../sizes.js';
import { type Generator, HEADERS, type Shot, startGenerator } from './load.js';
import { makePlan, post, reportsOnNothing } from './plan.js';

/** From the bare route to the product: each rung adds one layer to the one before. */
const LADDER = ['bare', 'authenticated', 'validated', 'decided', 'durable'] as const;
const CONNECTIONS = [1, 16, 64] as const;
const MOST = 64;

/** A server under load: its name in the figures, what is sent to it, and how its read models catch up at the end. */
interface Runner {
  readonly name: string;
  readonly url: string;
  readonly shots: readonly Shot[];
  /** Resolves when everything that was sent is to be seen. */
  caughtUp?(): Promise<void>;
}

/** Commands a second over HTTP, beside what they are measured against, and what each layer costs. */
export const http = ({ seconds, rounds }: Sizes): Promise<Figure[]> =>
  inFolder(async (folder) => {
    const generator = await startGenerator();
    const servers: Pick<Server, 'stop'>[] = [generator];
    try {
      const rung = async (name: string, planned = false): Promise<Runner> => {
        const own = join(folder, name);
        mkdirSync(own);
        const { child, first: url } = await forkModule<string>('#test/bench/http/rungs.js', name, own);
        servers.push({ stop: () => stop(child, 'SIGKILL') });
        return { name, url, shots: planned ? (await makePlan(url)).reports : reportsOnNothing() };
      };
      const product = await startServer(join(folder, 'product'));
      servers.push(product);
      const plan = await makePlan(product.url);
      const full = { name: 'product', url: product.url, shots: plan.reports, caughtUp: () => caughtUp(product.url) };
      const creating = { ...full, name: 'creations', shots: plan.creations };
      const ladder: Runner[] = [];
      for (const name of LADDER) ladder.push(await rung(name, name === 'decided' || name === 'durable'));
      const [bare] = ladder as [Runner];
      const append = await rung('append');
      const fastify = await rung('fastify');

      const measured = new Map<string, number>();
      for (const connections of CONNECTIONS) {
        const runners = connections === MOST ? [fastify, append, full, creating, ...ladder] : [bare, append, full];
        for (const [name, rate] of await alternate(generator, runners, { connections, seconds, rounds }))
          measured.set(`${name} ${connections}`, rate);
      }
      return figuresOf((name, connections) => measured.get(`${name} ${connections}`) ?? Number.NaN);
    } finally {
      for (const server of servers.reverse()) await server.stop();
    }
  });

type Round = { readonly connections: number; readonly seconds: number; readonly rounds: number };

/** Every runner in turn, round after round; the median rate of each, in answers a second. */
async function alternate(generator: Generator, runners: readonly Runner[], { rounds, ...round }: Round) {
  const rates = new Map<string, number[]>(runners.map(({ name }) => [name, []]));
  for (let n = 0; n < rounds; n++)
    for (const runner of runners) rates.get(runner.name)?.push(await rateOf(generator, runner, round));
  return new Map([...rates].map(([name, each]) => [name, median(each)]));
}

async function rateOf(generator: Generator, { url, shots, caughtUp }: Runner, round: Omit<Round, 'rounds'>) {
  const { answers, began, ended } = await generator.run({ url, shots, ...round });
  await caughtUp?.();
  return (answers / ((caughtUp ? Date.now() : ended) - began)) * 1000;
}

/** Waits until the read models hold what was written last: one more command tells where that is. */
async function caughtUp(url: string): Promise<void> {
  const { position } = await post(url, { path: '/api/parties', body: { kind: 'post', name: 'The end of a round' } });
  for (;;) {
    const response = await fetch(`${url}/api/actions?limit=1&minPosition=${position}`, { headers: HEADERS });
    if (response.ok) return;
    if (response.status !== 503) throw new Error(`The server answered ${response.status}: ${await response.text()}`);
  }
}

function figuresOf(rate: (name: string, connections: number) => number): Figure[] {
  const unit = 'commands/s';
  const product = (connections: number) => rate('product', connections);
  const steps = [...LADDER, 'product'].map((name, n) => ({ name, before: LADDER[n - 1] }));
  return [
    ...CONNECTIONS.flatMap((connections): Figure[] => {
      const figure = { value: product(connections), unit };
      const at = `at ${connections} connections`;
      const isMost = connections === MOST;
      return [
        {
          ...figure,
          name: `commands ${at}, to a bare Nest route`,
          baseline: rate('bare', connections),
          goal: isMost ? ratioAtLeast(0.35) : undefined,
        },
        {
          ...figure,
          name: `commands ${at}, to the same with a durable append`,
          baseline: rate('append', connections),
          goal: isMost ? ratioAtLeast(0.8) : undefined,
        },
      ];
    }),
    {
      name: `creations at ${MOST} connections, to a bare Nest route`,
      value: rate('creations', MOST),
      unit,
      baseline: rate('bare', MOST),
    },
    {
      name: 'the generator: raw Fastify, to the bare Nest route',
      value: rate('fastify', MOST),
      unit,
      baseline: rate('bare', MOST),
    },
    ...steps.map(({ name, before }) => ({
      name: `ladder: ${LAYERS[name]}`,
      value: rate(name, MOST),
      unit,
      baseline: before === undefined ? undefined : rate(before, MOST),
    })),
  ];
}

const LAYERS: Readonly<Record<string, string>> = {
  bare: 'a bare Nest route with one validated class',
  authenticated: '+ authentication',
  validated: "+ the command's own class, JSON held to its limits",
  decided: '+ the decision',
  durable: '+ durable append',
  product: '+ projection, caught up',
};
