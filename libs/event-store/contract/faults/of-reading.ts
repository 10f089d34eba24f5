import {
  type EventStore,
  type Filter,
  START,
  type StoredEvent,
  type StoredJson,
  type StoredJsonObject,
} from '../../port/port.js';
import { acceptsWhatIs, changed, type Fault, fault, givesBack, givesBackText } from './fault.js';

const filtersBy =
  (matches: (filter: Filter, event: StoredEvent) => boolean) =>
  (store: EventStore): Partial<EventStore> => ({
    async readAll(after, limit, filter = {}) {
      const page = await store.readAll(after, limit, {});
      return { ...page, events: page.events.filter((event) => matches(filter, event)) };
    },
    async *subscribeAll(after, filter, signal) {
      for await (const notice of store.subscribeAll(after, {}, signal))
        if (notice.kind === 'event' && matches(filter, notice.event)) yield notice;
    },
  });

type Test = (wanted: string, text: string) => boolean;
const begins: Test = (prefix, stream) => stream.startsWith(prefix);
const equals: Test = (wanted, type) => type === wanted;
const lower =
  (test: Test): Test =>
  (wanted, text) =>
    test(wanted.toLowerCase(), text.toLowerCase());
const anyOf = (stream: Test, type: Test) => (filter: Filter, event: StoredEvent) =>
  (filter.streamPrefixes?.some((prefix) => stream(prefix, event.stream)) ?? true) &&
  (filter.types?.some((wanted) => type(wanted, event.type)) ?? true);

const asPattern: Test = (prefix, stream) =>
  new RegExp(`^${prefix.replaceAll('_', '.').replaceAll('%', '.*')}`, 'u').test(stream);

const roundsTo = (round: (figure: number) => number) => (event: StoredEvent) => ({
  ...event,
  data: changed(event.data, (leaf: StoredJson) => (typeof leaf === 'number' ? round(leaf) : leaf)) as StoredJsonObject,
});

function assigned(data: StoredJsonObject): StoredJsonObject {
  const copy: Record<string, StoredJson> = {};
  for (const [key, value] of Object.entries(data)) copy[key] = value;
  return copy;
}

