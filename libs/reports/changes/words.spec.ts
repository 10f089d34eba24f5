import { expect, test } from '@jest/globals';
import { eventTypes } from '#domain/catalogue/event-types.js';
import { CHANGED_KINDS, whatOf } from './change-kinds.js';

test('every event of an item that the report covers has a word', () => {
  const covered = eventTypes.filter(({ type }) => CHANGED_KINDS.some((kind) => type.toLowerCase().startsWith(kind)));
  expect(covered.length).toBeGreaterThan(60);
  expect(covered.flatMap(({ type }) => whatOf(type))).toHaveLength(covered.length);
});
