import { randomUUID } from 'node:crypto';
import {
  type AllStreamSubscription,
  type AppendResult,
  type EventData,
  EventStoreDBClient,
  jsonEvent,
  type Position,
  type StreamSubscription,
} from '@eventstore/db-client';

/** What a question is asked with: a client, and names of streams that nobody else uses. */
export interface Asker {
  readonly client: EventStoreDBClient;
  stream(name: string): string;
}

/** Something asked of a server that speaks EventStoreDB's protocol. The answer holds no position and no time. */
export interface Question {
  readonly name: string;
  ask(asker: Asker): Promise<unknown>;
}

export function newAsker(url: string): Asker {
  const run = `asking-${randomUUID()}-`;
  return { client: EventStoreDBClient.connectionString(url), stream: (name) => run + name };
}

export const newEvent = (type = 'e', data: object = {}, metadata?: object): EventData =>
  jsonEvent({ type, data: { ...data }, ...(metadata && { metadata: { ...metadata } }) });

export const newEvents = (count: number, type?: string): EventData[] =>
  Array.from({ length: count }, (_, i) => newEvent(type, { i }));

export const newEventsOf = (count: number, bytes: number): EventData[] =>
  Array.from({ length: count }, () => newEvent('e', { pad: 'x'.repeat(bytes) }));

/** How an error looks to the client's caller. */
export function shown(error: unknown): object {
  if (!(error instanceof Error)) return { thrown: String(error) };
  const { code, message, expectedVersion, actualVersion } = error as Error & Record<string, unknown>;
  return {
    error: error.constructor.name,
    ...(code !== undefined && { code }),
    ...(message !== '' && { message }),
    ...(actualVersion !== undefined && { expected: `${expectedVersion}`, actual: `${actualVersion}` }),
  };
}

/** What comes of a call: its own value, or the error that it fails with. */
export const outcome = <T>(call: Promise<T>): Promise<T | object> => call.catch(shown);

/** What comes of an append: the next expected revision, or the error. */
export const appended = (call: Promise<AppendResult>): Promise<string | object> =>
  outcome(call.then(({ nextExpectedRevision }) => `${nextExpectedRevision}`));

export async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const taken: T[] = [];
  for await (const each of source) taken.push(each);
  return taken;
}

/** The revisions of a stream's events, or the error. */
export const revisions = ({ client }: Asker, stream: string) =>
  outcome(collect(client.readStream(stream)).then((all) => all.map(({ event }) => `${event?.revision}`)));

/** How many events a stream has, or the error. */
export const count = ({ client }: Asker, stream: string) =>
  outcome(collect(client.readStream(stream)).then(({ length }) => length));

export const samePlace = (a: Position | undefined, b: Position | undefined) =>
  a !== undefined && a.commit === b?.commit && a.prepare === b.prepare;

type Subscription = StreamSubscription | AllStreamSubscription;

/** What a subscription tells, as text: `confirmation`, `caughtUp`, `type@revision` for an event, or the error. */
export interface Watch {
  readonly told: (string | object)[];
  /** Waits until enough of its notes match; fails after a generous while. */
  until(matches: (note: string | object) => boolean, times?: number): Promise<void>;
}

export function watch(subscription: Subscription): Watch {
  const told: (string | object)[] = [];
  subscription
    .on('confirmation', () => told.push('confirmation'))
    .on('caughtUp', () => told.push('caughtUp'))
    .on('data', ({ event }) => told.push(`${event?.type}@${event?.revision}`))
    .on('error', (error) => told.push(shown(error)));
  return {
    told,
    until: (matches, times = 1) =>
      eventually(
        () => told.filter(matches).length >= times,
        () => JSON.stringify(told),
      ),
  };
}

const PATIENCE = 300_000;

/** Waits until something holds; fails with what is there instead after half a minute. */
export async function eventually(holds: () => boolean, instead: () => string): Promise<void> {
  for (const since = Date.now(); !holds(); await pause(10))
    if (Date.now() - since > PATIENCE) throw new Error(`It never came: ${instead()}`);
}

export const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
