import { expect } from '@jest/globals';
import { type Checkpoint, type EventStore, START } from '../port/port.js';
import { type ContractCase, failure, idsOf, newEvents, readEverything } from './case.js';

async function writeSome(store: EventStore, prefix: string) {
  const written = [];
  for (const [turn, count] of [1, 3, 2, 1, 2, 3].entries()) {
    const events = newEvents(count);
    await store.append(`${prefix}${turn % 3}`, events, 'any');
    written.push(...events);
  }
  return written;
}

export const allReads: ContractCase[] = [
  {
    name: 'reads all events in the order in which they were committed',
    async run({ store, prefix, since }) {
      const written = await writeSome(store, prefix);
      expect(idsOf(await readEverything(store, { streamPrefixes: [prefix] }, since))).toEqual(idsOf(written));
    },
  },
  {
    name: 'reads in the order of the positions it answered with, when 8 writers append at once',
    async run({ store, prefix, since }) {
      const appended: { position: number; id: string | undefined }[] = [];
      const writers = Array.from({ length: 8 }, async (_, writer) => {
        for (let turn = 0; turn < 15; turn++) {
          const events = newEvents(2);
          const { position } = await store.append(`${prefix}${writer % 5}`, events, 'any');
          appended.push({ position, id: events[1]?.id });
        }
      });
      await Promise.all(writers);
      const all = await readEverything(store, { streamPrefixes: [prefix] }, since);
      const lasts = all.filter(({ id }) => appended.some((append) => append.id === id));
      expect(lasts.map(({ id, position }) => ({ position, id }))).toEqual(
        appended.sort((a, b) => a.position - b.position),
      );
      for (let stream = 0; stream < 5; stream++) {
        const revisions = all.filter((event) => event.stream === `${prefix}${stream}`).map(({ revision }) => revision);
        expect(revisions).toEqual(revisions.map((_, index) => index));
      }
    },
  },
  {
    name: 'gives each event as its stream does',
    async run({ store, prefix, since }) {
      await writeSome(store, prefix);
      const all = await readEverything(store, { streamPrefixes: [prefix] }, since);
      for (const stream of ['0', '1', '2'].map((name) => prefix + name)) {
        const read = await store.readStream(stream);
        expect(read.length).toBeGreaterThan(0);
        expect(all.filter((event) => event.stream === stream)).toEqual(read);
      }
    },
  },
  {
    name: 'reads the same in pages of any size, without a gap or a double, and never more than the limit',
    async run({ store, prefix, since }) {
      const written = idsOf(await writeSome(store, prefix));
      for (let limit = 1; limit <= written.length + 1; limit++) {
        const pages: string[][] = [];
        let after = since;
        for (let end = false; !end; ) {
          const page = await store.readAll(after, limit, { streamPrefixes: [prefix] });
          pages.push(idsOf(page.events));
          ({ checkpoint: after, end } = page);
        }
        expect(pages.flat()).toEqual(written);
        expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(limit);
      }
    },
  },
  {
    name: 'reads exactly the rest after the checkpoint of every event',
    async run({ store, prefix, since }) {
      await writeSome(store, prefix);
      const filter = { streamPrefixes: [prefix] };
      const all = await readEverything(store, filter, since);
      for (const [index, { checkpoint }] of all.entries())
        expect(idsOf(await readEverything(store, filter, checkpoint))).toEqual(idsOf(all.slice(index + 1)));
      const stream = await store.readStream(`${prefix}1`);
      for (const [index, { checkpoint }] of stream.entries())
        expect(await readEverything(store, { streamPrefixes: [`${prefix}1`] }, checkpoint)).toEqual(
          stream.slice(index + 1),
        );
    },
  },
  {
    name: 'says where it ended, and goes on from there when more has come',
    async run({ store, prefix, since }) {
      const filter = { streamPrefixes: [prefix] };
      await writeSome(store, prefix);
      let page = await store.readAll(since, 1000, filter);
      while (!page.end) page = await store.readAll(page.checkpoint, 1000, filter);
      const after = await store.readAll(page.checkpoint, 1000, filter);
      expect(after).toMatchObject({ events: [], end: true });
      const more = await writeSome(store, prefix);
      expect(idsOf(await readEverything(store, filter, page.checkpoint))).toEqual(idsOf(more));
      expect(idsOf(await readEverything(store, filter, after.checkpoint))).toEqual(idsOf(more));
    },
  },
  {
    name: 'reads from the start what it reads from later on, and what came before',
    async run({ store, prefix, since }) {
      await writeSome(store, prefix);
      const filter = { streamPrefixes: [prefix] };
      const later = await readEverything(store, filter, since);
      expect(later.length).toBeGreaterThan(0);
      expect(await readEverything(store, filter, START, 1000)).toEqual(later);
      const [first] = (await store.readAll(START, 1)).events;
      expect(first?.position).toBeLessThanOrEqual(later[0]?.position ?? 0);
    },
  },
  {
    name: 'refuses a checkpoint that it did not give',
    async run({ store, prefix }) {
      await writeSome(store, prefix);
      for (const text of ['', '3', '-1', 'nonsense', 'after', '{}', 'Start']) {
        const error = await failure('bad-checkpoint', store.readAll(text as Checkpoint, 10));
        expect(error.fields).toEqual({ checkpoint: text });
      }
    },
  },
  {
    name: 'refuses a limit that is none',
    async run({ store, since }) {
      for (const limit of [0, -1, 1.5, Number.NaN]) await failure('invalid-argument', store.readAll(since, limit));
    },
  },
];
