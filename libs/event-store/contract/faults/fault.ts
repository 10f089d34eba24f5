import { StoreError, type StoreErrorCode } from '../../port/errors.js';
import type { EventStore, StoredEvent, StoredJson, StoredJsonObject } from '../../port/port.js';

export interface Fault {
  readonly name: string;
  readonly caughtBy: RegExp;
  /** Called once per case; the function that it returns is called again after each reopen. */
  readonly begin: () => (store: EventStore) => EventStore;
}

export const fault = (name: string, caughtBy: RegExp, broken: (store: EventStore) => Partial<EventStore>): Fault => ({
  name,
  caughtBy,
  begin: () => (store) => ({ ...store, ...broken(store) }),
});

export const givesBack = (name: string, caughtBy: RegExp, change: (event: StoredEvent) => StoredEvent): Fault =>
  fault(name, caughtBy, (store) => ({
    readStream: async (stream, options) => (await store.readStream(stream, options)).map(change),
    async readAll(...args) {
      const page = await store.readAll(...args);
      return { ...page, events: page.events.map(change) };
    },
  }));

export const givesBackText = (name: string, caughtBy: RegExp, change: (text: string) => string): Fault =>
  givesBack(name, caughtBy, (event) => ({
    ...event,
    data: changed(event.data, (leaf) => (typeof leaf === 'string' ? change(leaf) : leaf)) as StoredJsonObject,
  }));

export function changed(value: StoredJson, change: (leaf: StoredJson) => StoredJson): StoredJson {
  if (Array.isArray(value)) return value.map((item: StoredJson) => changed(item, change));
  if (value === null || typeof value !== 'object') return change(value);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, changed(member, change)]));
}

export const acceptsWhatIs = (code: StoreErrorCode, caughtBy: RegExp): Fault => {
  const pretend =
    <T>(answer: T) =>
    (error: unknown) => {
      if (error instanceof StoreError && error.code === code) return answer;
      throw error;
    };
  return fault(`accepts what is ${code}`, caughtBy, (store) => ({
    append: (...args) => store.append(...args).catch(pretend({ revision: 0, position: 1, repeated: false })),
    readStream: (...args) => store.readStream(...args).catch(pretend([])),
    readAll: (after, ...args) =>
      store.readAll(after, ...args).catch(pretend({ events: [], checkpoint: after, end: true })),
    async *subscribeAll(...args) {
      try {
        yield* store.subscribeAll(...args);
      } catch (error) {
        pretend(undefined)(error);
      }
    },
  }));
};
