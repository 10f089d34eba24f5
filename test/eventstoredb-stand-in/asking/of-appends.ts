import {
  type Asker,
  appended,
  collect,
  count,
  newEvent,
  newEvents,
  outcome,
  type Question,
  samePlace,
} from './question.js';

const sizes = { justBelow: 1_048_576 - 200, over: 1_048_576 + 10 };

async function names({ client, stream }: Asker) {
  const ask = async (name: string) => {
    await client.appendToStream(name, newEvents(1));
    return (await collect(client.readStream(name))).length;
  };
  const all = ['with space', 'a/b', 'ünï', '日本', 'a'.repeat(300), 'emoji-😀'];
  const answers: unknown[] = [];
  for (const name of all) answers.push(await outcome(ask(stream(name))));
  return {
    answers,
    empty: await outcome(ask('')),
    conflictOnUnicode: await appended(
      client.appendToStream(stream('ünï'), newEvents(1), { expectedRevision: 'no_stream' }),
    ),
  };
}

/** Questions about appending. */
export const ofAppends: readonly Question[] = [
  {
    name: 'no events, to a new stream',
    ask: ({ client, stream }) => appended(client.appendToStream(stream('zero'), [])),
  },
  {
    name: 'no events at no_stream, read back',
    async ask(asker) {
      const name = asker.stream('zero-2');
      const append = await appended(asker.client.appendToStream(name, [], { expectedRevision: 'no_stream' }));
      const read = (await count(asker, name)) as { error?: string };
      return { append, read: read.error };
    },
  },
  {
    name: 'the same ids again',
    async ask(asker) {
      const name = asker.stream('again');
      const events = newEvents(2);
      const first = await asker.client.appendToStream(name, events, { expectedRevision: 'no_stream' });
      const answers: Record<string, unknown> = {};
      for (const expectedRevision of ['no_stream', 'any', 'stream_exists', 1n] as const) {
        const again = await asker.client.appendToStream(name, events, { expectedRevision });
        const same = samePlace(first.position, again.position);
        answers[`${expectedRevision}`] = { next: `${again.nextExpectedRevision}`, same };
      }
      return { answers, count: await count(asker, name) };
    },
  },
  {
    name: 'the same ids again at an older revision',
    async ask(asker) {
      const name = asker.stream('older');
      const events = newEvents(1);
      await asker.client.appendToStream(name, newEvents(1));
      const first = await asker.client.appendToStream(name, events, { expectedRevision: 0n });
      await asker.client.appendToStream(name, newEvents(3));
      const again = await asker.client.appendToStream(name, events, { expectedRevision: 0n });
      return {
        next: `${again.nextExpectedRevision}`,
        same: samePlace(first.position, again.position),
        count: await count(asker, name),
      };
    },
  },
  {
    name: 'a part of the same ids again',
    async ask(asker) {
      const name = asker.stream('part');
      const append = (...events: ReturnType<typeof newEvents>) => appended(asker.client.appendToStream(name, events));
      const [first, second, other] = [newEvent(), newEvent(), newEvent()];
      await append(first, second);
      return {
        plusNew: await append(first, second, other),
        first: await append(first),
        second: await append(second),
        newFirst: await append(other, first),
        count: await count(asker, name),
      };
    },
  },
  {
    name: 'the same id in another stream',
    async ask({ client, stream }) {
      const events = newEvents(1);
      await client.appendToStream(stream('one'), events);
      return appended(client.appendToStream(stream('other'), events, { expectedRevision: 'no_stream' }));
    },
  },
  {
    name: 'the same ids again after 5,000 other events',
    async ask({ client, stream }) {
      const name = stream('far');
      const events = newEvents(1);
      const first = await client.appendToStream(name, events, { expectedRevision: 'no_stream' });
      for (let turn = 0; turn < 10; turn++) await client.appendToStream(stream('filler'), newEvents(500));
      const again = await client.appendToStream(name, events, { expectedRevision: 'no_stream' });
      const any = await client.appendToStream(name, events);
      return [again, any].map(({ nextExpectedRevision, position }) => ({
        next: `${nextExpectedRevision}`,
        same: samePlace(first.position, position),
      }));
    },
  },
  {
    name: 'wrong expected revisions',
    async ask({ client, stream }) {
      const name = stream('wrong');
      await client.appendToStream(name, newEvents(3));
      const append = (to: string, expectedRevision: 'no_stream' | 'stream_exists' | bigint) =>
        appended(client.appendToStream(to, newEvents(1), { expectedRevision }));
      return {
        noStream: await append(name, 'no_stream'),
        low: await append(name, 0n),
        high: await append(name, 9n),
        existsOnNone: await append(stream('none'), 'stream_exists'),
        exactOnNone: await append(stream('none'), 3n),
      };
    },
  },
  {
    name: 'sizes',
    async ask({ client, stream }) {
      const big = (size: number) => newEvent('big', { s: 'x'.repeat(size) });
      return {
        justBelow: await appended(client.appendToStream(stream('big-1'), [big(sizes.justBelow)])),
        over: await appended(client.appendToStream(stream('big-2'), [big(sizes.over)])),
        fourMegabytes: await appended(
          client.appendToStream(
            stream('big-3'),
            [0, 1, 2, 3].map(() => big(1_000_000)),
          ),
        ),
        metadata: await appended(
          client.appendToStream(stream('big-4'), [newEvent('m', {}, { s: 'x'.repeat(1_100_000) })]),
        ),
      };
    },
  },
  { name: 'names of streams', ask: names },
  {
    name: '20 appends at once at one revision',
    async ask({ client, stream }) {
      const name = stream('race');
      await client.appendToStream(name, newEvents(1));
      const append = () => appended(client.appendToStream(name, newEvents(1), { expectedRevision: 0n }));
      const all = await Promise.all(Array.from({ length: 20 }, append));
      const lost = all.filter((each) => typeof each === 'object').map((each) => JSON.stringify(each));
      return { won: all.length - lost.length, lost: [...new Set(lost)].map((each) => JSON.parse(each)) };
    },
  },
  {
    name: 'positions of 8 writers',
    async ask({ client, stream }) {
      const positions: (bigint | undefined)[] = [];
      const write = async (writer: number) => {
        for (let turn = 0; turn < 30; turn++) {
          const { position } = await client.appendToStream(stream(`writer-${writer}`), newEvents(1));
          positions.push(position?.commit);
        }
      };
      await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(write));
      return { appends: positions.length, positions: new Set(positions).size };
    },
  },
  {
    name: 'credentials without TLS',
    ask: ({ client, stream }) =>
      appended(
        client.appendToStream(stream('credentials'), newEvents(1), {
          credentials: { username: 'admin', password: 'wrong' },
        }),
      ),
  },
];
