import { EventStoreDBClient, jsonEvent, NO_STREAM, WrongExpectedVersionError } from '@eventstore/db-client';
import type { StoredJsonObject } from '#event-store/port/port.js';
import type { Loaded } from '../http/load.js';
import type { Round } from '../http/rounds.js';

// What commands are measured against: the client itself, appending the same bodies one by one, each at the revision that
// it expects. Every message is a load, answered when it is over.

export interface RawLoad extends Round {
  readonly url: string;
  readonly events: readonly RawEvent[];
}

export interface RawEvent {
  readonly stream: string;
  readonly type: string;
  readonly data: StoredJsonObject;
  readonly metadata: StoredJsonObject;
}

let client: EventStoreDBClient | undefined;
const last = new Map<string, bigint>();

async function run({ url, events, connections, seconds }: RawLoad): Promise<Loaded> {
  client ??= EventStoreDBClient.connectionString(url);
  const connected = client;
  const until = Date.now() + seconds * 1000;
  let answers = 0;
  let began = 0;
  let ended = 0;
  const wrong: Record<string, number> = {};

  async function append({ stream, ...event }: RawEvent): Promise<void> {
    const expectedRevision = last.get(stream) ?? NO_STREAM;
    try {
      const { nextExpectedRevision } = await connected.appendToStream(stream, jsonEvent(event), { expectedRevision });
      last.set(stream, nextExpectedRevision);
    } catch (error) {
      const { name } = error as Error;
      wrong[name] = (wrong[name] ?? 0) + 1;
      // What landed without an answer has moved the stream on.
      if (error instanceof WrongExpectedVersionError && typeof error.actualVersion === 'bigint')
        last.set(stream, error.actualVersion);
      return;
    }
    ended = Date.now();
    began ||= ended;
    answers += 1;
  }

  /** One append after another, to streams that no other lane writes to. */
  async function lane(own: readonly RawEvent[]): Promise<void> {
    for (;;)
      for (const event of own) {
        if (Date.now() >= until) return;
        await append(event);
      }
  }

  const lanes = Array.from({ length: connections }, (_, n) => events.filter((_, at) => at % connections === n));
  await Promise.all(lanes.map(lane));
  return { answers, began, ended, wrong };
}

process.on('message', async (load: RawLoad) => process.send?.(await run(load)));
process.send?.('ready');
