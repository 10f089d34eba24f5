import { expect } from '@jest/globals';
import { type Checkpoint, type EventStore, type Filter, type Notice, START } from '../port/port.js';
import {
  allDone,
  type ContractCase,
  eventsOf,
  failure,
  idsOf,
  newEvent,
  newEvents,
  readEverything,
  takenWhile,
  takeUpTo,
} from './case.js';

async function nextEvent(notices: AsyncIterator<Notice>) {
  for (;;) {
    const { value, done } = await notices.next();
    if (done) throw new Error('The subscription ended by itself.');
    if (value.kind === 'event') return value.event;
  }
}

async function nextAfter(notices: AsyncIterator<Notice>, stop: AbortController, appending: Promise<unknown>) {
  const next = nextEvent(notices);
  next.catch(() => {});
  await appending.catch((error) => {
    stop.abort();
    throw error;
  });
  return next;
}

function subscribe(store: EventStore, after: Checkpoint | typeof START, filter: Filter) {
  const stop = new AbortController();
  const notices = store.subscribeAll(after, filter, stop.signal)[Symbol.asyncIterator]();
  return { notices, stop };
}

const WRITERS = [0, 1, 2, 3, 4, 5, 6, 7];

async function appendTurns(store: EventStore, stream: string, turns: number) {
  for (let turn = 0; turn < turns; turn++) await store.append(stream, newEvents(1 + (turn % 3)), 'any');
}

async function untilDone(notices: AsyncIterator<Notice>) {
  const rest: Notice[] = [];
  for (let next = await notices.next(); !next.done; next = await notices.next()) rest.push(next.value);
  return rest;
}