export const faultsOfReading: Fault[] = [
  givesBack('forgets the salt', /gives back the salt/, ({ salt: _, ...event }) => event),
  givesBack('loses the metadata', /gives back what was written|any JSON/, (event) => ({ ...event, metadata: {} })),
  givesBack(
    'gives every event revision 0',
    /numbers the events|8 writers append at once|closed and opened again/,
    (event) => ({
      ...event,
      revision: 0,
    }),
  ),
  fault('starts after the revision asked for', /reads forwards/, (store) => ({
    readStream: (stream, options) =>
      store.readStream(stream, options?.direction ? options : { ...options, from: (options?.from ?? 0) + 1 }),
  })),
  fault('reads forwards always', /backwards|both ways/, (store) => ({
    readStream: (stream, options) => store.readStream(stream, { ...options, direction: 'forwards' }),
  })),
  fault('reads a stream without limit', /stream reads: reads (for|back)wards|limit or a revision/, (store) => ({
    readStream: (stream, options) => store.readStream(stream, { ...options, limit: undefined }),
  })),
  fault('reads one page of a stream', /both ways/, (store) => ({
    readStream: async (...args) => (await store.readStream(...args)).slice(0, 1000),
  })),
  fault('reads every stream that begins alike', /not there|look alike/, (store) => ({
    readStream: async (stream) => (await store.readAll(START, 100_000, { streamPrefixes: [stream] })).events,
  })),
  {
    name: 'reads a stream once and remembers',
    caughtBy: /reads at once/,
    begin: () => (store) => {
      const known = new Map<string, Promise<readonly StoredEvent[]>>();
      return {
        ...store,
        readStream(stream, options) {
          const read = known.get(stream) ?? store.readStream(stream, options);
          known.set(stream, read);
          return read;
        },
      };
    },
  },
  fault('reads all events stream by stream', /order in which|order of the positions|pages of any size/, (store) => ({
    async readAll(...args) {
      const page = await store.readAll(...args);
      return { ...page, events: [...page.events].sort((a, b) => a.stream.localeCompare(b.stream)) };
    },
  })),
  fault(
    'loses the event after a checkpoint',
    /all reads: (reads|says)|without a filter|counts in its limit|through exactly|appends: writes nothing .* conflicts/,
    (store) => ({
      async readAll(after, limit, filter) {
        const page = await store.readAll(after, limit, filter);
        return after === START ? page : { ...page, events: page.events.slice(1) };
      },
    }),
  ),
  fault(
    'gives the checkpoint before each event',
    /all reads: (gives each|reads exactly)|resumes from the checkpoint/,
    (store) => ({
      async readAll(after, limit, filter) {
        const page = await store.readAll(after, limit, filter);
        const before = [after, ...page.events.map(({ checkpoint }) => checkpoint)];
        return {
          ...page,
          events: page.events.map((event, index) => ({
            ...event,
            checkpoint: (before[index] ?? START) as StoredEvent['checkpoint'],
          })),
        };
      },
    }),
  ),
  fault('says after every page that it is the last', /pages of any size|counts in its limit/, (store) => ({
    readAll: async (...args) => ({ ...(await store.readAll(...args)), end: true }),
  })),
  fault('gives one event more than the limit', /pages of any size|counts in its limit/, (store) => ({
    readAll: (after, limit, filter) => store.readAll(after, limit + 1, filter),
  })),
  fault('finds nothing from the start', /from the start/, (store) => ({
    readAll: async (after, ...args) =>
      after === START ? { events: [], checkpoint: START, end: true } : store.readAll(after, ...args),
    async *subscribeAll(after, ...args) {
      if (after !== START) yield* store.subscribeAll(after, ...args);
    },
  })),
  acceptsWhatIs('bad-checkpoint', /refuses a checkpoint/),

  fault(
    'ignores the filter',
    /through exactly|counts in its limit/,
    filtersBy(() => true),
  ),
  fault(
    'finds a prefix anywhere',
    /exactly \{"streamPrefixes":\["action-1?"\]\}/,
    filtersBy(anyOf((prefix, stream) => stream.includes(prefix), equals)),
  ),
  fault('takes a prefix for a pattern', /exactly \{"streamPrefixes":\["a[_.%]/, filtersBy(anyOf(asPattern, equals))),
  fault(
    'filters without regard to case',
    /exactly \{"(streamPrefixes":\["action-1?"\]\}|types":\["Created"\])/,
    filtersBy(anyOf(lower(begins), lower(equals))),
  ),
  fault('takes a type for a prefix', /exactly \{"types":\["Create/, filtersBy(anyOf(begins, begins))),
  fault(
    'knows the first prefix only',
    /\["act","my"\]|\["actions","été"\]/,
    filtersBy(({ streamPrefixes, ...filter }, event) =>
      anyOf(begins, equals)({ ...filter, streamPrefixes: streamPrefixes?.slice(0, 1) }, event),
    ),
  ),
  fault(
    'filters by stream or by type, not both',
    /exactly .*streamPrefixes.*types/,
    filtersBy(({ streamPrefixes, types }, event) =>
      anyOf(begins, equals)(streamPrefixes ? { streamPrefixes } : { types }, event),
    ),
  ),
  fault(
    'wants a filter',
    /without a filter/,
    filtersBy(({ streamPrefixes, types }) => Boolean(streamPrefixes ?? types)),
  ),

  givesBackText('loses the last character of a text', /bodies: gives back (a body|several|text|controls|any)/, (text) =>
    text.slice(0, -1),
  ),
  givesBackText('cuts text at 65,535 characters', /65536|1000000|megabyte|as much as one append/, (text) =>
    text.slice(0, 65_535),
  ),
  givesBackText('knows plane 0 only', /every Unicode plane|controls/, (text) =>
    text.replace(/[\u{10000}-\u{10ffff}]/gu, '\ufffd'),
  ),
  givesBackText('composes accents', /controls/, (text) => text.normalize('NFC')),
  givesBack('rounds figures to single precision', /every safe number/, roundsTo(Math.fround)),
  givesBack(
    'rounds figures to 15 digits',
    /every safe number/,
    roundsTo((figure) => Number(figure.toPrecision(15))),
  ),
  givesBack('gives __proto__ a meaning', /names that JavaScript/, (event) => ({
    ...event,
    data: assigned(event.data),
  })),
];
