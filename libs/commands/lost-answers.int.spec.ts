import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StoreError } from '#event-store/port/errors.js';
import { type EventStore, START } from '#event-store/port/port.js';
import { openTestLedger, send } from '#test/support/command-handling.js';

type Losing = 'nothing' | 'the answer' | 'answer and look' | 'the append';

/** A store on which the next append of an action's stream, or of a claim, goes wrong as `losing` says. */
function losingStore(store: EventStore, of: string) {
  let losing: Losing = 'nothing';
  const lost = () => new StoreError('outcome-unknown', 'The answer was lost.', { stream: of, reason: 'lost' });
  return {
    lose(what: Losing) {
      losing = what;
    },
    store: {
      ...store,
      async append(stream, events, expected) {
        if (losing === 'nothing' || !stream.startsWith(of)) return store.append(stream, events, expected);
        if (losing !== 'the append') await store.append(stream, events, expected);
        if (losing !== 'answer and look') losing = 'nothing';
        throw lost();
      },
      async readStream(stream, options) {
        if (losing !== 'answer and look' || !stream.startsWith(of)) return store.readStream(stream, options);
        losing = 'nothing';
        throw new StoreError('store-unavailable', 'The store is away.');
      },
    } satisfies EventStore,
  };
}

describe('a command whose append lost its answer', () => {
  let ledger: Awaited<ReturnType<typeof openTestLedger>>;
  beforeEach(async () => {
    ledger = await openTestLedger();
    await send(ledger.handler(), 'programme', { reference: 'SMI', name: 'Physical health checks' });
  });
  afterEach(() => ledger.close());

  const made = { programme: 'SMI', title: 'Review' };
  const key = { idempotencyKey: 'once' };
  const typesOf = async (type: string) =>
    (await ledger.store.readAll(START, 100)).events.filter((event) => event.type === type);

  it.each(['action-', 'reference-'])('is answered as done where %s events are found to stand there', async (of) => {
    const { lose, store } = losingStore(ledger.store, of);
    const handler = ledger.handler(store);
    lose('the answer');
    const first = await send(handler, 'action', made, key);
    expect(first).toMatchObject({ reference: 'SMI-A01', revision: 0 });
    expect(await send(handler, 'action', made, key)).toEqual({ ...first, replayed: true });
    expect(await typesOf('ActionCreated')).toHaveLength(1);
    lose('the answer');
    expect(await send(handler, 'action', made)).toMatchObject({ reference: 'SMI-A02' });
  });

  it.each<Losing>(['the append', 'answer and look'])('is done once by its retry where %s was lost', async (losing) => {
    const { lose, store } = losingStore(ledger.store, 'action-');
    const handler = ledger.handler(store);
    const { id, position } = await send(handler, 'action', made);
    const start = { ref: id, verb: 'start', idempotencyKey: 'start' };
    lose(losing);
    await expect(send(handler, 'action', {}, start)).rejects.toMatchObject({ code: 'outcome-unknown' });
    const again = await send(handler, 'action', {}, start);
    expect(again).toMatchObject({ revision: 1, events: [{ type: 'ActionStarted' }] });
    expect(again.position).toBeGreaterThan(position);
    const [started, ...others] = await typesOf('ActionStarted');
    expect({ id: started?.id, position: started?.position, others }).toEqual({
      id: again.events[0]?.id,
      position: again.position,
      others: [],
    });
    expect(await send(handler, 'action', {}, start)).toEqual({ ...again, replayed: true });
  });

  it('goes on from what was recorded, not from what its retry would have recorded', async () => {
    const { lose, store } = losingStore(ledger.store, 'action-');
    const handler = ledger.handler(store);
    const { id } = await send(handler, 'action', made);
    lose('answer and look');
    const text = { description: 'Of every practice' };
    const describing = { ref: id, verb: 'describe', idempotencyKey: 'text' };
    await expect(send(handler, 'action', text, describing)).rejects.toMatchObject({ code: 'outcome-unknown' });
    await send(handler, 'action', text, describing);
    const seen = (await handler.find(['action'], id))?.state;
    expect(seen).toEqual((await ledger.handler().find(['action'], id))?.state);
  });
});
