import { expect, test } from '@jest/globals';
import { linkTo } from '#read-store/index.js';
import type { Dossier, WhatWasKnown } from '#reports/dossier/schema.js';
import { dossierLines } from './dossier.js';

const LINK = linkTo({ to: 'changes' });

const asOf = (number: number) => ({
  ledger: 'l1',
  position: number + 100,
  number,
  recordedAt: '2019-03-26T08:32:18.000Z',
});
const RECORDED: Dossier['recorded'] = {
  number: 557,
  position: 657,
  type: 'DecisionRecorded',
  recordedAt: '2019-02-20T08:46:52.000Z',
  occurredAt: '2019-02-19',
  actor: { party: 'SEC', name: 'Board secretary' },
  onBehalfOf: null,
  reason: null,
  meeting: 'MTG11',
  minuteRef: 'Minute 4.3',
  source: null,
  href: LINK,
};
const stood = (status: string, latest: string) => [
  {
    reference: 'SMI-A03',
    kind: 'action',
    as: 'funds',
    facts: [
      { field: 'title', value: 'Write the case' },
      { field: 'status', value: status },
      { field: 'timescale', value: { text: 'By the round', latest } },
      { field: 'forecast', value: null },
    ],
  },
];
const HELD = { asOf: asOf(557), effectiveAt: null, affected: stood('planned', '2019-03-31'), note: null };
const KNOWN: WhatWasKnown = {
  shown: {
    asOf: asOf(542),
    effectiveAt: '2019-02-12T23:59:59.999Z',
    affected: stood('planned', '2019-02-28'),
    meeting: 'MTG11',
    issuedAt: '2019-02-12T08:38:07.000Z',
    position: 642,
    hash: '18c6f7734904fcad1e94',
    covers: 2,
    proved: true,
    listed: [{ figure: 'actions.overdue', references: ['SMI-A03'] }],
    href: LINK,
  },
  held: HELD,
  hindsight: { asOf: asOf(570), effectiveAt: '2019-02-19T23:59:59.999Z', affected: [] },
  differences: [
    {
      reference: 'SMI-A03',
      field: 'timescale',
      shown: { text: 'By the round', latest: '2019-02-28' },
      held: { text: 'By the round', latest: '2019-03-31' },
      hindsight: null,
    },
  ],
};
const DOSSIER: Dossier = {
  decision: {
    ...{ id: 'd4', reference: 'MHB-D04', revision: 1, position: 657 },
    effectiveFrom: '2019-02-19T00:00:00.000Z',
    title: 'Take the case into the round',
    disposition: 'approve',
    rationale: `The model\nis agreed${', and agreed'.repeat(40)}.`,
    decidedOn: '2019-02-19',
    access: 'internal',
    ...{ group: 'MHB', meeting: 'MTG11' },
    takenBy: 'meeting',
    status: 'in-force',
    ...{ alternatives: [], funding: [], challenges: [] },
    ...{
      reviewBy: null,
      reviewLapsed: null,
      reviewDueSince: null,
      supersedes: null,
      supersededBy: null,
      ratifies: null,
    },
    ...{ release: null, ended: null, lateFact: null, restrictedTo: null, readyToRelease: false },
  },
  recorded: RECORDED,
  known: KNOWN,
  conditions: [],
  consequences: { affected: [], decisions: [] },
  reviews: [],
  events: [RECORDED],
  effectiveAt: null,
  illustrative: false,
  asOf: asOf(570),
};

/** The lines of a part, without its heading, up to the next. */
function partOf(heading: string, dossier: Partial<Dossier>): string[] {
  const lines = dossierLines({ ...DOSSIER, ...dossier });
  const begin = lines.indexOf(heading);
  expect(begin).toBeGreaterThan(0);
  return lines.slice(begin + 1, lines.indexOf('', begin));
}

test('what was decided, when, by whom, at which meeting, and why in full', () => {
  const lines = dossierLines(DOSSIER);
  expect(lines.slice(0, 7)).toEqual([
    'MHB-D04  Take the case into the round',
    '  decided: approve; it stands as in-force',
    '  when: 2019-02-19',
    '  by whom: MHB, at a meeting',
    '  at: MTG11, Minute 4.3',
    `  why: The model is agreed${', and agreed'.repeat(40)}.`,
    '',
  ]);
  expect(lines).toEqual(expect.arrayContaining(['Conditions: none', 'Reviews: none was due or held']));
  expect(lines.at(-1)).toContain('--json has all of it');
});

test('what a document does not state is not made up', () => {
  const decision = {
    ...DOSSIER.decision,
    decidedOn: 'not-stated',
    group: null,
    meeting: null,
    takenBy: 'not-stated',
  } as const;
  const recorded = { ...RECORDED, occurredAt: '2018-03', meeting: null, minuteRef: null };
  const known = { shown: null, held: { ...HELD, note: 'As stated in plan.txt.' }, hindsight: null, differences: [] };
  const lines = dossierLines({ ...DOSSIER, decision, recorded, known });
  expect(lines.slice(2, 5)).toEqual([
    '  when: not stated; recorded as true 2018-03',
    '  by whom: not stated',
    '  at: no meeting is stated',
  ]);
  expect(lines).toEqual(
    expect.arrayContaining([
      '  1. What the pack showed: nothing; no meeting is stated',
      '    As stated in plan.txt.',
      '  3. What was true at its date, with hindsight: nothing; no time at which it was taken is stated',
      '  There is nothing to compare the ledger with.',
    ]),
  );
});

