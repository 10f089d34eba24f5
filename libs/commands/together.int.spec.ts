import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aggregates } from '#domain/aggregates.js';
import { readBody } from '#domain/kernel/body.js';
import type { CommandBody } from '#domain/kernel/command.js';
import type { Aggregate, OpenKind } from '#domain/kernel/decider.js';
import { StoreError } from '#event-store/port/errors.js';
import type { EventStore } from '#event-store/port/port.js';
import { openTestLedger, principal, send } from '#test/support/command-handling.js';
import { handleAllOrNone, handleEach, keyInBatch } from './batching.js';
import type { CommandHandler } from './handler.js';
import type { Request } from './request.js';

let ledger: Awaited<ReturnType<typeof openTestLedger>>;
let one: CommandHandler;

beforeEach(async () => {
  ledger = await openTestLedger();
  one = ledger.handler();
  await send(one, 'programme', { reference: 'SMI', name: 'Checks' });
  await send(one, 'action', { programme: 'SMI', title: 'Review' });
  await send(one, 'action', { programme: 'SMI', title: 'Agree' });
});
afterEach(() => ledger.close());

type Extras = Partial<Pick<Request, 'kind' | 'ref' | 'principal' | 'idempotencyKey' | 'ifMatch'>>;

function request(verb: string | undefined, body: object = {}, extras: Extras = {}): Request {
  const kind = extras.kind ?? 'action';
  const aggregate: Aggregate = aggregates[kind as OpenKind];
  const rule = verb === undefined ? aggregate.creation : aggregate.verbs[verb];
  const read = readBody<CommandBody>(rule?.body as new () => CommandBody, body);
  if ('errors' in read) throw new Error(JSON.stringify(read.errors));
  return { kind, verb, ref: 'SMI-A01', command: read.command, principal: principal('secretary'), ...extras };
}

const start = (extras: Extras = {}) => request('start', {}, extras);
const note = (text: string, extras: Extras = {}) => request('add-note', { text }, extras);
const complete = (extras: Extras = {}) => request('complete', { narrative: 'Agreed' }, extras);
const keyed = (...requests: Request[]) =>
  requests.map((each, index) => ({
    ...each,
    idempotencyKey: each.idempotencyKey ?? keyInBatch(undefined, 'b', index),
  }));

const SECOND = { ref: 'SMI-A02' };

async function eventsOf(ref: string) {
  const { id } = (await one.find(['action'], ref)) as { id: string };
  return ledger.store.readStream(`action-${id}`);
}
const typesOf = async (ref: string) => (await eventsOf(ref)).map(({ type }) => type);

