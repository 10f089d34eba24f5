import type { ChildProcess } from 'node:child_process';
import { forkModule, nextMessage, stop, TOKEN } from '../processes.js';

/** A request to be sent again and again. */
export interface Shot {
  readonly path: string;
  readonly body: object;
}

/** What the generator is asked for: how many connections, for how long, and what they send in turn. */
export interface Load {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
  readonly shots: readonly Shot[];
}

/** What came back: answers of 2xx from the first to the last of them, in milliseconds since 1970; and how many others of each kind. */
export interface Loaded {
  readonly answers: number;
  readonly began: number;
  readonly ended: number;
  readonly wrong: Readonly<Record<string, number>>;
}

/** The load generator, in its own process. */
export async function startGenerator() {
  const { child } = await forkModule<'ready'>('#test/bench/http/generator.js');
  return {
    /** Sends a load and waits for its end. */
    run: (load: Omit<Load, 'headers'> & Partial<Pick<Load, 'headers'>>): Promise<Loaded> =>
      ask(child, { ...load, headers: { ...HEADERS, ...load.headers } }),
    stop: () => stop(child, 'SIGTERM'),
  };
}

export type Generator = Awaited<ReturnType<typeof startGenerator>>;

export const HEADERS = { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` };

async function ask(child: ChildProcess, load: Load): Promise<Loaded> {
  child.send(load);
  return nextMessage<Loaded>(child);
}
