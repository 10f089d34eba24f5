import { expect, it } from '@jest/globals';
import type { Kind, Lookup, LookupResult } from './decider.js';
import { liesWithin } from './hierarchy.js';

const PARENTS: Readonly<Record<string, string | undefined>> = { child: 'middle', middle: 'top', a: 'b', b: 'a' };
const lookup: Lookup = {
  find: <State>(kind: Kind, id: string) =>
    ({ kind, id, reference: id, state: { parent: PARENTS[id] } }) as LookupResult<State>,
  findAny: () => undefined,
  nextMeeting: () => undefined,
};

it.each([
  ['top', 'top', true],
  ['top', 'child', true],
  ['child', 'top', false],
  ['other', 'child', false],
  ['other', 'a', false],
])('of %s and %s: %s', (own, id, expected) => {
  expect(liesWithin({ id: own, lookup }, 'group', id)).toBe(expected);
});