export const subscriptions: ContractCase[] = [
  {
    name: 'gives what stands there and then what comes, as readAll gives it',
    async run({ store, prefix, since }) {
      const filter = { streamPrefixes: [prefix] };
      await store.append(`${prefix}a`, newEvents(3), 'noStream');
      const { notices, stop } = subscribe(store, since, filter);
      const taken = [await nextEvent(notices), await nextEvent(notices), await nextEvent(notices)];
      for (const name of ['b', 'a', 'c']) {
        taken.push(await nextAfter(notices, stop, store.append(prefix + name, newEvents(1), 'any')));
      }
      stop.abort();
      expect(taken).toEqual(await readEverything(store, filter, since));
    },
  },
  {
    name: 'gives the same from the start as from later on',
    async run({ store, prefix }) {
      const filter = { streamPrefixes: [prefix] };
      const events = newEvents(3);
      await store.append(`${prefix}a`, events, 'noStream');
      expect(idsOf(await takeUpTo(store, START, filter, events[2]?.id ?? ''))).toEqual(idsOf(events));
    },
  },
  {
    name: 'switches from catching up to live without a gap or a double under 8 concurrent writers',
    async run({ store, prefix, since }) {
      const filter = { streamPrefixes: [prefix] };
      const last = newEvent();
      await Promise.all(WRITERS.map((writer) => appendTurns(store, prefix + writer, 10)));
      const writing = allDone(WRITERS.map((writer) => appendTurns(store, prefix + writer, 30)));
      const written = writing.then(() => store.append(`${prefix}last`, [last], 'noStream'));
      const taken = await takenWhile(written, store, since, filter, last.id);
      expect(idsOf(taken)).toEqual(idsOf(await readEverything(store, filter, since)));
    },
  },
  {
    name: 'serves 8 subscriptions begun at different moments under 8 concurrent writers',
    async run({ store, prefix, since }) {
      const filter = { streamPrefixes: [prefix] };
      const last = newEvent();
      let writing = WRITERS.length;
      async function writeOn(stream: string, turns: number) {
        await appendTurns(store, stream, turns);
        if (--writing === 0) await store.append(`${prefix}last`, [last], 'noStream');
      }
      const subscribers = WRITERS.map(async (writer) => {
        await appendTurns(store, prefix + writer, 1 + 2 * writer);
        return idsOf(await takenWhile(writeOn(prefix + writer, 20 - 2 * writer), store, since, filter, last.id));
      });
      const all = await allDone(subscribers);
      const wanted = idsOf(await readEverything(store, filter, since));
      for (const taken of all) expect(taken).toEqual(wanted);
    },
  },
  {
    name: 'resumes from the checkpoint of every event with exactly the rest',
    async run({ store, prefix, since }) {
      const filter = { streamPrefixes: [prefix] };
      for (let turn = 0; turn < 6; turn++) await store.append(`${prefix}${turn % 2}`, newEvents(3), 'any');
      const all = await readEverything(store, filter, since);
      const last = all.at(-1)?.id ?? '';
      for (const [index, { checkpoint }] of all.slice(0, -1).entries())
        expect(idsOf(await takeUpTo(store, checkpoint, filter, last))).toEqual(idsOf(all.slice(index + 1)));
    },
  },
  {
    name: 'resumes after the last event with what comes next',
    async run({ store, prefix, since }) {
      const filter = { streamPrefixes: [prefix] };
      await store.append(`${prefix}a`, newEvents(3), 'noStream');
      const checkpoint = (await store.readStream(`${prefix}a`)).at(-1)?.checkpoint ?? since;
      const { notices, stop } = subscribe(store, checkpoint, filter);
      const next = newEvent();
      const given = await nextAfter(notices, stop, store.append(`${prefix}a`, [next], 2));
      expect(given.id).toBe(next.id);
      stop.abort();
    },
  },
  {
    name: 'ends without an error when it is aborted while it waits',
    async run({ store, prefix, since }) {
      await store.append(`${prefix}a`, newEvents(1), 'noStream');
      const { notices, stop } = subscribe(store, since, { streamPrefixes: [`${prefix}a`] });
      await nextEvent(notices);
      const ending = untilDone(notices);
      await allDone([ending, appendTurns(store, `${prefix}b`, 10).then(() => stop.abort())]);
      expect(eventsOf(await ending)).toEqual([]);
    },
  },
  {
    name: 'gives no event more when it is aborted in the middle of catching up',
    async run({ store, prefix, since }) {
      await store.append(`${prefix}a`, newEvents(50), 'noStream');
      const { notices, stop } = subscribe(store, since, { streamPrefixes: [prefix] });
      await nextEvent(notices);
      stop.abort();
      expect(await untilDone(notices)).toEqual([]);
    },
  },
  {
    name: 'ends at once when it was aborted before it began',
    async run({ store, prefix, since }) {
      await store.append(`${prefix}a`, newEvents(3), 'noStream');
      const { notices, stop } = subscribe(store, since, { streamPrefixes: [prefix] });
      stop.abort();
      expect(await untilDone(notices)).toEqual([]);
    },
  },
  {
    name: 'lets its consumer leave at any event, and the store go on',
    async run({ store, prefix, since }) {
      const filter = { streamPrefixes: [prefix] };
      const events = newEvents(5);
      await store.append(`${prefix}a`, events, 'noStream');
      for (const { id } of events) await takeUpTo(store, since, filter, id);
      const { notices } = subscribe(store, since, filter);
      await nextEvent(notices);
      expect(await notices.return?.()).toMatchObject({ done: true });
      expect(await notices.next()).toMatchObject({ done: true });
      expect(await store.append(`${prefix}a`, newEvents(1), 4)).toMatchObject({ revision: 5 });
    },
  },
  {
    name: 'waits for a slow consumer, and misses nothing that came meanwhile',
    async run({ store, prefix, since }) {
      const filter = { streamPrefixes: [prefix] };
      const events = newEvents(2000);
      await store.append(`${prefix}a`, events.slice(0, 1), 'noStream');
      const { notices, stop } = subscribe(store, since, filter);
      const taken = [await nextEvent(notices)];
      for (let start = 1; start < events.length; start += 100)
        await store.append(`${prefix}a`, events.slice(start, start + 100), 'any');
      while (taken.at(-1)?.id !== events.at(-1)?.id) taken.push(await nextEvent(notices));
      stop.abort();
      expect(idsOf(taken)).toEqual(idsOf(events));
    },
  },
  {
    name: 'keeps subscriptions apart: one ends, the other goes on',
    async run({ store, prefix, since }) {
      const filter = { streamPrefixes: [prefix] };
      await store.append(`${prefix}a`, newEvents(1), 'noStream');
      const [one, other] = [subscribe(store, since, filter), subscribe(store, since, filter)];
      await nextEvent(one.notices);
      await nextEvent(other.notices);
      const ending = untilDone(one.notices);
      one.stop.abort();
      await ending;
      const next = newEvent();
      const given = await nextAfter(other.notices, other.stop, store.append(`${prefix}a`, [next], 0));
      expect(given.id).toBe(next.id);
      other.stop.abort();
    },
  },
  {
    name: 'refuses a checkpoint that it did not give',
    async run({ store, prefix }) {
      await store.append(`${prefix}a`, newEvents(3), 'noStream');
      for (const text of ['', '3', 'nonsense'])
        await failure('bad-checkpoint', subscribe(store, text as Checkpoint, {}).notices.next());
    },
  },
];
