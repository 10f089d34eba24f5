import { describe, expect, test } from '@jest/globals';
import { principal } from '#test/support/command-handling.js';
import {
  assignEventIds,
  bodyHash,
  claimId,
  commandIds,
  createdId,
  eventId,
  isFromKey,
  partysCommandId,
} from './ids.js';

test('derived ids are UUIDs of version 5: the example of RFC 9562, appendix A.4', () => {
  const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
  expect(claimId(DNS, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
});

test('ids derived from a key stay what they were: retries across versions hang on them', () => {
  const command = partysCommandId('party', 'key');
  expect(command).toBe('642924d8-0118-56bd-932d-5ed0fda7fc0e');
  expect(eventId(command, 'hash', 'action-1', 0)).toBe('9e966a0d-098f-5a8e-b78a-02b0dd6a33d4');
  // The kind was named `access` when the first of them were made.
  expect(createdId(command, 'token')).toBe(claimId(command, 'access'));
});

describe('a key', () => {
  const token = { ...principal('secretary'), token: '7d1c1f5e-8a1f-4b52-9d4e-2f4a3c0b9e11' };
  const { id, earlier } = commandIds(token, 'action-1', 'key');

  test('of a token gives an id that stays what it is, and is known by what it gave before', () => {
    expect(id).toBe('46fb0f10-fcae-5b15-9f65-f44910d27379');
    expect(earlier).toBe(partysCommandId(token.actor.party, 'key'));
    expect(isFromKey(id)).toBe(true);
  });

  test('belongs to its token and its item', () => {
    const others = [
      commandIds({ ...token, token: 'another' }, 'action-1', 'key'),
      commandIds(token, 'action-2', 'key'),
      commandIds(token, 'action', 'key'),
      commandIds(token, 'action-1', 'another'),
    ];
    expect(new Set([id, earlier, ...others.map((each) => each.id)]).size).toBe(6);
    expect(commandIds({ ...token }, 'action-1', 'key')).toEqual({ id, earlier });
  });

  test('of the product itself is the same wherever it is used', () => {
    const { actor } = token;
    expect(commandIds({ ...token, token: undefined }, 'action-1', 'key')).toEqual({
      id: partysCommandId(actor.party, 'key'),
    });
  });

  test('that is not given is drawn anew each time, and nobody else has it', () => {
    const drawn = commandIds(token, 'action-1', undefined);
    expect(isFromKey(drawn.id)).toBe(false);
    expect(commandIds(token, 'action-1', undefined)).not.toEqual(drawn);
  });
});

test.each([
  ['with a key', partysCommandId('party', 'key')],
  ['without one', commandIds(principal(), 'action-1', undefined).id],
])('events %s have ids that follow from nothing, except in an invented ledger', (_, commandId) => {
  const events = ['Ada was ill.', 'Bob was ill.'].map((text) => ({ type: 'NoteAdded', data: { text }, metadata: {} }));
  const ids = (simulated: boolean) =>
    assignEventIds('action-1', { commandId, bodyHash: 'hash' }, events, { simulated }).map(({ id }) => id);
  expect(new Set([...ids(false), ...ids(false), ...ids(true)]).size).toBe(6);
  expect(ids(true)).toEqual(ids(true));
});

test('a body has one hash in whatever order its fields are written', () => {
  const hash = bodyHash({ a: [1, { b: 'x', c: undefined }], d: null });
  expect(bodyHash({ d: null, a: [1, { c: undefined, b: 'x' }] })).toBe(hash);
  expect(bodyHash({ d: null, a: [{ b: 'x' }, 1] })).not.toBe(hash);
});
