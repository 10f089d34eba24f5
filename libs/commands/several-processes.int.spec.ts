import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openEventStoreDB } from '#event-store/eventstoredb/store.js';
import type { EventStore } from '#event-store/port/port.js';
import { openTestLedger, send } from '#test/support/command-handling.js';
import { startTestServer, type TestServer, testPrefix } from '#test/support/eventstoredb/server.js';
import type { Result } from './request.js';

let server: TestServer;
let ledger: Awaited<ReturnType<typeof openTestLedger>>;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

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

const racing = [
  ['change', { description: 'Of every practice' }, { verb: 'describe', ref: 'SMI-A01' }],
  ['creation', made, {}],
  ['creation under a given reference', { ...made, reference: 'SMI-A09' }, {}],
] as const;

describe.each([
  ['SQLite', () => openTestLedger()],
  ['EventStoreDB', () => openTestLedger(() => openEventStoreDB({ url: server.url, prefix: testPrefix() }))],
] as const)('on %s', (_engine, open) => {
  beforeEach(async () => {
    ledger = await open();
    const handler = ledger.handler();
    await send(handler, 'programme', { reference: 'SMI', name: 'Physical health checks' });
    await send(handler, 'action', made);
  });
  afterEach(() => ledger.close());

  test.each(racing)(
    'a %s that two processes decide at once is answered, and gone on from, as it stands',
    async (_, body, extras) => {
      const other = ledger.handler();
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

  test.each(racing)('a %s is refused where another process wrote another under its key', async (_, body, extras) => {
    const other = ledger.handler();
    const command = { ...extras, idempotencyKey: 'same' };
    let first: Result | undefined;
    const slow = ledger.handler(
      overtaken(ledger.store, 'action-', async () => {
        first = await send(other, 'action', { ...body, description: 'Of some practices' }, command);
      }),
    );
    await expect(send(slow, 'action', body, command)).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    const standing = await ledger.store.readStream(`action-${first?.id}`);
    expect(standing.at(-1)).toMatchObject({ id: first?.events.at(-1)?.id, revision: first?.revision });
  });
});