describe('commands that are handled together', () => {
  it('are decided on what those before them make of the item, and appended at once', async () => {
    const before = await ledger.store.head();
    const { results } = await one.handleTogether([start(), note('Late'), complete(), note('At last')]);
    const events = (await eventsOf('SMI-A01')).slice(1);
    expect(events.map(({ type }) => type)).toEqual([
      'ActionStarted',
      'ActionNoteAdded',
      'ActionCompleted',
      'ActionNoteAdded',
    ]);
    expect(results).toEqual(
      events.map(({ id, type, revision, position, metadata }) => ({
        ...{ reference: 'SMI-A01', revision, position, commandId: metadata.commandId },
        id: expect.any(String),
        events: [{ id, type }],
      })),
    );
    expect(new Set(events.map(({ metadata }) => metadata.recordedAt)).size).toBe(1);
    expect(before).toBeLessThan(results?.[0]?.position ?? 0);
    // The state that they left is the one that is gone on from.
    await expect(send(one, 'action', {}, { verb: 'start', ref: 'SMI-A01' })).rejects.toThrow('already-complete');
  });

  it('leave nothing where one of them fails, and say which', async () => {
    const outcome = await one.handleTogether([start(), complete(), complete(), note('Never')]);
    expect(outcome).toMatchObject({ failed: 2, failure: { code: 'already-complete' } });
    expect(await typesOf('SMI-A01')).toEqual(['ActionCreated']);
    expect((await send(one, 'action', {}, { verb: 'start', ref: 'SMI-A01' })).revision).toBe(1);
  });

  it.each<[string, () => Request[]]>([
    ['on two items', () => [start(), start(SECOND)]],
    ['on two kinds', () => [start(), request('describe', { name: 'X' }, { kind: 'programme', ref: 'SMI' })]],
    ['of which one creates', () => [start(), request(undefined, { programme: 'SMI', title: 'New' })]],
    ['of which there is none', () => []],
  ])('%s are refused as a whole', async (_, requests) => {
    const before = await ledger.store.head();
    await expect(one.handleTogether(requests())).rejects.toMatchObject({ code: 'batch-not-on-one-item' });
    expect(await ledger.store.head()).toBe(before);
  });

  it('may name their item by id and by reference', async () => {
    const { id } = (await one.find(['action'], 'SMI-A01')) as { id: string };
    const { results } = await one.handleTogether([start(), note('Same', { ref: id.toUpperCase() })]);
    expect(results?.map(({ revision }) => revision)).toEqual([1, 2]);
  });

  it('fail where one names no item, and where one is not for the principal', async () => {
    expect(await one.handleTogether([start({ ref: 'SMI-A99' })])).toMatchObject({
      failed: 0,
      failure: { code: 'item-not-found' },
    });
    const contributor = { ...principal('contributor'), programmes: [] };
    const refused = await one.handleTogether([note('Mine', { principal: contributor })]);
    expect(refused).toMatchObject({ failed: 0, failure: { code: 'not-allowed' } });
    expect(await typesOf('SMI-A01')).toEqual(['ActionCreated']);
  });

  it('hold an If-Match against the revision before the first of them', async () => {
    const fresh = [start({ ifMatch: 0 }), note('Seen', { ifMatch: 0 })];
    expect((await one.handleTogether(fresh)).results).toHaveLength(2);
    const stale = [note('Now', { ifMatch: 2 }), note('Guessed', { ifMatch: 3 })];
    expect(await one.handleTogether(stale)).toMatchObject({
      failed: 1,
      failure: { code: 'stale-revision', fields: { expected: 3, actual: 2 } },
    });
  });

  it('answer again as they first did, wholly and in part, also another process', async () => {
    const batch = keyed(start(), note('Once'), complete());
    const first = await one.handleTogether(batch);
    const replayed = first.results?.map((result) => ({ ...result, replayed: true }));
    expect((await one.handleTogether(batch)).results).toEqual(replayed);
    expect((await ledger.handler().handleTogether(batch)).results).toEqual(replayed);
    const longer = await ledger.handler().handleTogether([...batch, note('More')]);
    expect(longer.results?.slice(0, 3)).toEqual(replayed);
    expect(longer.results?.[3]).toMatchObject({ revision: 4, events: [{ type: 'ActionNoteAdded' }] });
    expect(await one.handle(batch[1] as Request)).toEqual(replayed?.[1]);
    const other = keyed(start(), note('Otherwise'));
    expect(await one.handleTogether(other)).toMatchObject({ failed: 1, failure: { code: 'idempotency-key-reused' } });
  });

  it('know a key that is given twice among them', async () => {
    const twice = { idempotencyKey: 'twice' };
    const { results } = await one.handleTogether([note('Same', twice), start(), note('Same', twice)]);
    expect(results?.[2]).toEqual({ ...results?.[0], replayed: true });
    const other = await one.handleTogether([
      note('One', { idempotencyKey: 'x' }),
      note('Two', { idempotencyKey: 'x' }),
    ]);
    expect(other).toMatchObject({ failed: 1, failure: { code: 'idempotency-key-reused' } });
    expect(await typesOf('SMI-A01')).toEqual(['ActionCreated', 'ActionNoteAdded', 'ActionStarted']);
  });

  it('answer what changes nothing with where the item then stands', async () => {
    const { results } = await one.handleTogether([start(), start()]);
    const [, event] = await eventsOf('SMI-A01');
    expect(results?.[1]).toMatchObject({ revision: 1, position: event?.position, events: [] });
  });

  it('keep a name for the directory only where all are recorded', async () => {
    await send(one, 'party', { kind: 'organisation', name: 'Trust' });
    const made = await send(one, 'party', { kind: 'person', name: 'Ann Other', organisation: 'ORG-01' });
    const party = { kind: 'party', ref: made.id, principal: principal('administrator') } as const;
    const rename = (name: string) => request('describe', { name }, party);
    const erase = request('erase', { reason: 'Asked for' }, party);
    expect(await one.handleTogether([rename('Ann One'), erase, rename('Ann Two')])).toMatchObject({ failed: 2 });
    expect(ledger.names.get(made.id)).toBe('Ann Other');
    expect((await one.handleTogether([rename('Ann One'), request('retire', {}, party)])).results).toHaveLength(2);
    expect(ledger.names.get(made.id)).toBe('Ann One');
    expect((await one.handleTogether([erase])).results).toHaveLength(1);
    expect(ledger.names.has(made.id)).toBe(false);
  });
});

