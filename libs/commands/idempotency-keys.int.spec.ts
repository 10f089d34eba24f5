import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Principal } from '#domain/kernel/metadata.js';
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
  await send(one, 'group', group);
  await send(one, 'programme', { reference: 'SMI', name: 'Checks' });
});
afterEach(() => ledger.close());

const group = { reference: 'STP', name: 'Partnership' };
const action = { programme: 'SMI', title: 'Review' };
const key = { idempotencyKey: 'a' };
const describing = { verb: 'describe', ref: 'STP', ...key };
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'success',
    (error: { code: string }) => error.code,
  );

/** Two tokens of one party, and what the same party was before its keys belonged to tokens. */
const first = principal('secretary');
const second: Principal = { ...first, token: 'another' };
const before: Principal = { ...first, token: undefined };
/** A token of the party that reports on the programme's actions; of nothing unless it is named. */
const contributor = (...programmes: string[]): Principal => ({
  ...principal('contributor'),
  token: 'third',
  programmes,
});

describe('a key of one token', () => {
  it('is no key of another token of the same party', async () => {
    const named = await send(one, 'group', { name: 'Board' }, { ...describing, principal: first });
    const again = await send(other, 'group', { name: 'Council' }, { ...describing, principal: second });
    expect(again).toMatchObject({ revision: 2, events: [{ type: 'GroupDescribed' }] });
    expect(again.commandId).not.toBe(named.commandId);
    const made = await Promise.all([
      send(one, 'action', action, { ...key, principal: first }),
      send(other, 'action', { ...action, title: 'Agree' }, { ...key, principal: second }),
    ]);
    expect(new Set(made.map(({ id }) => id)).size).toBe(2);
  });

  it('is two commands on two items, and each of them is known again', async () => {
    const refs = [await send(one, 'action', action), await send(one, 'action', action)].map(({ id }) => id);
    const start = (handler: CommandHandler, ref?: string) =>
      send(handler, 'action', {}, { verb: 'start', ref, ...key });
    const started = [await start(one, refs[0]), await start(one, refs[1])];
    expect(new Set(started.map(({ commandId }) => commandId)).size).toBe(2);
    for (const [index, ref] of refs.entries())
      expect(await start(other, ref)).toEqual({ ...started[index], replayed: true });
    const events = await Promise.all(refs.map((ref) => ledger.store.readStream(`action-${ref}`)));
    expect(events.map(({ length }) => length)).toEqual([2, 2]);
  });

  it('is one command by the id of the item or by its reference in any case', async () => {
    const { id } = await send(one, 'action', action);
    const started = await send(one, 'action', {}, { verb: 'start', ref: id, ...key });
    expect(await send(other, 'action', {}, { verb: 'start', ref: 'smi-a01', ...key })).toEqual({
      ...started,
      replayed: true,
    });
  });

  it('gives another one what that would get, and never the first answer', async () => {
    const access = { access: 'restricted', restrictedTo: 'STP' };
    await send(one, 'action', { ...action, reference: 'HIDDEN', ...access });
    const noted = { verb: 'add-note', ref: 'HIDDEN', ...key };
    const note = { text: 'Seen' };
    await send(one, 'action', note, { ...noted, principal: first });
    const blind: Principal = { ...contributor(), token: 'blind' };
    expect(await code(send(one, 'action', note, { ...noted, principal: blind }))).toBe('item-not-found');
    const { id } = await send(one, 'action', action);
    await send(one, 'action', note, { verb: 'add-note', ref: id, ...key, principal: first });
    const asContributor = { verb: 'add-note', ref: id, ...key, principal: contributor() };
    expect(await code(send(one, 'action', note, asContributor))).toBe('not-allowed');
  });
});

