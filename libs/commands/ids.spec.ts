import { expect, test } from '@jest/globals';
import { bodyHash, commandId, createdId, eventId } from './ids.js';

test('derived ids are UUIDs of version 5: the example of RFC 9562, appendix A.4', () => {
  const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
  expect(createdId(DNS, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
});

test('ids derived from a key stay what they were: retries across versions hang on them', () => {
  const command = commandId('party', 'key');
  expect(command).toBe('642924d8-0118-56bd-932d-5ed0fda7fc0e');
  expect(eventId(command, 'hash', 'action-1', 0)).toBe('9e966a0d-098f-5a8e-b78a-02b0dd6a33d4');
});

test('a body has one hash in whatever order its fields are written', () => {
  const hash = bodyHash({ a: [1, { b: 'x', c: undefined }], d: null });
  expect(bodyHash({ d: null, a: [1, { c: undefined, b: 'x' }] })).toBe(hash);
  expect(bodyHash({ d: null, a: [{ b: 'x' }, 1] })).not.toBe(hash);
});
