import { describe, expect, it } from '@jest/globals';
import { contextOf } from '../testing/specification.js';
import { CommandBody } from './command.js';
import { type Fact, isRefusal, refuse, verb } from './decider.js';
import { allowedBy } from './transitions.js';

interface Door {
  readonly is: 'open' | 'shut';
}

const moved = (type: string) =>
  verb<Door, CommandBody, Fact>({
    body: CommandBody,
    roles: [],
    summary: 'Move it.',
    decide: () => [{ type, data: {} }],
  });
const [open, shut] = [moved('Opened'), moved('Shut')];
const isOf = ({ is }: Door) => is;
const refusal = () => refuse('no-challenge', 'Not in this state.');

describe('verbs that are allowed by transitions', () => {
  const transitions = { open: { from: ['shut'] }, shut: { from: ['open'] } } as const;
  const verbs = allowedBy(transitions, isOf, refusal, { open, shut });

  it('decide in a state that their transition starts from, and are refused in any other', () => {
    expect(verbs.open?.decide({}, { is: 'shut' }, contextOf())).toEqual([{ type: 'Opened', data: {} }]);
    expect(isRefusal(verbs.open?.decide({}, { is: 'open' }, contextOf()) ?? [])).toBe(true);
  });

  it('are refused by their own rule on the state only where the transition allows them', () => {
    const locked = { ...open, refusedIn: () => refuse('not-escalated', 'It is locked.') };
    const guarded = allowedBy(transitions, isOf, refusal, { open: locked, shut });
    const codes = (is: Door['is']) => [
      guarded.open?.refusedIn?.({ is }, contextOf())?.refused,
      guarded.open?.decide({}, { is }, contextOf()),
    ];
    expect(codes('shut')).toMatchObject(['not-escalated', { refused: 'not-escalated' }]);
    expect(codes('open')).toMatchObject(['no-challenge', { refused: 'no-challenge' }]);
    expect(guarded.shut?.refusedIn?.({ is: 'open' }, contextOf())).toBeUndefined();
  });

  // The compiler proves it: a directive above a line that does compile is an error.
  it('do not compile without a transition, nor a transition without a verb', () => {
    // @ts-expect-error No transition says in which states it may be locked.
    allowedBy(transitions, isOf, refusal, { open, shut, lock: shut });
    // @ts-expect-error Nothing shuts it.
    allowedBy(transitions, isOf, refusal, { open });
  });
});
