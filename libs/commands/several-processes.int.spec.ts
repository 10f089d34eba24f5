import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { EventStore } from '#event-store/port/port.js';
import { openTestLedger, send } from '#test/support/command-handling.js';
import type { Result } from './request.js';

let ledger: Awaited<ReturnType<typeof openTestLedger>>;
beforeEach(async () => {
  ledger = await openTestLedger();
});
afterEach(() => ledger.close());

/** A store that holds back its first append to some streams until another process, which knows nothing of it, has been through. */
function overtaken(store: EventStore, of: string, other: () => Promise<unknown>): EventStore {
  let meanwhile: (() => Promise<unknown>) | undefined = other;
  return {
    ...store,
    async append(stream, events, expected) {
      const first = stream.startsWith(of) ? meanwhile : undefined;
      if (first) meanwhile = undefined;
      await first?.();
      return store.append(stream, events, expected);
    },
  };
}

const made = { programme: 'SMI', title: 'Review' };

test.each([
  ['change', { description: 'Of every practice' }, { verb: 'describe', ref: 'SMI-A01' }],
  ['creation', made, {}],
  ['creation under a given reference', { ...made, reference: 'SMI-A09' }, {}],
] as const)(
  'a %s that two processes decide at once is answered, and gone on from, as it stands',
  async (_, body, extras) => {
    const other = ledger.handler();
    await send(other, 'programme', { reference: 'SMI', name: 'Physical health checks' });
    await send(other, 'action', made);
    const command = { ...extras, idempotencyKey: 'same' };
    let first: Result | undefined;
    const slow = ledger.handler(
      overtaken(ledger.store, 'action-', async () => {
        first = await send(other, 'action', body, command);
      }),
    );
    const late = await send(slow, 'action', body, command);
    expect(late).toEqual({ ...first, replayed: true });
    const last = (await ledger.store.readStream(`action-${late.id}`)).at(-1);
    expect(last).toMatchObject({ id: late.events[0]?.id, revision: late.revision, position: late.position });
    const [seen, standing] = [slow, ledger.handler()].map((handler) => handler.find(['action'], late.id));
    expect(await seen).toEqual(await standing);
  },
);