/** A store that holds back its first append to actions until another process has been through. */
function overtaken(store: EventStore, other: () => Promise<unknown>): EventStore {
  let meanwhile: (() => Promise<unknown>) | undefined = other;
  return {
    ...store,
    async append(stream, events, expected) {
      const first = stream.startsWith('action-') ? meanwhile : undefined;
      if (first) meanwhile = undefined;
      await first?.();
      return store.append(stream, events, expected);
    },
  };
}

describe('two processes', () => {
  it.each(['handleAllOrNone', 'handleEach'] as const)(
    'that are sent one batch at once record it once: %s',
    async (way) => {
      const batch = keyed(start(), note('Once'), complete()).map((each) => () => each);
      const handle = { handleAllOrNone, handleEach }[way];
      let first: Awaited<ReturnType<typeof handle>> = [];
      const slow = ledger.handler(
        overtaken(ledger.store, async () => {
          first = await handle(ledger.handler(), batch);
        }),
      );
      const late = await handle(slow, batch);
      expect(late).toEqual(first.map(({ result }) => ({ result: { ...result, replayed: true } })));
      expect(await typesOf('SMI-A01')).toEqual([
        'ActionCreated',
        'ActionStarted',
        'ActionNoteAdded',
        'ActionCompleted',
      ]);
    },
  );

  it('decide all again where another command comes between', async () => {
    const slow = ledger.handler(overtaken(ledger.store, () => one.handle(note('Between'))));
    const { results } = await slow.handleTogether([start(), complete()]);
    expect(results?.map(({ revision }) => revision)).toEqual([2, 3]);
    const beaten = ledger.handler(overtaken(ledger.store, () => one.handle(request('reopen', { reason: 'Not yet' }))));
    expect(await beaten.handleTogether([note('Done'), request('decline-completion', { reason: 'No' })])).toMatchObject({
      failed: 1,
      failure: { code: 'action-not-complete' },
    });
  });
});

describe('commands that are handled each by itself', () => {
  const codes = (outcomes: Awaited<ReturnType<typeof handleEach>>) =>
    outcomes.map(({ result, failure }) => (result ? result.events[0]?.type : (failure as { code?: string }).code));

  it('are recorded in order, whatever becomes of one', async () => {
    const broken = () => {
      throw new Error('No body');
    };
    const outcomes = await handleEach(one, [start, complete, complete, broken, () => start(SECOND)]);
    expect(codes(outcomes)).toEqual([
      'ActionStarted',
      'ActionCompleted',
      'already-complete',
      undefined,
      'ActionStarted',
    ]);
  });

  it('are not tried once the store takes nothing', async () => {
    let tried = 0;
    const away = ledger.handler({
      ...ledger.store,
      async append() {
        tried++;
        throw new StoreError('store-unavailable', 'The store is away.');
      },
    });
    expect(codes(await handleEach(away, [start, () => start(SECOND), complete]))).toEqual([
      'store-unavailable',
      'store-unavailable',
      'store-unavailable',
    ]);
    expect(tried).toBe(1);
  });

  it('go on after one whose outcome is not known', async () => {
    let tried = 0;
    const flaky = ledger.handler({
      ...ledger.store,
      async append(...given) {
        if (tried++ === 0)
          throw new StoreError('outcome-unknown', 'No answer.', { stream: given[0], reason: 'timeout' });
        return ledger.store.append(...given);
      },
    });
    expect(codes(await handleEach(flaky, [start, () => start(SECOND)]))).toEqual(['outcome-unknown', 'ActionStarted']);
  });

  it('that are all or none are none where a body cannot be read', async () => {
    const broken = () => {
      throw new Error('No body');
    };
    const outcomes = await handleAllOrNone(one, [start, broken, complete]);
    expect(codes(outcomes)).toEqual(['batch-not-recorded', undefined, 'batch-not-recorded']);
    expect(await typesOf('SMI-A01')).toEqual(['ActionCreated']);
  });
});
