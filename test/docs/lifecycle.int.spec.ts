import { describe, expect, it } from '@jest/globals';
import { commandAggregates } from '#domain/aggregates.js';
import { importing } from '#domain/catalogue/examples/administration.js';
import { group, meeting, party, programme } from '#domain/catalogue/examples/bodies.js';
import { IDS } from '#domain/catalogue/examples/shared.js';
import { statusOf as groupStatus } from '#domain/group/group.js';
import type { ImportState } from '#domain/import/state.js';
import { type Aggregate, type Fact, isRefusal, type LookupResult } from '#domain/kernel/decider.js';
import type { MeetingState } from '#domain/meeting/meeting.js';
import { statusOf as partyStatus } from '#domain/party/party.js';
import { statusOf as programmeStatus } from '#domain/programme/programme.js';
import { given, recorded } from '#domain/testing/specification.js';
import { LIVES, type Life, lifecycleTables } from './lifecycle.js';
import { expectPage } from './page.js';

const reason = 'The board asked for it';
const items: readonly LookupResult[] = [{ kind: 'group', id: IDS.finance, reference: 'FIN', state: { closed: false } }];
const pack = { position: 1, number: 1, hash: 'abc' };

/** The facts of a kind in the order named, with the data of their examples. */
function told<Type extends string>(data: Readonly<Record<Type, object>>, ...types: readonly Type[]): readonly Fact[] {
  return types.map((type) => ({ type, data: data[type] }));
}

/** A history that ends in each state, and a body of each verb that can be decided in every state allowed. */
interface Plot {
  readonly statusOf: (state: never) => string;
  readonly histories: Readonly<Record<string, readonly Fact[]>>;
  readonly bodies: Readonly<Record<string, object>>;
}

const person = [{ type: 'PartyRegistered', data: { reference: 'PERSON-01', kind: 'person' } }];
const PLOTS: Readonly<Record<string, Plot>> = {
  programme: {
    statusOf: programmeStatus,
    histories: {
      open: told(programme, 'ProgrammeRegistered'),
      closed: told(programme, 'ProgrammeRegistered', 'ProgrammeClosed'),
    },
    bodies: { describe: { name: 'Another' }, 'assign-group': { group: 'FIN' }, close: { reason } },
  },
  group: {
    statusOf: groupStatus,
    histories: { open: told(group, 'GroupRegistered'), closed: told(group, 'GroupRegistered', 'GroupClosed') },
    bodies: {
      describe: { name: 'Another' },
      'set-quorum': { atLeast: 3 },
      'remove-quorum': { reason },
      close: { reason },
    },
  },
  party: {
    statusOf: partyStatus,
    histories: {
      active: person,
      retired: [...person, ...told(party, 'PartyRetired')],
      erased: [...person, ...told(party, 'PersonErased')],
    },
    bodies: {
      describe: { name: 'Another' },
      retire: {},
      erase: { reason },
      'record-mail-address': { address: 'lead@example.org' },
      'remove-mail-address': {},
      'stop-digest': {},
      'resume-digest': {},
    },
  },
  meeting: {
    statusOf: ({ status }: MeetingState) => status,
    histories: {
      scheduled: told(meeting, 'MeetingScheduled'),
      held: told(meeting, 'MeetingScheduled', 'MeetingHeld'),
      minuted: told(meeting, 'MeetingScheduled', 'MeetingHeld', 'MeetingMinutesApproved'),
      cancelled: told(meeting, 'MeetingScheduled', 'MeetingCancelled'),
    },
    bodies: {
      reschedule: { startsAt: '2018-07-01T09:00:00Z', reason },
      'issue-pack': {},
      hold: {},
      'approve-minutes': {},
      cancel: { reason },
    },
  },
  import: {
    statusOf: ({ status }: ImportState) => status,
    histories: {
      uploaded: told(importing, 'ImportUploaded'),
      running: told(importing, 'ImportUploaded', 'ImportStarted'),
      finished: told(importing, 'ImportUploaded', 'ImportStarted', 'ImportFinished'),
      undone: told(importing, 'ImportUploaded', 'ImportStarted', 'ImportFinished', 'ImportUndone'),
    },
    bodies: {
      start: { answers: [], commands: 3 },
      'record-rows': { applied: [], refused: [], commands: 3 },
      finish: {},
      undo: { reason, taken: [] },
    },
  },
};

const ALL: Readonly<Record<string, Aggregate>> = commandAggregates;
const CASES = Object.keys(PLOTS).flatMap((kind) => {
  const { statuses, transitions }: Life = LIVES[kind as keyof typeof LIVES];
  return Object.entries(transitions).flatMap(([verb, { from, to }]) =>
    statuses.map((status) => ({ kind, verb, status, from, to: to ?? [status] })),
  );
});

describe('the lives of items', () => {
  it('stand in docs/lifecycle.md as the code has them; if not, run UPDATE_DOCS=1 npm test', () => {
    expectPage('lifecycle.md', lifecycleTables());
  });

  it.each(Object.entries<Life>(LIVES))('of a %s name every verb and no other', (kind, { transitions }) => {
    expect(Object.keys(transitions)).toEqual(Object.keys(ALL[kind]?.verbs ?? {}));
  });

  it.each(CASES)('$kind: $verb when $status is as its table says', ({ kind, verb, status, from, to }) => {
    const { statusOf, histories, bodies } = PLOTS[kind] as Plot;
    const { evolve } = ALL[kind] as Aggregate;
    const { state, when } = given(ALL[kind] as Aggregate, histories[status]);
    expect(statusOf(state as never)).toBe(status);
    const outcome = when(verb, bodies[verb], { items, pack });
    expect(isRefusal(outcome)).toBe(!from.includes(status));
    if (isRefusal(outcome)) return;
    const after = outcome.reduce((before, fact, index) => evolve(before, recorded(fact, index)), state);
    expect(to).toContain(statusOf(after as never));
  });
});
