import { expect } from '@jest/globals';
import type { EventStore, Filter, Notice } from '../port/port.js';
import {
  type ContractCase,
  eventsOf,
  idsOf,
  isEvent,
  newEvent,
  newEvents,
  readEverything,
  resumePoint,
  take,
  takeUpTo,
} from './case.js';

const STREAMS = [
  'action-1',
  'action-2',
  'actions',
  'Action-1',
  'act',
  'my-action-1',
  'a_tion-1',
  'a%',
  'a.tion-1',
  'été-1',
];
const TYPES = ['Created', 'CreatedAgain', 'created', 'NotCreated', 'Cre.ted', 'Éclos'];

const FILTERS: readonly Filter[] = [
  { streamPrefixes: ['action-'] },
  { streamPrefixes: ['action-1'] },
  { streamPrefixes: ['a_tion-'] },
  { streamPrefixes: ['a%'] },
  { streamPrefixes: ['a.tion'] },
  { streamPrefixes: ['été'] },
  { streamPrefixes: ['act', 'my'] },
  { streamPrefixes: ['action-', 'action-1'] },
  { streamPrefixes: ['action-9'] },
  { types: ['Created'] },
  { types: ['Cre.ted', 'Éclos'] },
  { types: ['Create'] },
  { streamPrefixes: ['action-'], types: ['Created'] },
  { streamPrefixes: ['actions', 'été'], types: ['created', 'CreatedAgain', 'NotCreated'] },
];

const matches = ({ streamPrefixes, types }: Filter, stream: string, type: string) =>
  (streamPrefixes?.some((prefix) => stream.startsWith(prefix)) ?? true) && (types?.includes(type) ?? true);

async function writeMixture(store: EventStore, prefix: string, filter: Filter) {
  const written = [];
  for (const stream of STREAMS) {
    const events = TYPES.map((type) => newEvent({}, prefix + type));
    await store.append(prefix + stream, events, 'noStream');
    written.push(...events.map(({ id }, index) => ({ id, stream, type: TYPES[index] ?? '' })));
  }
  // Contains the prefix, but does not begin with it.
  await store.append(`not-${prefix}action-1`, [newEvent({}, `not-${prefix}Created`)], 'noStream');
  const last = newEvent({}, prefix + (filter.types?.[0] ?? 'Created'));
  await store.append(`${prefix}${filter.streamPrefixes?.[0] ?? ''}last`, [last], 'noStream');
  const wanted = written.filter(({ stream, type }) => matches(filter, stream, type));
  return { last: last.id, wanted: [...idsOf(wanted), last.id] };
}

const under = (prefix: string, { streamPrefixes, types }: Filter): Filter => ({
  ...(streamPrefixes && { streamPrefixes: streamPrefixes.map((name) => prefix + name) }),
  ...(types && { types: types.map((name) => prefix + name) }),
});

const GAP = 1500;

async function writeGap(store: EventStore, prefix: string) {
  for (let count = 0; count < GAP; count += 100) await store.append(`${prefix}other`, newEvents(100), 'any');
}

async function expectMarks(store: EventStore, filter: Filter, notices: readonly Notice[], first: string, last: string) {
  expect(idsOf(eventsOf(notices))).toEqual([first, last]);
  const marks = notices.slice(notices.findIndex(isEvent(first)) + 1, -1);
  expect(marks.length).toBeGreaterThan(0);
  for (const mark of marks)
    expect(idsOf(await takeUpTo(store, resumePoint(mark).checkpoint, filter, last))).toEqual([last]);
}

export const filters: ContractCase[] = [
  ...FILTERS.map(
    (filter): ContractCase => ({
      name: `lets through exactly ${JSON.stringify(filter)}, read and subscribed to`,
      async run({ store, prefix, since }) {
        const { last, wanted } = await writeMixture(store, prefix, filter);
        const own = under(prefix, filter);
        expect(idsOf(await readEverything(store, own, since))).toEqual(wanted);
        expect(idsOf(await takeUpTo(store, since, own, last))).toEqual(wanted);
      },
    }),
  ),
  {
    name: 'lets everything through without a filter',
    async run({ store, prefix, since }) {
      const page = await store.readAll(since, 1);
      const events = newEvents(3);
      await store.append(`${prefix}a`, events, 'noStream');
      const all = await readEverything(store, {}, page.checkpoint, 1000);
      expect(idsOf(all).slice(-3)).toEqual(idsOf(events));
    },
  },
  {
    name: 'counts in its limit the events that it returns, not those that it passes over',
    async run({ store, prefix, since }) {
      const wanted = newEvents(3);
      for (const event of wanted) {
        await store.append(`${prefix}other`, newEvents(20), 'any');
        await store.append(`${prefix}wanted`, [event], 'any');
      }
      const page = await store.readAll(since, 2, { streamPrefixes: [`${prefix}wanted`] });
      expect(idsOf(page.events)).toEqual(idsOf(wanted.slice(0, 2)));
      expect(page.end).toBe(false);
    },
  },
  {
    name: 'marks its progress over a long gap while it catches up, and resumes from every mark',
    async run({ store, prefix, since }) {
      const [first, last] = [newEvent(), newEvent()];
      await store.append(`${prefix}wanted`, [first], 'noStream');
      await writeGap(store, prefix);
      await store.append(`${prefix}wanted`, [last], 0);
      const filter = { streamPrefixes: [`${prefix}wanted`] };
      const notices = await take(store, since, filter, isEvent(last.id));
      await expectMarks(store, filter, notices, first.id, last.id);
    },
  },
  {
    name: 'marks its progress over a long gap while live, and resumes from every mark',
    async run({ store, prefix, since }) {
      const [first, last] = [newEvent(), newEvent()];
      const filter = { streamPrefixes: [`${prefix}wanted`] };
      await store.append(`${prefix}wanted`, [first], 'noStream');
      let live: Promise<unknown> | undefined;
      const notices = await take(store, since, filter, (notice) => {
        live ??= writeGap(store, prefix).then(() => store.append(`${prefix}wanted`, [last], 0));
        return isEvent(last.id)(notice);
      }).finally(() => live);
      await expectMarks(store, filter, notices, first.id, last.id);
    },
  },
  {
    name: 'gives marks with growing positions, none before an event that it has given',
    async run({ store, prefix, since }) {
      const wanted = newEvents(4);
      for (const event of wanted) {
        await store.append(`${prefix}wanted`, [event], 'any');
        await writeGap(store, prefix);
      }
      const last = newEvent();
      await store.append(`${prefix}wanted`, [last], 'any');
      const notices = await take(store, since, { streamPrefixes: [`${prefix}wanted`] }, isEvent(last.id));
      const positions = notices.map((notice) => resumePoint(notice).position);
      expect(positions).toEqual([...positions].sort((a, b) => a - b));
      expect(idsOf(eventsOf(notices))).toEqual(idsOf([...wanted, last]));
    },
  },
];
