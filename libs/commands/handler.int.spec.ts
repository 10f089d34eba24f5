import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StoreError } from '#event-store/port/errors.js';
import type { EventStore } from '#event-store/port/port.js';
import { openTestLedger, principal, send } from '#test/support/command-handling.js';
import type { CommandHandler } from './handler.js';

let ledger: Awaited<ReturnType<typeof openTestLedger>>;
let one: CommandHandler;
let other: CommandHandler;

beforeEach(async () => {
  ledger = await openTestLedger();
  one = ledger.handler();
  other = ledger.handler();
});
afterEach(() => ledger.close());

const group = { reference: 'STP', name: 'Partnership' };
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'success',
    (error: { code: string }) => error.code,
  );

describe('a command', () => {
  it('answers with the item, its revision, its position and its events', async () => {
    const result = await send(one, 'group', group);
    expect(result).toMatchObject({ reference: 'STP', revision: 0, events: [{ type: 'GroupRegistered' }] });
    const [event] = await ledger.store.readStream(`group-${result.id}`);
    expect(event).toMatchObject({ id: result.events[0]?.id, position: result.position, data: { name: 'Partnership' } });
    expect(event?.metadata).toMatchObject({ commandId: result.commandId, occurredAt: event?.metadata.recordedAt });
  });

  it('that changes nothing writes nothing', async () => {
    await send(one, 'group', group);
    const result = await send(one, 'group', { name: 'Partnership' }, { verb: 'describe', ref: 'STP' });
    expect(result).toMatchObject({ revision: 0, events: [] });
  });

  it('is decided again on the tail of the stream when another process was faster', async () => {
    await send(one, 'group', group);
    await send(other, 'group', { name: 'Board' }, { verb: 'describe', ref: 'STP' });
    const result = await send(one, 'group', { name: 'Council' }, { verb: 'describe', ref: 'STP' });
    expect(result.revision).toBe(2);
  });

  it('is refused on the tail of the stream, never on what was cached', async () => {
    const { id } = await send(one, 'group', group);
    await send(one, 'group', { name: 'Board' }, { verb: 'describe', ref: id });
    await send(other, 'group', { name: 'Council' }, { verb: 'describe', ref: id });
    const result = await send(one, 'group', { name: 'Board' }, { verb: 'describe', ref: id });
    expect(result.events).toHaveLength(1);
  });

  it('loses no update among many on one stream from two processes', async () => {
    await send(one, 'group', group);
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        send(index % 2 ? one : other, 'group', { name: `Name ${index}` }, { verb: 'describe', ref: 'STP' }),
      ),
    );
    const result = await send(one, 'group', { name: 'Last' }, { verb: 'describe', ref: 'STP' });
    expect(result.revision).toBe(41);
  });

  it('names the item that is not there', async () => {
    expect(await code(send(one, 'group', { name: 'x' }, { verb: 'describe', ref: 'NONE' }))).toBe('item-not-found');
    const ligatures = '\ufb03'.repeat(99);
    expect(await code(send(one, 'group', { name: 'x' }, { verb: 'describe', ref: ligatures }))).toBe('item-not-found');
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect(await code(send(one, 'group', { name: 'x' }, { verb: 'describe', ref: unknown }))).toBe('item-not-found');
    expect(await code(send(one, 'programme', { reference: 'P', name: 'x', group: 'NONE' }))).toBe('unknown-reference');
  });
});

describe('an idempotency key', () => {
  it('answers a repeated creation and a repeated verb as it first did', async () => {
    const first = await send(one, 'group', group, { idempotencyKey: 'a' });
    const named = await send(one, 'group', { name: 'Board' }, { verb: 'describe', ref: 'STP', idempotencyKey: 'b' });
    await send(one, 'group', { name: 'Council' }, { verb: 'describe', ref: 'STP' });
    expect(await send(other, 'group', group, { idempotencyKey: 'a' })).toEqual({ ...first, replayed: true });
    const again = await send(other, 'group', { name: 'Board' }, { verb: 'describe', ref: 'STP', idempotencyKey: 'b' });
    expect(again).toEqual({ ...named, replayed: true });
    expect(await ledger.store.readStream(`group-${first.id}`)).toHaveLength(3);
  });

  it('is refused for another body, also when the two race', async () => {
    const race = await Promise.all([
      code(send(one, 'group', group, { idempotencyKey: 'a' })),
      code(send(other, 'group', { ...group, name: 'Another' }, { idempotencyKey: 'a' })),
    ]);
    expect(race.sort()).toEqual(['idempotency-key-reused', 'success']);
  });

  it('makes one item of many racing creations', async () => {
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        send(index % 2 ? one : other, 'party', { kind: 'organisation', name: 'Trust' }, { idempotencyKey: 'same' }),
      ),
    );
    expect(new Set(results.map(({ id }) => id)).size).toBe(1);
    expect(await ledger.store.readStream(`party-${results[0]?.id}`)).toHaveLength(1);
  });

  it('claims one reference for racing creations', async () => {
    const results = await Promise.all(
      Array.from({ length: 5 }, () =>
        send(one, 'party', { kind: 'organisation', name: 'Trust' }, { idempotencyKey: 'same' }),
      ),
    );
    expect(new Set(results.map(({ reference }) => reference))).toEqual(new Set(['ORG-01']));
    expect(await ledger.store.readStream('reference-ORG-02')).toEqual([]);
  });

  it('belongs to its actor', async () => {
    await send(one, 'group', group, { idempotencyKey: 'a' });
    const somebody = {
      ...principal('secretary'),
      token: 'theirs',
      actor: { ...principal('secretary').actor, party: 'somebody' },
    };
    const theirs = send(
      one,
      'group',
      { reference: 'CCG', name: 'Theirs' },
      { idempotencyKey: 'a', principal: somebody },
    );
    expect((await theirs).reference).toBe('CCG');
  });
});

