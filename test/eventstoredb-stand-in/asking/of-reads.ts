import { collect, newEvent, newEvents, type Question, revisions, samePlace } from './question.js';

/** Questions about reading. */
export const ofReads: readonly Question[] = [
  {
    name: 'the first event of all',
    async ask({ client }) {
      const [first] = await collect(client.readAll({ maxCount: 1 }));
      return { stream: first?.event?.streamId, type: first?.event?.type };
    },
  },
  {
    name: 'what an event carries',
    async ask({ client, stream }) {
      const name = stream('carries');
      const { position } = await client.appendToStream(name, [newEvent('t', { a: 1 }, { m: 1 })]);
      const [read] = await collect(client.readStream(name));
      return {
        isDated: read?.event?.created instanceof Date,
        data: read?.event?.data,
        metadata: read?.event?.metadata,
        isAtItsAppend: samePlace(position, read?.event?.position),
        commitIsItsPosition: read?.commitPosition === position?.commit,
        prepareIsCommit: position?.prepare === position?.commit,
      };
    },
  },
  {
    name: 'all, from a position, both ways',
    async ask({ client, stream }) {
      const name = stream('both-ways');
      const { position: fromPosition } = await client.appendToStream(name, newEvents(1));
      if (!fromPosition) throw new Error('The append has no position.');
      const [forwards] = await collect(client.readAll({ fromPosition, maxCount: 1 }));
      const [backwards] = await collect(client.readAll({ direction: 'backwards', fromPosition, maxCount: 1 }));
      return {
        forwardsGivesIt: samePlace(forwards?.event?.position, fromPosition),
        backwardsGivesTheOneBefore: (backwards?.event?.position.commit ?? fromPosition.commit) < fromPosition.commit,
      };
    },
  },
  {
    name: 'the positions of an append of three',
    async ask({ client, stream }) {
      const name = stream('three');
      const { position } = await client.appendToStream(name, newEvents(3));
      const places = (await collect(client.readStream(name))).map(({ event }) => event?.position);
      return {
        distinct: new Set(places.map((place) => place?.commit)).size,
        lastIsTheAppends: samePlace(position, places.at(-1)),
      };
    },
  },
  {
    name: 'metadata that hides events',
    async ask(asker) {
      const { client, stream } = asker;
      const name = stream('hidden');
      await client.appendToStream(name, newEvents(10));
      const set = await client.setStreamMetadata(name, { truncateBefore: 5 });
      const truncated = await revisions(asker, name);
      await client.setStreamMetadata(name, { maxCount: 2 });
      return {
        set: `${set.nextExpectedRevision}`,
        truncated,
        lastTwo: await revisions(asker, name),
        metadata: (await client.getStreamMetadata(name)).metadata,
      };
    },
  },
  {
    name: 'a number beyond 2^53',
    async ask({ client, stream }) {
      const name = stream('number');
      await client.appendToStream(name, [newEvent('n', JSON.parse('{"n":9007199254740993}'))]);
      const [read] = await collect(client.readStream(name));
      return read?.event?.data;
    },
  },
];
