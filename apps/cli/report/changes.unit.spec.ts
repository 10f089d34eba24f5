import { expect, test } from '@jest/globals';
import { eventLink, linkTo } from '#read-store/index.js';
import type { ChangedItem, ChangeEvent, Changes } from '#reports/changes/schema.js';
import { changesLines } from './changes.js';

const asOf = (position: number, number: number) => ({
  ledger: 'l1',
  position,
  number,
  recordedAt: '2018-06-20T08:42:10.000Z',
});
const ANSWER: Changes = {
  group: { reference: 'MHB', name: 'Board' },
  programme: null,
  since: { by: 'pack', meeting: 'MTG3', instant: '2018-06-12T08:30:00.000Z', asOf: asOf(659, 402) },
  until: { by: 'instant', meeting: null, instant: '2018-09-01T22:59:59.999Z', asOf: asOf(707, 449) },
  effectiveAt: null,
  illustrative: false,
  cut: null,
  totals: { items: 0, events: 0, what: [] },
  newlyPast: { total: 0, items: [] },
  noLongerPast: { total: 0, items: [] },
  items: [],
  nextCursor: null,
  asOf: asOf(831, 570),
};
const EVENT: ChangeEvent = {
  number: 520,
  position: 779,
  type: 'ActionTimescaleRevised',
  what: 'slipped',
  correction: false,
  late: false,
  recordedAt: '2018-08-19T08:38:00.000Z',
  occurredAt: '2018-08-19T08:38:00.000Z',
  actor: { party: 'SEC', name: 'Board secretary' },
  onBehalfOf: null,
  reason: 'The model is not\nagreed yet.',
  meeting: 'MTG4',
  minuteRef: 'Minute 3',
  slip: {
    before: { text: 'By June', latest: '2018-06-30' },
    after: { text: 'By July', latest: '2018-07-31' },
    days: 31,
    authority: 'chairs-action',
    agreed: true,
  },
  href: eventLink('action', 'SMI-A03', 781),
};
const ITEM: ChangedItem = {
  kind: 'action',
  id: 'a3',
  reference: 'SMI-A03',
  title: 'Write the case',
  programme: 'SMI',
  status: 'planned',
  what: ['slipped'],
  supersedes: null,
  supersededBy: null,
  slip: {
    before: { text: 'By June', latest: '2018-06-30' },
    after: { text: 'By July', latest: '2018-07-31' },
    days: 31,
  },
  changes: [],
  measured: null,
  events: [EVENT],
  eventCount: 1,
  links: { before: null, after: linkTo({ to: 'changes' }), history: linkTo({ to: 'changes' }) },
};
const FACT = { ...EVENT, slip: null, reason: null, meeting: null, minuteRef: null };

/** The lines of an answer about one item, from its own on. */
function linesOf(item: Partial<ChangedItem>): string[] {
  const items = [{ ...ITEM, ...item }];
  const lines = changesLines({ ...ANSWER, totals: { items: 1, events: 1, what: [] }, items });
  return lines.slice(lines.indexOf('') + 1, lines.lastIndexOf(''));
}

test('the two moments stand first, then the totals, and at the end where the rest is', () => {
  const what = [{ what: 'pack-issued', items: 1, events: 2 } as const];
  expect(changesLines({ ...ANSWER, totals: { items: 2, events: 3, what }, items: [ITEM], nextCursor: 'abc' })).toEqual([
    'What changed for group MHB (Board)',
    '  since the pack of MTG3, issued 2018-06-12 08:30: position 659, event 402, recorded 2018-06-20 08:42',
    '  until the end of 2018-09-01: position 707, event 449, recorded 2018-06-20 08:42',
    '2 items, 3 events, of which 1 item is listed here:',
    '  pack issued 1 (2 events)',
    '',
    expect.stringContaining('SMI-A03'),
    ...Array(2).fill(expect.anything()),
    '',
    'There are more items: ask the same again with --cursor abc',
    'Each event in full: action-ledger report audit --reference <reference>',
    expect.stringContaining('--json has all of it'),
  ]);
});

