import { eventTypeFilter, type Filter, type Position, streamNameFilter } from '@eventstore/db-client';
import {
  type Asker,
  appended,
  eventually,
  newEvents,
  newEventsOf,
  outcome,
  pause,
  type Question,
  revisions,
  shown,
  watch,
} from './question.js';

/** A position of ours before everything that the question writes. */
async function placeBefore({ client, stream }: Asker): Promise<Position> {
  const { position } = await client.appendToStream(stream('before'), newEvents(1));
  if (!position) throw new Error('The append has no position.');
  return position;
}

const isEvent = (note: unknown) => typeof note === 'string' && note.includes('@');
const isError = (note: unknown) => typeof note === 'object';
const isAtLeast = (a: Position, b: Position) =>
  a.commit > b.commit || (a.commit === b.commit && a.prepare >= b.prepare);

async function checkpoints(asker: Asker) {
  const { client, stream } = asker;
  const fromPosition = await placeBefore(asker);
  const write = async (name: string, times: number, each: number) => {
    for (let turn = 0; turn < times; turn++) await client.appendToStream(stream(name), newEvents(each));
  };
  await write('noise', 3, 300);
  await write('wanted-1', 1, 2);
  const order: ('catching up' | 'live')[] = [];
  const places: Position[] = [];
  let live = false;
  const filter = streamNameFilter({
    prefixes: [stream('wanted-')],
    checkpointInterval: 3,
    maxSearchWindow: 50,
    checkpointReached(_subscription, position) {
      places.push(position);
      order.push(live ? 'live' : 'catching up');
    },
  });
  const subscription = client.subscribeToAll({ fromPosition, filter });
  const watched = watch(
    subscription.on('caughtUp', () => {
      live = true;
    }),
  );
  await watched.until((note) => note === 'caughtUp');
  await write('wanted-2', 1, 1);
  await write('noise', 2, 200);
  await eventually(
    () => watched.told.filter(isEvent).length === 3 && order.filter((each) => each === 'live').length >= 2,
    () => JSON.stringify({ told: watched.told, order }),
  );
  await subscription.unsubscribe();
  const [first, last] = [places[0], places.at(-1)];
  return {
    told: watched.told,
    orderOfCheckpoints: [...new Set(order)],
    firstHasPrepare0: first?.prepare === 0n && first.commit > 0n,
    lastHasPrepareAsCommit: last !== undefined && last.prepare === last.commit,
    neverBackwards: places.every((place, index) => index === 0 || isAtLeast(place, places[index - 1] ?? place)),
    allDistinct: new Set(places.map(({ commit }) => commit)).size === places.length,
  };
}

/** Subscribes on from checkpoints of a catch-up, and counts those that did not give exactly the rest. */
async function resumptions(asker: Asker) {
  const { client, stream } = asker;
  const fromPosition = await placeBefore(asker);
  await client.appendToStream(stream('resumed'), newEvents(5));
  for (let turn = 0; turn < 3; turn++) await client.appendToStream(stream('noise'), newEvents(300));
  await client.appendToStream(stream('resumed'), newEvents(5));
  const prefixes = [stream('resumed')];
  const steps: (bigint | Position)[] = [];
  const filter = streamNameFilter({
    prefixes,
    checkpointInterval: 1,
    maxSearchWindow: 32,
    checkpointReached: (_subscription, position) => void steps.push(position),
  });
  const whole = client.subscribeToAll({ fromPosition, filter });
  whole.on('data', ({ event }) => steps.push(event?.revision ?? -1n));
  await watch(whole).until((note) => note === 'e@9');
  await whole.unsubscribe();
  let wrong = 0;
  for (const [index, step] of steps.entries()) {
    if (typeof step === 'bigint') continue;
    const expected = steps.slice(index).filter((each) => typeof each === 'bigint');
    const rest = client.subscribeToAll({ fromPosition: step, filter: streamNameFilter({ prefixes }) });
    const watched = watch(rest);
    await watched.until((note) => note === 'e@9');
    await rest.unsubscribe();
    if (watched.told.filter(isEvent).join() !== expected.map((revision) => `e@${revision}`).join()) wrong++;
  }
  return { events: steps.filter((each) => typeof each === 'bigint').length, wrong };
}

async function filters(asker: Asker) {
  const { client, stream } = asker;
  const fromPosition = await placeBefore(asker);
  await client.appendToStream(stream('filtered'), [...newEvents(2, 'Alpha'), ...newEvents(1, 'Beta')]);
  const given = async (filter: Filter) => {
    const subscription = client.subscribeToAll({ fromPosition, filter });
    const watched = watch(subscription);
    await watched.until((note) => note === 'caughtUp' || isError(note));
    await subscription.unsubscribe();
    return watched.told.filter((note) => isEvent(note) || isError(note));
  };
  return {
    typePrefix: await given(eventTypeFilter({ prefixes: ['Alph'] })),
    typeRegex: await given(eventTypeFilter({ regex: '^(Alpha|Beta)$' })),
    nameRegex: await given(streamNameFilter({ regex: `^${stream('filt')}` })),
    inner: await given(streamNameFilter({ prefixes: [stream('filtered').slice(1)] })),
    badRegex: await given(streamNameFilter({ regex: '([' })),
  };
}

