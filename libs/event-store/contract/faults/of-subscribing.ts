import { type Checkpoint, type EventStore, type Filter, type Notice, START } from '../../port/port.js';
import { type Fault, fault } from './fault.js';

type Subscribe = EventStore['subscribeAll'];

const passes = (change: () => (notice: Notice) => Notice[]) => (store: EventStore) => ({
  async *subscribeAll(...args: Parameters<Subscribe>) {
    const next = change();
    for await (const notice of store.subscribeAll(...args)) yield* next(notice);
  },
});

async function* existing(store: EventStore, after: Checkpoint | typeof START, filter: Filter) {
  for (let page = await store.readAll(after, 10, filter); ; page = await store.readAll(page.checkpoint, 10, filter)) {
    for (const event of page.events) yield { kind: 'event', event } as const;
    if (page.end) return page.checkpoint;
  }
}

export const faultsOfSubscribing: Fault[] = [
  fault(
    'loses the fifth event',
    /subscriptions: (switches|serves|resumes from the checkpoint|waits)/,
    passes(() => {
      let count = 0;
      return (notice) => (notice.kind === 'event' && ++count === 5 ? [] : [notice]);
    }),
  ),
  fault(
    'gives every event twice',
    /subscriptions: (gives what|gives the same|switches|serves|resumes from|waits)|filters: (marks|gives marks)/,
    passes(() => (notice) => (notice.kind === 'event' ? [notice, notice] : [notice])),
  ),
  fault('loses the first event that is live', /switches|serves/, (store) => ({
    async *subscribeAll(...args) {
      const caughtUp = await store.head();
      let lost = false;
      for await (const notice of store.subscribeAll(...args)) {
        if (lost || notice.kind === 'progress' || notice.event.position <= caughtUp) yield notice;
        else lost = true;
      }
    },
  })),
  fault(
    'ends when it has caught up',
    /subscriptions: (gives what|switches|serves|resumes after|keeps)|while live/,
    (store) => ({
      async *subscribeAll(after, filter) {
        yield* existing(store, after, filter);
      },
    }),
  ),
  fault('begins at the start whatever the checkpoint', /resumes/, (store) => ({
    subscribeAll: (_after, filter, signal) => store.subscribeAll(START, filter, signal),
  })),
  fault('fails when it is aborted', /aborted/, (store) => ({
    async *subscribeAll(after, filter, signal) {
      yield* store.subscribeAll(after, filter, signal);
      signal.throwIfAborted();
    },
  })),
  fault('gives what stands there although it is aborted', /aborted (in the middle|before)/, (store) => ({
    async *subscribeAll(after, filter, signal) {
      yield* store.subscribeAll(yield* existing(store, after, filter), filter, signal);
    },
  })),
  {
    name: 'serves nobody once a consumer has left',
    caughtBy: /leave at any event/,
    begin: () => {
      let left = false;
      return (store) => ({
        ...store,
        async *subscribeAll(...args) {
          if (left) return;
          try {
            yield* store.subscribeAll(...args);
          } finally {
            left = true;
          }
        },
      });
    },
  },
  fault('cuts a consumer that lags', /slow consumer/, (store) => ({
    async *subscribeAll(...args) {
      for await (const notice of store.subscribeAll(...args)) {
        if (notice.kind === 'event' && (await store.head()) - notice.event.position > 1000)
          throw new Error('Too slow.');
        yield notice;
      }
    },
  })),
  {
    name: 'ends every subscription with the first',
    caughtBy: /keeps subscriptions apart/,
    begin: () => {
      const all = new AbortController();
      return (store) => ({
        ...store,
        subscribeAll(after, filter, signal) {
          signal.addEventListener('abort', () => all.abort());
          return store.subscribeAll(after, filter, all.signal);
        },
      });
    },
  },
  fault(
    'never marks its progress',
    /marks its progress/,
    passes(() => (notice) => (notice.kind === 'progress' ? [] : [notice])),
  ),
  fault(
    'marks its progress where it began',
    /marks its progress/,
    passes(() => (notice) => [notice.kind === 'progress' ? { ...notice, checkpoint: START as Checkpoint } : notice]),
  ),
  fault(
    'marks its progress at position 0',
    /growing positions, none/,
    passes(() => (notice) => [notice.kind === 'progress' ? { ...notice, position: 0 } : notice]),
  ),
];