test('where nothing changed it says so', () => {
  expect(changesLines(ANSWER).slice(3, 5)).toEqual(['Nothing changed between the two.', '']);
});

test('a report that ends early says how many events are left, and the command that goes on', () => {
  const href = linkTo({ to: 'changes' }, { group: 'MHB', since: '700', until: "it's" });
  expect(changesLines({ ...ANSWER, cut: { eventsLeft: 12, href } })).toEqual(
    expect.arrayContaining([
      '  It ends early: 12 events of the ledger are left. Go on from there with',
      "    action-ledger report changes --group MHB --since 700 --until 'it'\\''s'",
    ]),
  );
});

test('a slip is told with its days, its authority, who recorded it where, and why', () => {
  expect(linesOf({})).toEqual([
    'SMI-A03  Write the case  (action of SMI: planned)',
    '  slipped, agreed date 31 days later in all',
    "  520  2018-08-19 08:38  ActionTimescaleRevised, slipped by 31 days (By June -> By July), on chair's action, by Board secretary, at MTG4, Minute 3: The model is not agreed yet.",
  ]);
});

test('a date that its own text says was moved is told by both its days, and that nobody knows on whose word', () => {
  const text = 'March 2019 (revised from Dec 2018)';
  const slip = { before: { text, latest: '2018-12-31' }, after: { text, latest: '2019-03-31' }, days: 90 };
  const moved = { ...EVENT, slip: { ...slip, authority: 'unknown' as const, agreed: false } };
  const [line] = linesOf({ slip, events: [moved] }).slice(2);
  expect(line).toContain('slipped by 90 days');
  expect(line).toMatch(/latest 2018-12-31 -> .*latest 2019-03-31\), authority not known/);
});

test('a correction is no change of the world, and what returned is told as such', () => {
  const changes: ChangedItem['changes'] = [
    { field: 'dueBy', before: '2019', after: '2018', how: 'corrected', events: [398] },
    { field: 'status', before: 'planned', after: 'planned', how: 'returned', events: [397, 399] },
  ];
  const corrected = { ...FACT, number: 398, type: 'ActionCorrected', what: 'corrected', correction: true } as const;
  expect(linesOf({ what: ['corrected'], slip: null, changes, events: [corrected], eventCount: 3 })).toEqual([
    expect.anything(),
    '  corrected (the ledger was wrong, the world did not change)',
    '  due by: 2019 -> 2018 (a correction)  [398]',
    '  status: changed and returned to planned  [397, 399]',
    '  2 earlier events, not listed here',
    '  398  2018-08-19 08:38  ActionCorrected, a correction, by Board secretary',
  ]);
});

test('a late fact is marked, and what late means is told once', () => {
  const late = { ...FACT, type: 'TargetMeasured', what: 'measured', late: true, occurredAt: '2018-05-31' } as const;
  const items = [{ ...ITEM, what: ['measured' as const], slip: null, events: [late] }];
  const lines = changesLines({ ...ANSWER, totals: { items: 1, events: 1, what: [] }, items });
  expect(lines).toContain('"late": true before the first of the two moments, and recorded after it.');
  expect(lines).toContain('  520  2018-08-19 08:38, true 2018-05-31  TargetMeasured, late, by Board secretary');
});

test('what an item came with stands together, without what is told above', () => {
  const added = { before: null, how: 'added', events: [520] } as const;
  const changes = [
    { ...added, field: 'title', after: 'Write the case' },
    { ...added, field: 'rationale', after: 'r'.repeat(300) },
    { ...added, field: 'alsoIn', after: [] },
    { ...added, field: 'status', after: 'planned' },
  ];
  expect(linesOf({ what: ['added'], slip: null, changes, events: [], eventCount: 0 }).slice(2)).toEqual([
    `  with rationale: ${'r'.repeat(239)}…;`,
    '    status: planned',
  ]);
});

test('an item with nothing but an id is told by it', () => {
  const bare = { reference: 'a3', title: null, programme: null, what: [], slip: null, events: [], eventCount: 0 };
  expect(linesOf(bare)).toEqual(['a3  (action: planned)']);
});
