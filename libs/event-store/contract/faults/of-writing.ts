import { randomUUID } from 'node:crypto';
import { type Fields, hasCode } from '#errors/index.js';
import { StoreError, wrongExpectedRevision } from '../../port/errors.js';
import type { AppendResult, EventStore } from '../../port/port.js';
import { idsOf } from '../case.js';
import { acceptsWhatIs, type Fault, fault } from './fault.js';

const appendsTo = (stream: (name: string) => string) => (store: EventStore) => ({
  append: (name: string, ...args: [Parameters<EventStore['append']>[1], Parameters<EventStore['append']>[2]]) =>
    store.append(stream(name), ...args),
  readStream: (name: string, ...args: [Parameters<EventStore['readStream']>[1]?]) =>
    store.readStream(stream(name), ...args),
});

type Conflict = Fields<'wrong-expected-revision'>;
const changesConflict = (change: (fields: Conflict) => Partial<Conflict>) => (store: EventStore) => ({
  append: (...args: Parameters<EventStore['append']>) =>
    store.append(...args).catch((error: unknown) => {
      if (!(error instanceof StoreError) || !hasCode(error, 'wrong-expected-revision')) throw error;
      throw new StoreError(error.code, error.message, { ...error.fields, ...change(error.fields) });
    }),
});

export const faultsOfWriting: Fault[] = [
  fault('counts revisions from 1', /appends: (numbers|answers|takes an append of no)|fits|fixed result/, (store) => ({
    async append(...args) {
      const result = await store.append(...args);
      return { ...result, revision: result.revision + 1 };
    },
  })),
  fault('answers with no position', /appends: (answers|gives growing)|order of the positions/, (store) => ({
    append: async (...args) => ({ ...(await store.append(...args)), position: 0 }),
  })),
  fault('has no last event', /has a last event/, () => ({ last: async () => undefined })),
  fault('has no head', /has a head/, () => ({ head: async () => 0 })),
  fault('writes the events of an append one by one', /appends: (writes nothing .* refused|keeps)/, (store) => ({
    async append(stream, events, expected) {
      let result = await store.append(stream, events.slice(0, 1), expected);
      for (const event of events.slice(1)) result = await store.append(stream, [event], 'any');
      return result;
    },
  })),
  fault('writes although it conflicts', /nothing of an append that conflicts|conflicts with|one of 20/, (store) => ({
    append: (stream, events, expected) =>
      store.append(stream, events, expected).catch(async (error) => {
        await store.append(stream, events, 'any');
        throw error;
      }),
  })),
  {
    name: 'forgets its events when it is closed',
    caughtBy: /closed and opened|before it closes/,
    begin: () => {
      let opened = 0;
      return (store) => (++opened === 1 ? store : { ...store, readStream: async () => [] });
    },
  },
  fault('stays open', /before it closes/, () => ({ close: async () => undefined })),
  fault('drops what it was asked before it closed', /before it closes/, (store) => ({
    append: async (...args) => {
      await new Promise(setImmediate);
      return store.append(...args);
    },
  })),
  fault('expects nothing', /conflicts with|one of 20|no revision|other events at an older/, (store) => ({
    append: (stream, events) => store.append(stream, events, 'any'),
  })),
  fault('finds no expectation met', /fits/, () => ({
    append: async (stream, _events, expected) => {
      throw wrongExpectedRevision(stream, expected, 'noStream');
    },
  })),
  fault(
    'tells a conflict with the wrong revision',
    /conflicts with|one of 20|other events at an older/,
    changesConflict(({ actual }) => ({ actual: actual === 'noStream' ? -1 : 'noStream' })),
  ),
  fault(
    'tells a conflict without its stream',
    /conflicts with|one of 20|names: keeps a stream/,
    changesConflict(() => ({ stream: '' })),
  ),
  {
    name: 'writes repeats again',
    caughtBy: /repeats: (answers|writes once)/,
    begin: () => {
      const seen = new Set<string>();
      return (store) => ({
        ...store,
        async append(stream, events, expected) {
          const key = stream + idsOf(events);
          if (seen.has(key)) return store.append(stream, events.map(renewed), 'any');
          seen.add(key);
          return store.append(stream, events, expected);
        },
      });
    },
  },
  {
    name: 'knows an id in whatever stream',
    caughtBy: /into another stream/,
    begin: () => {
      const results = new Map<string, AppendResult>();
      return (store) => ({
        ...store,
        async append(stream, events, expected) {
          const result = results.get(idsOf(events).join()) ?? (await store.append(stream, events, expected));
          results.set(idsOf(events).join(), result);
          return result;
        },
      });
    },
  },
  acceptsWhatIs('wrong-expected-revision', /repeats: refuses|conflicts with/),
  acceptsWhatIs('invalid-event', /refuses an event without|one event is refused|refuses what is not JSON/),
  acceptsWhatIs('invalid-argument', /refuses a (limit|name)|no revision/),
  acceptsWhatIs('unsafe-number', /refuses a number that would not/),
  acceptsWhatIs('event-too-large', /refuses more data/),
  acceptsWhatIs('store-closed', /before it closes/),
  fault(
    'escapes names',
    /two words|slash|çédille|精|عربي|🧠|100%|it's|a\?b|tab|leading/,
    appendsTo(encodeURIComponent),
  ),
  fault(
    'cuts names at 255 characters',
    /300 characters/,
    appendsTo((name) => name.slice(0, 255)),
  ),
  fault(
    'ignores case in names',
    /look alike|Übermaß/,
    appendsTo((name) => name.toLowerCase()),
  ),
  fault(
    'takes white space off names',
    /look alike|leading/,
    appendsTo((name) => name.trim()),
  ),
  fault(
    'composes accents in names',
    /look alike/,
    appendsTo((name) => name.normalize('NFC')),
  ),
];

const renewed = <T extends { id: string }>(event: T): T => ({ ...event, id: randomUUID() });
