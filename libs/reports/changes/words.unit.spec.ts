import { expect, test } from '@jest/globals';
import { eventTypes } from '#domain/catalogue/event-types.js';
import { CHANGED_ITEM_KINDS, changeKindOf } from './change-kinds.js';

test('every event of an item that the report covers has a word', () => {
  const covered = eventTypes.filter(({ type }) =>
    CHANGED_ITEM_KINDS.some((kind) => type.toLowerCase().startsWith(kind)),
  );
  expect(covered.length).toBeGreaterThan(60);
  expect(covered.flatMap(({ type }) => changeKindOf(type))).toHaveLength(covered.length);
});