describe('a reference', () => {
  it('is given once among racing claims', async () => {
    const codes = await Promise.all(
      Array.from({ length: 8 }, (_, i) => code(send(i % 2 ? one : other, 'group', group))),
    );
    expect(codes.filter((each) => each === 'success')).toHaveLength(1);
    expect(codes.filter((each) => each === 'reference-taken')).toHaveLength(7);
  });

  it('is numbered without doubles, also by two processes', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, i) => send(i % 2 ? one : other, 'party', { kind: 'post', name: `Post ${i}` })),
    );
    expect(new Set(results.map(({ reference }) => reference)).size).toBe(20);
    expect(results.map(({ reference }) => reference)).toContain('POST-01');
  });

  it('is numbered past a run that was given by name since the numbers were last counted', async () => {
    const trust = { kind: 'organisation', name: 'Trust' };
    await send(one, 'party', trust);
    for (let number = 2; number <= 40; number++)
      await send(one, 'party', { ...trust, reference: `ORG-${String(number).padStart(2, '0')}` });
    expect((await send(one, 'party', trust)).reference).toBe('ORG-41');
  });

  it('is found in any case of letters', async () => {
    await send(one, 'group', group);
    expect((await send(one, 'group', { name: 'Board' }, { verb: 'describe', ref: 'stp' })).revision).toBe(1);
  });
});

describe('what a command needs', () => {
  it('is the role of its verb', async () => {
    expect(await code(send(one, 'group', group, { principal: principal('contributor') }))).toBe('not-allowed');
  });

  it('is the present revision, where the client names one', async () => {
    await send(one, 'group', group);
    expect(await code(send(one, 'group', { name: 'A' }, { verb: 'describe', ref: 'STP', ifMatch: 3 }))).toBe(
      'stale-revision',
    );
    expect(await code(send(one, 'group', { name: 'A' }, { verb: 'describe', ref: 'STP', ifMatch: 0 }))).toBe('success');
  });

  it('is a date that has come, and the secretary for an old one', async () => {
    expect(await code(send(one, 'group', { ...group, occurredAt: '2018-06-02' }))).toBe('occurred-in-the-future');
    const administrator = principal('administrator');
    const post = { kind: 'post', name: 'Chair' };
    const dated = (occurredAt: string) =>
      code(send(one, 'party', { ...post, occurredAt }, { principal: administrator }));
    expect(await dated('2018-05-20')).toBe('success');
    expect(await dated('2018-03')).toBe('not-allowed');
    expect(await code(send(one, 'group', { ...group, occurredAt: '2018-03' }))).toBe('success');
    const said = (statedBy: string) =>
      code(
        send(
          one,
          'party',
          { ...post, occurredAt: 'not-stated', source: { document: 'plan.txt', statedBy } },
          { principal: administrator },
        ),
      );
    expect(await said('2018-06-02')).toBe('occurred-in-the-future');
    expect(await said('2018-03')).toBe('not-allowed');
    expect(await said('2018-05-20')).toBe('success');
  });

  it('is the secretary, to act for somebody else', async () => {
    const chair = await send(one, 'party', { kind: 'post', name: 'Chair' });
    const body = { kind: 'post', name: 'Deputy', onBehalfOf: { party: chair.reference, source: 'minute 4' } };
    expect(await code(send(one, 'party', body, { principal: principal('administrator') }))).toBe('not-allowed');
    const { id } = await send(one, 'party', body);
    const [event] = await ledger.store.readStream(`party-${id}`);
    expect(event?.metadata.onBehalfOf).toEqual({ party: chair.id, source: 'minute 4' });
  });
});

