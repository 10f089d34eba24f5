import { setTimeout as delay } from 'node:timers/promises';
import { median } from '../figures.js';
import { type Generator, HEADERS, type Loaded, type Shot } from './load.js';
import { post } from './plan.js';

/** A round: how many requests are under way at once, and for how many seconds. */
export interface Round {
  readonly connections: number;
  readonly seconds: number;
}

/** What is measured: its name in the figures, and its rate in a round, in answers a second. */
export interface Runner {
  readonly name: string;
  rate(round: Round): Promise<number>;
}

/** A server under load: what is sent to it, and how its read models catch up at the end. */
export interface Served {
  readonly name: string;
  readonly url: string;
  readonly shots: readonly Shot[];
  /** Besides those of every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Resolves when everything that was sent is to be seen. */
  caughtUp?(): Promise<void>;
}

/** Every runner in turn, round after round; the median rate of each, in answers a second. */
export async function alternate(
  runners: readonly Runner[],
  { rounds, ...round }: Round & { readonly rounds: number },
): Promise<ReadonlyMap<string, number>> {
  const rates = new Map<string, number[]>(runners.map(({ name }) => [name, []]));
  for (let n = 0; n < rounds; n++) for (const runner of runners) rates.get(runner.name)?.push(await runner.rate(round));
  return new Map([...rates].map(([name, each]) => [name, median(each)]));
}

/** A server measured by a generator; where its read models catch up, the time until they have counts. */
export const served = (generator: Generator, { name, url, shots, headers = {}, caughtUp }: Served): Runner => ({
  name,
  async rate(round) {
    const loaded = await generator.run({ url, shots, headers, ...round });
    tellWrong(name, loaded);
    await caughtUp?.();
    return rateOf(caughtUp ? { ...loaded, ended: Date.now() } : loaded);
  },
});

/** Shows what was no success, which counts in no rate. */
export function tellWrong(name: string, { answers, wrong }: Pick<Loaded, 'answers' | 'wrong'>): void {
  const kinds = Object.entries(wrong);
  if (kinds.length === 0) return;
  const count = kinds.reduce((sum, [, each]) => sum + each, 0);
  const named = kinds.map(([kind, each]) => `${kind}: ${each}`).join(', ');
  console.error(`${name}: ${count} of ${count + answers} answers were no success (${named}).`);
}

/** Answers a second. */
export const rateOf = ({ answers, began, ended }: Omit<Loaded, 'wrong'>) => (answers / (ended - began)) * 1000;

/** Gives a command until it is taken: a server that was just under load may still be away from its store. */
async function posted(url: string, shot: Shot): ReturnType<typeof post> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await post(url, shot);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await delay(PAUSE_MS);
    }
  }
}
const ATTEMPTS = 30;
const PAUSE_MS = 1_000;

/** Waits until the read models hold what was written last: one more command tells where that is. */
export async function caughtUp(url: string): Promise<void> {
  const { position } = await posted(url, { path: '/api/parties', body: { kind: 'post', name: 'The end of a round' } });
  for (;;) {
    const response = await fetch(`${url}/api/actions?limit=1&minPosition=${position}`, { headers: HEADERS });
    if (response.ok) return;
    if (response.status !== 503) throw new Error(`The server answered ${response.status}: ${await response.text()}`);
  }
}