test('what was known is three answers, and their difference is seen where the words are the same', () => {
  const stands = (status: string) => [
    '    SMI-A03  Write the case  (funds)',
    `      status: ${status}; timescale: By the round`,
  ];
  expect(partOf('What was known: three answers', {})).toEqual([
    '  1. What the pack showed: known at position 642, event 542, about the end of 2019-02-12',
    '    pack of MTG11, issued 2019-02-12 08:38; generated again, it has the hash of the pack (18c6f7734904…)',
    '    in its lists: actions.overdue: SMI-A03',
    ...stands('planned'),
    '  2. What the ledger held when it was recorded: known at position 657, event 557',
    ...stands('planned'),
    '  3. What was true at its date, with hindsight: known at position 670, event 570, about the end of 2019-02-19',
    '    it affects nothing',
    '  They differ in',
    '    SMI-A03, timescale',
    '      pack: text By the round, latest 2019-02-28',
    '      ledger: text By the round, latest 2019-03-31',
    '      hindsight: -',
  ]);
  const shown = { ...(KNOWN.shown as NonNullable<WhatWasKnown['shown']>), proved: false };
  expect(partOf('What was known: three answers', { known: { ...KNOWN, shown } })[1]).toContain(
    'may not be what was shown',
  );
});

test('conditions are told with their fate and the event that settled them, reviews with those that were missed', () => {
  const open = {
    number: 1,
    text: 'A model is agreed',
    agreedBy: 'STP',
    outcome: 'open',
    settled: null,
    event: null,
  } as const;
  const settled = { by: 'LEAD', occurredAt: '2019-02-05', evidence: 'Paper 7', reason: null };
  const met = {
    ...open,
    number: 2,
    agreedBy: null,
    outcome: 'met',
    settled,
    event: { ...RECORDED, type: 'DecisionConditionMet' },
  } as const;
  expect(partOf('Conditions', { conditions: [open, met] })).toEqual([
    '  1. A model is agreed, to be agreed by STP: open',
    '  2. A model is agreed: met',
    '    met by LEAD, 2019-02-05: Paper 7',
    '    557  2019-02-20 08:46, true 2019-02-19  DecisionConditionMet by Board secretary, at MTG11, Minute 4.3',
  ]);
  const reviews = [
    { dueBy: '2019-07-31', heldOn: '2019-08-05', state: 'held-late', outcome: 'upheld', number: 569 },
    { dueBy: null, heldOn: '2019-08-20', state: 'held-unasked', outcome: 'upheld', number: 570 },
    { dueBy: '2019-09-30', heldOn: null, state: 'missed', outcome: null, number: null },
  ] as const;
  expect(partOf('Reviews', { reviews })).toEqual([
    '  due by 2019-07-31: held late on 2019-08-05, upheld, event 569',
    '  held on 2019-08-20, though none was due, upheld, event 570',
    '  due by 2019-09-30: MISSED',
  ]);
});

test('of what came of it a slip is told in full, and where the other events are', () => {
  const after = { text: 'By July', latest: '2019-07-31' };
  const slip = { before: null, after, days: null, authority: 'lead', agreed: false } as const;
  const event = {
    ...RECORDED,
    what: 'redated',
    correction: false,
    late: false,
    slip,
    type: 'ActionTimescaleRevised',
  } as const;
  const since = {
    kind: 'action',
    id: 'a3',
    reference: 'SMI-A03',
    title: null,
    programme: 'SMI',
    status: 'planned',
    what: ['redated'],
    supersedes: null,
    supersededBy: null,
    slip: { before: null, after, days: null },
    changes: [],
    measured: null,
    events: [event, { ...event, slip: null }],
    eventCount: 60,
    links: { before: null, after: LINK, history: LINK },
  } as const;
  const still = { ...since, reference: 'SMI-A05', what: [], slip: null, events: [], eventCount: 1 };
  const affected = [
    { reference: 'SMI-A03', kind: 'action', as: 'funds', since },
    { reference: 'SMI-T01', kind: 'target', as: 'concerns', since: null },
    { reference: 'SMI-A05', kind: 'action', as: 'funds', since: still },
  ];
  expect(partOf('What came of it', { consequences: { affected, decisions: [] } })).toEqual([
    '  SMI-A03  (action of SMI: planned), funds',
    '    redated, by an unknown number of days',
    '    557  2019-02-20 08:46, true 2019-02-19  ActionTimescaleRevised, redated (By July), by the lead alone, not agreed, by Board secretary, at MTG11, Minute 4.3',
    '    59 more of its events: action-ledger report audit --reference SMI-A03',
    '  SMI-T01  (concerns) nothing has happened to it since',
    '  SMI-A05  (action of SMI: planned), funds',
    '    its 1 event: action-ledger report audit --reference SMI-A05',
  ]);
});