describe('a person', () => {
  it('is named in the directory and in no event, until erased', async () => {
    const { id } = await send(one, 'party', { kind: 'person', name: 'Ada Example' });
    await send(one, 'party', { name: 'Ada Sample' }, { verb: 'describe', ref: id });
    expect(ledger.names.get(id)).toBe('Ada Sample');
    expect(JSON.stringify(await ledger.store.readStream(`party-${id}`))).not.toMatch(/Ada/);
    await send(one, 'party', { reason: 'asked' }, { verb: 'erase', ref: id });
    expect(ledger.names.has(id)).toBe(false);
  });

  it('has a name that no hash in an event is made from', async () => {
    const hashOf = async (name: string) => {
      const { id } = await send(one, 'party', { kind: 'person', name });
      await send(one, 'party', { name: `${name} the Second` }, { verb: 'describe', ref: id });
      return (await ledger.store.readStream(`party-${id}`)).map(({ metadata }) => metadata.bodyHash);
    };
    expect(await hashOf('Ada Example')).toEqual(await hashOf('Bob Sample'));
  });

  it('is taken out of the directory by an erasure given again, as after a crash between the two', async () => {
    const { id } = await send(one, 'party', { kind: 'person', name: 'Ada Example' });
    const erase = () => send(one, 'party', { reason: 'asked' }, { verb: 'erase', ref: id, idempotencyKey: 'a' });
    await erase();
    ledger.names.set(id, 'Ada Example');
    await erase();
    expect(ledger.names.has(id)).toBe(false);
  });
});

describe('a decision that takes the place of another', () => {
  const decision = { title: 'Wait', disposition: 'defer', rationale: 'No money', decidedOn: '2018-05-01' };
  const typesOf = async (id: string) => (await ledger.store.readStream(`decision-${id}`)).map(({ type }) => type);

  it('supersedes it in the same act, once', async () => {
    const old = await send(one, 'decision', decision);
    const create = () =>
      send(one, 'decision', { ...decision, supersedes: old.reference, reason: 'Money' }, { idempotencyKey: 'a' });
    const { id } = await create();
    await create();
    expect(await typesOf(old.id)).toEqual(['DecisionRecorded', 'DecisionSuperseded']);
    const [, superseded] = await ledger.store.readStream(`decision-${old.id}`);
    expect(superseded).toMatchObject({ data: { by: id, reason: 'Money' }, metadata: { occurredAt: '2018-05-01' } });
    expect(await code(send(one, 'decision', { ...decision, supersedes: old.reference }))).toBe('decision-superseded');
  });

  it('supersedes it when it is repeated after a cut between the two', async () => {
    const old = await send(one, 'decision', decision);
    const cut: EventStore = {
      ...ledger.store,
      append: (stream, events, expected) =>
        stream === `decision-${old.id}`
          ? Promise.reject(new StoreError('outcome-unknown', 'cut', { stream, reason: 'cut' }))
          : ledger.store.append(stream, events, expected),
    };
    const body = { ...decision, supersedes: old.reference };
    await expect(send(ledger.handler(cut), 'decision', body, { idempotencyKey: 'a' })).rejects.toThrow('cut');
    expect(await typesOf(old.id)).toEqual(['DecisionRecorded']);
    const again = await send(other, 'decision', body, { idempotencyKey: 'a' });
    expect(again.revision).toBe(0);
    expect(await typesOf(old.id)).toEqual(['DecisionRecorded', 'DecisionSuperseded']);
  });
});

describe('a keyed creation that was cut between its claim and its append', () => {
  it('finds its own claim when it is repeated', async () => {
    const cut: EventStore = {
      ...ledger.store,
      append: (stream, events, expected) =>
        stream.startsWith('party-')
          ? Promise.reject(new StoreError('outcome-unknown', 'cut', { stream, reason: 'cut' }))
          : ledger.store.append(stream, events, expected),
    };
    const trust = { kind: 'organisation', name: 'Trust' };
    await expect(send(ledger.handler(cut), 'party', trust, { idempotencyKey: 'a' })).rejects.toThrow('cut');
    expect((await send(one, 'party', trust, { idempotencyKey: 'b' })).reference).toBe('ORG-02');
    for (const handler of [one, other, ledger.handler()])
      expect((await send(handler, 'party', trust, { idempotencyKey: 'a' })).reference).toBe('ORG-01');
    expect(await ledger.store.readStream('reference-ORG-03')).toEqual([]);
  });
});

describe('a stored event that breaks its schema', () => {
  it('fails each command of its stream by name, whatever the command would have found', async () => {
    const { id } = await send(one, 'group', { reference: 'BOARD', name: 'Board' });
    const [made] = await ledger.store.readStream(`group-${id}`);
    const metadata = made?.metadata ?? {};
    const bad = { id: randomUUID(), type: 'GroupDescribed', data: { name: 5 }, metadata };
    await ledger.store.append(`group-${id}`, [bad], 0);
    await expect(send(other, 'group', { lead: 'X' }, { verb: 'describe', ref: id })).rejects.toMatchObject({
      code: 'bad-event',
      fields: { stream: `group-${id}`, revision: 1, type: 'GroupDescribed', wrong: 'data/name must be string' },
    });
  });
});