async function lifeOfAStream(asker: Asker) {
  const { client, stream } = asker;
  const name = stream('life');
  await client.appendToStream(name, newEvents(2));
  const watched = watch(client.subscribeToStream(name, { fromRevision: 'start' }));
  await watched.until((note) => note === 'caughtUp');
  await client.appendToStream(name, newEvents(1));
  await watched.until(isEvent, 3);
  await client.deleteStream(name);
  const recreated = await appended(client.appendToStream(name, newEvents(1)));
  await watched.until(isEvent, 4);
  await client.tombstoneStream(name);
  await watched.until(isError);
  const anonymous = (answer: unknown) => JSON.parse(JSON.stringify(answer).replaceAll(stream(''), ''));
  return anonymous({
    told: watched.told,
    recreated,
    append: await appended(client.appendToStream(name, newEvents(1))),
    read: await revisions(asker, name),
  });
}

/** Reads one event, then none while many come, and then on to the end. */
async function slowSubscriber({ client, stream }: Asker) {
  const name = stream('slow');
  await client.appendToStream(name, newEvents(1));
  const subscription = client.subscribeToStream(name, { fromRevision: 'start' });
  const events = subscription[Symbol.asyncIterator]();
  await events.next();
  for (let turn = 0; turn < 20; turn++) await client.appendToStream(name, newEventsOf(500, 400));
  await pause(2_000);
  let [taken, gaps] = [1n, 0];
  const take = async () => {
    for (let next = await events.next(); !next.done; next = await events.next(), taken++)
      if (next.value.event?.revision !== taken) gaps++;
  };
  const end = await take().then(
    () => 'no error',
    (error: unknown) => shown(error),
  );
  return { isCut: taken < 10_000n, gaps, end };
}

async function manySubscriptions({ client, stream }: Asker) {
  let confirmed = 0;
  const subscriptions = Array.from({ length: 110 }, () =>
    client
      .subscribeToStream(stream('many'), { fromRevision: 'start' })
      .on('confirmation', () => confirmed++)
      .on('error', () => {}),
  );
  await eventually(
    () => confirmed >= 99,
    () => `${confirmed} were confirmed`,
  );
  const append = await appended(client.appendToStream(stream('elsewhere'), newEvents(1)));
  const answer = { confirmed, append };
  await Promise.all(subscriptions.map((each) => outcome(each.unsubscribe())));
  return answer;
}

/** Questions about subscriptions. */
export const ofSubscriptions: readonly Question[] = [
  { name: 'checkpoints of a filter', ask: checkpoints },
  { name: 'subscribing on from every checkpoint', ask: resumptions },
  { name: 'filters', ask: filters },
  { name: 'a stream that is written, deleted, written and tombstoned', ask: lifeOfAStream },
  {
    name: 'a stream that is not there',
    async ask({ client, stream }) {
      const subscription = client.subscribeToStream(stream('absent'), { fromRevision: 'start' });
      const watched = watch(subscription);
      await watched.until((note) => note === 'confirmation');
      // A round trip of a subscription, in which more would have come.
      await client.appendToStream(stream('present'), newEvents(1));
      const other = client.subscribeToStream(stream('present'), { fromRevision: 'start' });
      await watch(other).until((note) => note === 'caughtUp');
      await Promise.all([subscription.unsubscribe(), other.unsubscribe()]);
      return watched.told;
    },
  },
  {
    name: 'from a revision, and from the end',
    async ask({ client, stream }) {
      const name = stream('from');
      await client.appendToStream(name, newEvents(3));
      const [after, live] = [1n, 'end' as const].map((fromRevision) => {
        const subscription = client.subscribeToStream(name, { fromRevision });
        return { subscription, watched: watch(subscription) };
      });
      if (!after || !live) throw new Error('There are two.');
      for (const { watched } of [after, live]) await watched.until((note) => note === 'caughtUp');
      await client.appendToStream(name, newEvents(1));
      for (const { watched } of [after, live]) await watched.until((note) => note === 'e@3');
      for (const { subscription } of [after, live]) await subscription.unsubscribe();
      return { after: after.watched.told.filter(isEvent), live: live.watched.told.filter(isEvent) };
    },
  },
  { name: 'a live subscriber that does not read', ask: slowSubscriber },
  { name: '110 subscriptions of one client', ask: manySubscriptions },
];
