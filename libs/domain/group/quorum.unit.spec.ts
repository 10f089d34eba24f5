import { describe, expect, it } from '@jest/globals';
import { codeOrTypes, given } from '../testing/specification.js';
import { type GroupFact, group } from './group.js';
import { judgeQuorum } from './quorum.js';

const registered: GroupFact = { type: 'GroupRegistered', data: { reference: 'BOARD', name: 'Board' } };
const ruled: GroupFact = { type: 'GroupQuorumSet', data: { atLeast: 3, posts: [] } };
const reason = 'All decide';

describe('the quorum of a group', () => {
  it('is set once for the same rule, and taken away only where there is one', () => {
    const when = (facts: readonly GroupFact[], verb: string, body: object) =>
      codeOrTypes(given(group, facts).when(verb, body));
    expect(given(group, [registered]).when('set-quorum', { atLeast: 3 })).toEqual([ruled]);
    expect(when([registered, ruled], 'set-quorum', { atLeast: 3 })).toEqual([]);
    expect(when([registered, ruled], 'set-quorum', { atLeast: 4 })).toEqual(['GroupQuorumSet']);
    expect(when([registered, ruled], 'set-quorum', { atLeast: 3, posts: ['NOBODY'] })).toBe('unknown-reference');
    expect(when([registered, ruled], 'remove-quorum', { reason })).toEqual(['GroupQuorumRemoved']);
    expect(when([registered], 'remove-quorum', { reason })).toEqual([]);
    const removed: GroupFact = { type: 'GroupQuorumRemoved', data: { reason } };
    expect(when([registered, ruled, removed], 'set-quorum', { atLeast: 3 })).toEqual(['GroupQuorumSet']);
  });

  it('needs the number and each post; whoever is named twice counts once', () => {
    const rule = { atLeast: 2, posts: ['chair'] };
    expect(judgeQuorum(rule, ['chair', 'a'])).toEqual({ quorate: true, present: 2, missing: [] });
    expect(judgeQuorum(rule, ['a', 'b', 'c'])).toEqual({ quorate: false, present: 3, missing: ['chair'] });
    expect(judgeQuorum(rule, ['chair', 'chair'])).toEqual({ quorate: false, present: 1, missing: [] });
  });
});
