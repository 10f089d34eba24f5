import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Figure, ratioAtLeast } from '../figures.js';
import { forkModule, inFolder, type Server, startServer, stop } from '../processes.js';
import type { Sizes } from '../sizes.js';
import { startGenerator } from './load.js';
import { makePlan, reportsOnNothing } from './plan.js';
import { alternate, caughtUp, type Served, served } from './rounds.js';

/** From the bare route to the product: each rung adds one layer to the one before. */
const LADDER = ['bare', 'authenticated', 'validated', 'decided', 'durable'] as const;
const CONNECTIONS = [1, 16, 64] as const;
const MOST = 64;

/** Commands a second over HTTP, beside what they are measured against, and what each layer costs. */
export const http = ({ seconds, rounds }: Sizes): Promise<Figure[]> =>
  inFolder(async (folder) => {
    const generator = await startGenerator();
    const running: Pick<Server, 'stop'>[] = [generator];
    try {
      const rung = async (name: string, planned = false): Promise<Served> => {
        const own = join(folder, name);
        mkdirSync(own);
        const { child, first: url } = await forkModule<string>('#test/bench/http/rungs.js', name, own);
        running.push({ stop: () => stop(child, 'SIGKILL') });
        return { name, url, shots: planned ? (await makePlan(url)).reports : reportsOnNothing() };
      };
      const product = await startServer(join(folder, 'product'));
      running.push(product);
      const plan = await makePlan(product.url);
      const full = { name: 'product', url: product.url, shots: plan.reports, caughtUp: () => caughtUp(product.url) };
      const creating = { ...full, name: 'creations', shots: plan.creations };
      const ladder: Served[] = [];
      for (const name of LADDER) ladder.push(await rung(name, name === 'decided' || name === 'durable'));
      const [bare] = ladder as [Served];
      const append = await rung('append');
      const fastify = await rung('fastify');

      const measured = new Map<string, number>();
      for (const connections of CONNECTIONS) {
        const servers = connections === MOST ? [fastify, append, full, creating, ...ladder] : [bare, append, full];
        const runners = servers.map((each) => served(generator, each));
        for (const [name, rate] of await alternate(runners, { connections, seconds, rounds }))
          measured.set(`${name} ${connections}`, rate);
      }
      return figuresOf((name, connections) => measured.get(`${name} ${connections}`) ?? Number.NaN);
    } finally {
      for (const each of running.reverse()) await each.stop();
    }
  });

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
