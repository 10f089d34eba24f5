import { StoreError } from '../port/errors.js';
import type { EventStore, StoredEvent } from '../port/port.js';
import { checkCount, checkExpected, checkStream, encodeEvents } from '../port/validate.js';
import { type AppendedAt, appendWithRetry } from './appending.js';
import { createBatchAppendStream } from './batch-append-stream.js';
import type { AppendRequest } from './batch-messages.js';
import { positionOf } from './client-event.js';
import { connections as connect } from './connection.js';
import { hostsOf, targetOf } from './connection-string.js';
import { streamDeleted, unavailable } from './failures.js';
import { semaphore } from './gate.js';
import { createLedgerReader } from './ledger-reader.js';
import { BACKGROUND_TIMEOUTS, REQUEST_TIMEOUTS, type ReadTimeouts } from './patience.js';
import { follow } from './subscription.js';

export interface EventStoreDBOptions {
  readonly url: string;
  readonly prefix?: string;
  readonly readOnly?: boolean;
  readonly timeouts?: ReadTimeouts;
}

export const READ_TIMEOUTS = { request: REQUEST_TIMEOUTS, work: BACKGROUND_TIMEOUTS } as const;

/** A server allows a hundred streams per connection; all stores of a process share it. */
const READS = 50;
const SUBSCRIPTIONS = 40;
const reads = semaphore(READS);
const subscriptions = new Set<symbol>();

const SEARCH_BACK_EVENTS = 500;

/**
 * Does not connect: a server that is down fails each call with `store-unavailable`.
 * Errors: `invalid-argument` for a bad connection string or prefix.
 */
export function openEventStoreDB({
  url,
  prefix = '',
  readOnly = false,
  timeouts = REQUEST_TIMEOUTS,
}: EventStoreDBOptions): EventStore {
  const target = targetOf(url);
  const hosts = hostsOf(target);
  if (prefix !== '') checkStream(prefix);
  const connections = connect(target);
  const appendStream = createBatchAppendStream(connections);
  const closing = new AbortController();
  const { readStream, readAll, last } = createLedgerReader({
    connections,
    hosts,
    prefix,
    semaphore: reads,
    timeouts,
    closed: closing.signal,
  });
  const appending = new Set<Promise<unknown>>();
  let ended: Promise<void> | undefined;

  const open = () => {
    if (closing.signal.aborted) throw closed(hosts);
  };
  /** Closing cuts reads short without an error, so check again afterwards. */
  async function whileOpen<Result>(call: Promise<Result>): Promise<Result> {
    try {
      return await call;
    } finally {
      open();
    }
  }

  async function find({ stream, events }: AppendRequest): Promise<AppendedAt | number | 'noStream'> {
    const limit = SEARCH_BACK_EVENTS + events.length;
    const latest = await readStream(stream.slice(prefix.length), { direction: 'backwards', limit });
    const stored = latest.toReversed();
    const start = stored.findIndex(({ id }) => id === events[0]?.id);
    const last = stored[start + events.length - 1];
    const isWhole = events.every(({ id }, index) => stored[start + index]?.id === id);
    if (start >= 0 && last && isWhole) return { revision: last.revision, position: last.position };
    return latest[0]?.revision ?? 'noStream';
  }

  async function end() {
    closing.abort();
    await Promise.allSettled(appending);
    appendStream.close();
    await connections.close();
  }

  return {
    async append(stream, events, expected) {
      open();
      if (readOnly)
        throw new StoreError('read-only', 'The event store was opened read-only; append through its writer.', {
          hosts,
        });
      const request = {
        stream: prefix + checkStream(stream),
        events: encodeEvents(events),
        expected: checkExpected(expected),
      };
      if (events.length === 0) return { revision: -1, position: await headOf(last()), repeated: false };
      const written = appendWithRetry({ appendStream, find, hosts }, request, stream);
      appending.add(written);
      const { revision, position } = await written.finally(() => appending.delete(written));
      // A deleted stream continues its revisions where it ended.
      if (expected === 'noStream' && revision >= events.length) throw streamDeleted(stream);
      return { revision, position, repeated: false };
    },

    async readStream(stream, options = {}) {
      open();
      checkStream(stream);
      if (options.from !== undefined) checkCount('from', options.from, 0);
      if (options.limit !== undefined) checkCount('limit', options.limit, 1);
      return whileOpen(readStream(stream, options));
    },

    async readAll(after, limit, filter = {}) {
      open();
      checkCount('limit', limit, 1);
      return whileOpen(readAll(after, limit, filter));
    },

    async *subscribeAll(after, filter, signal) {
      open();
      positionOf(after);
      if (subscriptions.size >= SUBSCRIPTIONS)
        throw unavailable(hosts, `the limit of ${SUBSCRIPTIONS} open subscriptions is reached`);
      const ended = AbortSignal.any([signal, closing.signal]);
      const own = Symbol('subscription');
      subscriptions.add(own);
      const giveBack = () => subscriptions.delete(own);
      // A reader that has aborted may never ask for the next notice.
      ended.addEventListener('abort', giveBack);
      try {
        yield* follow(connections, prefix, after, filter, ended);
      } finally {
        giveBack();
      }
      if (!signal.aborted) throw closed(hosts);
    },

    async head() {
      open();
      return whileOpen(headOf(last()));
    },

    async last() {
      open();
      return whileOpen(last());
    },

    close() {
      ended ??= end();
      return ended;
    },
  };
}

const closed = (hosts: string) =>
  new StoreError('store-closed', `The event store at ${hosts} was closed; open it again.`, { hosts });

async function headOf(last: Promise<StoredEvent | undefined>): Promise<number> {
  return (await last)?.position ?? 0;
}