describe('a key of a ledger whose keys belonged to parties', () => {
  it('is known again on an item, for the same body alone', async () => {
    const named = await send(one, 'group', { name: 'Board' }, { ...describing, principal: before });
    const repeat = (name: string) => send(other, 'group', { name }, { ...describing, principal: first });
    expect(await repeat('Board')).toEqual({ ...named, replayed: true });
    expect(await code(repeat('Council'))).toBe('idempotency-key-reused');
  });

  it('is known again for a creation, with what came with it', async () => {
    const decision = { title: 'Wait', disposition: 'defer', rationale: 'No money', decidedOn: '2018-05-01' };
    const old = await send(one, 'decision', decision);
    const create = (by: Principal, also = {}) =>
      send(other, 'decision', { ...decision, supersedes: old.reference, ...also }, { ...key, principal: by });
    const made = await create(before);
    expect(await create(first)).toEqual({ ...made, replayed: true });
    expect(await code(create(first, { title: 'Go on' }))).toBe('idempotency-key-reused');
    const types = (await ledger.store.readStream(`decision-${old.id}`)).map(({ type }) => type);
    expect(types).toEqual(['DecisionRecorded', 'DecisionSuperseded']);
  });

  it('is known again also where the old one is written while the new one decides', async () => {
    let meanwhile: (() => Promise<unknown>) | undefined = () =>
      send(other, 'group', { name: 'Board' }, { ...describing, principal: before });
    const slow: EventStore = {
      ...ledger.store,
      async append(stream, events, expected) {
        const run = meanwhile;
        meanwhile = undefined;
        await run?.();
        return ledger.store.append(stream, events, expected);
      },
    };
    const again = await send(ledger.handler(slow), 'group', { name: 'Board' }, { ...describing, principal: first });
    expect(again).toMatchObject({ revision: 1, replayed: true });
  });

  it('goes on with a creation that was cut off after it had claimed its reference', async () => {
    const cut: EventStore = {
      ...ledger.store,
      append: (stream, events, expected) =>
        stream.startsWith('action-')
          ? Promise.reject(new StoreError('outcome-unknown', 'cut', { stream, reason: 'cut' }))
          : ledger.store.append(stream, events, expected),
    };
    const body = { ...action, reference: 'SMI-A09' };
    const creation = { ...key, principal: before };
    await expect(send(ledger.handler(cut), 'action', body, creation)).rejects.toThrow('cut');
    const made = await send(one, 'action', body, { ...key, principal: first });
    expect(made).toMatchObject({ reference: 'SMI-A09', revision: 0 });
    expect(await send(other, 'action', body, { ...key, principal: first })).toEqual({ ...made, replayed: true });
  });

  it('gives a token that may not reach the item what that would get', async () => {
    const { id } = await send(one, 'action', action);
    const note = { text: 'Seen' };
    const noted = { verb: 'add-note', ref: id, ...key };
    await send(one, 'action', note, { ...noted, principal: before });
    expect(await code(send(one, 'action', note, { ...noted, principal: contributor() }))).toBe('not-allowed');
    expect(await send(one, 'action', note, { ...noted, principal: first })).toMatchObject({ replayed: true });
  });
});

describe('a token, whose kind was once named access', () => {
  const body = { party: 'TRUST', roles: ['viewer'] };

  it('keeps the ids and the body hash by which a repeat of its creation is known', async () => {
    await send(one, 'party', { reference: 'TRUST', kind: 'organisation', name: 'Trust' });
    const issued = await send(one, 'token', body, key);
    expect(issued).toMatchObject({
      id: 'd59e0ec0-dc97-5597-be69-3485ecdf6557',
      commandId: 'a55d0cad-c076-54eb-a890-d32535a2c81d',
    });
    const [event] = await ledger.store.readStream('access-d59e0ec0-dc97-5597-be69-3485ecdf6557');
    expect(event).toMatchObject({
      type: 'TokenIssued',
      metadata: { bodyHash: 'd075967ab500516d31deadecf04120f5a9b401e6e92a43288574602878e07771' },
    });
    const [claim] = await ledger.store.readStream('reference-TOKEN-01');
    expect(claim?.data).toEqual({ reference: 'TOKEN-01', kind: 'access', id: issued.id });
    expect(await send(other, 'token', body, key)).toEqual({ ...issued, replayed: true });
  });

  it('is found by its reference in a process that has not claimed it', async () => {
    await send(one, 'party', { reference: 'TRUST', kind: 'organisation', name: 'Trust' });
    const { id } = await send(one, 'token', body);
    expect(await other.find(['token'], 'TOKEN-01')).toMatchObject({ kind: 'token', id });
    expect(await code(send(other, 'token', {}, { verb: 'revoke', ref: 'TOKEN-01' }))).toBe('success');
    expect(await code(send(other, 'token', {}, { verb: 'revoke', ref: 'STP' }))).toBe('item-not-found');
  });
});
