import { beforeEach, describe, expect, test } from '@jest/globals';
import type { ReportName } from '#application/index.js';
import { columns } from '../text/layout.js';
import { renderReport } from './renderers.js';

const asOf = { ledger: 'l1', position: 831, number: 570, recordedAt: '2019-03-26T08:32:18.000Z' };
const KNOWN = '  as known at event 570 (position 831), recorded 26 March 2019, 08:32';
const END = ['', 'Times are in UTC. --json has all of it.'];

/** An answer's lines, between its heading and its end. */
async function linesOf(report: ReportName, answer: object): Promise<string[]> {
  const lines = (await renderReport(report, { asOf, effectiveAt: null, nextCursor: null, ...answer } as never)).split(
    '\n',
  );
  expect(lines[1]).toBe(KNOWN);
  expect(lines.slice(-2)).toEqual(END);
  return lines.slice(2, -2);
}

beforeEach(() => expect(columns()).toBeGreaterThanOrEqual(80));

const ACTION = { kind: 'action', id: 'a-1', reference: 'SMI-A03', title: 'Write\nthe case', owner: 'LEAD' };

describe('a report for people', () => {
  test('governance: totals, programmes, what is listed, and in one sentence what there is none of', async () => {
    const actions = { all: 3, planned: 2, blocked: 0, verified: 1, open: 2, overdue: 1, silent: 0, noReviewDate: 1 };
    const ratings = [{ rating: 'green', word: 'On track', scheme: 1, count: 1 }];
    const overdue = { ...ACTION, status: 'in-progress', due: '2018-12-31', daysPast: 91, later: { a: 1 } };
    const lines = await linesOf('governance', {
      group: { reference: 'MHB', name: 'Board' },
      programme: null,
      day: '2019-04-01',
      dueUntil: '2019-04-29',
      takenSince: { day: '2019-03-19', meeting: 'MTG12' },
      silentSince: { instant: '2019-02-19T14:00:00.000Z', meeting: null },
      behind: [],
      programmes: [
        { reference: 'SMI', name: 'Health checks', actions, ratings, milestones: {}, targets: { breached: 2 } },
      ],
      elsewhere: null,
      totals: { actions, ratings, milestones: { all: 0 }, targets: { all: 2, breached: 2 }, decisions: { all: 0 } },
      asks: [
        {
          ask: 'dates-moved-by-lead',
          total: 3,
          items: [
            {
              ...ACTION,
              asked: {
                request: 'June 2019',
                by: 'LEAD',
                from: '2018-12-31',
                to: '2019-06-30',
                days: 181,
                reason: 'No nurse',
                number: 5,
              },
            },
            {
              ...ACTION,
              asked: { from: '2018-12-31', to: '2019-03-31', days: 90, reason: 'Two people short', number: 4 },
            },
          ],
          href: '/api/z',
        },
        { ask: 'blocked', total: 0, items: [], href: '/api/z' },
      ],
      lists: [
        { figure: 'actions.overdue', total: 2, items: [overdue], href: '/api/x' },
        { figure: 'decisions.taken', total: 0, items: [], href: '/api/y' },
        { figure: 'actions.silent', total: 0, items: [], href: '/api/y' },
      ],
    });
    expect(lines).toEqual([
      '  Overdue is what was due before 1 April 2019; due next, what is due up to 29 April 2019.',
      '  Taken are decisions since 19 March 2019 (MTG12); silent is what had no event since 19 February',
      '  2019.',
      '',
      'In all',
      '  Actions     3, of which 2 planned, 1 verified, 2 open, 1 overdue, 1 without a review date',
      '  Milestones  none',
      '  Targets     2, of which 2 breached',
      '  Decisions   none',
      '  Ratings     1 green (On track)',
      '',
      'By programme',
      expect.stringMatching(/^ +open +overdue +silent +milestones overdue +targets breached +ratings$/),
      expect.stringMatching(/^ {2}SMI {2}Health checks +2 +1 +- +- +2 {2}1 green$/),
      '',
      "The group is asked: dates asked for, or moved on the lead's word alone (3)",
      '  SMI-A03  Write the case (LEAD): LEAD asks for “June 2019”, from 31 December 2018 to 30 June 2019,',
      '  181 days: No nurse',
      '  SMI-A03  Write the case (LEAD): from 31 December 2018 to 31 March 2019, 90 days: Two people short',
      '  and 1 more.',
      '',
      'Overdue actions (2)',
      '  SMI-A03  Write the case (LEAD)  in progress  31 December 2018  91 days ago',
      '  and 1 more: action-ledger report governance-items --figure actions.overdue',
      '',
      'None: decisions taken and silent actions.',
    ]);
  });

  test('timeline: by day, with whatever else a row says by its name, and no ids', async () => {
    const row = {
      kind: 'decision',
      id: 'd-1',
      number: 3,
      position: 9,
      precision: 'day',
      recordedAt: '2018-06-20T08:42:10.000Z',
    };
    const decision = {
      ...{
        reference: 'MHB-D01',
        title: 'Agree the case',
        what: 'condition-met',
        occurredAt: '2018-06-19',
        reason: 'It is met',
      },
      decision: {
        ...{ disposition: 'approve', reviewBy: '2019-03-31', reviewPast: false, supersedes: null },
        conditions: [{ text: 'A model is\nagreed', outcome: 'met' }],
      },
      ...{ milestone: null, breach: null },
    };
    const breach = {
      ...row,
      kind: 'breach',
      reference: 'T01',
      title: 'Checks',
      what: 'breached',
      occurredAt: '2018-06-19',
      reason: null,
    };
    expect(
      await linesOf('timeline', {
        items: [
          { ...row, ...decision },
          { ...breach, breach: { target: 'T01', measure: 'Checks', period: '2018-Q1', expected: '60', actual: '52' } },
        ],
      }),
    ).toEqual([
      '',
      '19 June 2018',
      '  MHB-D01  decision condition met: Agree the case',
      '    because It is met',
      '    disposition: approve',
      '    review by: 31 March 2019',
      '    conditions: text A model is agreed, outcome met',
      '  T01  breached: Checks',
      '    period: Q1 2018',
      '    expected: 60',
      '    actual: 52',
    ]);
    expect(await linesOf('timeline', { items: [] })).toEqual(['', 'No events match.']);
  });

  test('upcoming: up to the next meeting, and after it', async () => {
    const coming = { ...ACTION, what: 'due', on: '2018-11-30', inDays: 15, firmness: 'estimate', period: null };
    const lines = await linesOf('upcoming', {
      day: '2018-11-15',
      until: '2018-12-13',
      nextMeeting: { reference: 'MTG08', startsAt: '2018-11-20T14:00:00.000Z' },
      items: [
        {
          ...coming,
          what: 'measurement',
          period: '2018-10',
          on: '2018-11-15',
          inDays: 0,
          firmness: null,
          beforeNextMeeting: true,
        },
        { ...coming, beforeNextMeeting: false },
      ],
    });
    expect(lines).toEqual([
      '  The next meeting is MTG08 (20 November 2018, 14:00).',
      '',
      'Up to MTG08 (20 November 2018, 14:00)',
      '  15 November 2018  today  SMI-A03  measurement October 2018  Write the case (LEAD)',
      '',
      'After it',
      '  30 November 2018  in 15 days  SMI-A03  due (estimate)  Write the case (LEAD)',
    ]);
  });

  test('silences: what there is, and in one sentence what there is none of', async () => {
    const lines = await linesOf('silences', {
      day: '2019-04-01',
      silentSince: { instant: '2019-02-19T14:00:00.000Z', meeting: 'MTG11' },
      openActions: 3,
      silentActions: { total: 51, items: [{ ...ACTION, status: 'planned', due: null }], more: true, href: '/api/x' },
      noReviewDate: { total: 0, items: [], more: false, href: '/api/x' },
      silentOwners: [{ reference: 'LEAD', openActions: 1 }],
      stopped: [{ reference: 'T02', measure: 'Assessed', programme: 'DEM', last: '2016/17', daysSince: 731 }],
      outOfReach: [],
      possiblySame: [],
    });
    expect(lines).toEqual([
      '  Judged on 1 April 2019.',
      '',
      'Open actions without an event since 19 February 2019 (MTG11) (1 and more)',
      '  SMI-A03  Write the case (LEAD)  planned',
      '  and more: action-ledger report governance-items --figure actions.silent',
      '',
      'Owners of open actions without any event (1)',
      '  LEAD  1 open action',
      '',
      'Targets whose figures have stopped (1)',
      '  T02  Assessed  last figure for 2016/17, 731 days ago',
      '',
      'None: open-ended actions without a review date and targets that will miss their next point at the',
      'present rate.',
    ]);
  });

  const totals = { moves: 2, slips: 1, days: -3, workingDays: -1, notAgreed: 1, nearDue: 1 };

  test('slippage: a sentence and three tables; what is restated is told apart', async () => {
    const restated = { restated: 1, restatedDays: 30, restatedAfterDue: 1, carried: 1 };
    const groups = {
      byProgramme: [{ reference: 'SMI', ...totals, ...restated }],
      byOwner: [],
      byMover: [{ reference: null, ...totals }],
    };
    expect(await linesOf('slippage', { ...totals, ...restated, ...groups, links: {} })).toEqual([
      '',
      '2 moves, of which 1 slip: 3 days earlier in all (-1 working days); 1 of them in the fourteen days',
      'before the date or after it.',
      "1 move on nobody's authority but the lead's own.",
      '1 of the slips was by a split, a merger or a replacement that carries the promise.',
      'Restated, by a correction or a new reading and no slip: 1 time, 30 days later, 1 after the old date',
      'had passed.',
      '',
      'By programme',
      expect.stringMatching(/^ +moves {2}slips .*restated$/),
      expect.stringContaining('late'),
      expect.stringMatching(/^ {2}SMI +2 +1 +-3 +-1 +1 +1 +1 +1 +30 +1$/),
      '',
      'By who moved them',
      expect.not.stringContaining('restated'),
      expect.stringMatching(/^ {2}not stated +2 +1 +-3 +-1 +1 +1$/),
    ]);
    expect(await linesOf('slippage', { ...totals, moves: 0, byProgramme: [], byOwner: [], byMover: [] })).toEqual([
      '',
      'No agreed date was moved.',
    ]);
  });

  test('slippage-items: every promise with its days, its authority and its reason', async () => {
    const promise = {
      ...{
        sort: 'original',
        text: 'By June',
        latest: '2018-06-30',
        firmness: 'firm',
        movement: null,
        days: null,
        workingDays: null,
      },
      ...{
        nearDue: null,
        authority: null,
        notAgreed: false,
        reason: null,
        by: 'SEC',
        onBehalfOf: null,
        meeting: null,
        minuteRef: null,
      },
      ...{ occurredAt: '2018-03', number: 231 },
    };
    const slip = {
      ...promise,
      ...{
        sort: 'agreed',
        text: 'By July',
        latest: '2018-07-31',
        movement: 'slip',
        days: 31,
        workingDays: 22,
        nearDue: true,
      },
      ...{
        authority: 'chairs-action',
        reason: 'It is late',
        meeting: 'MTG4',
        occurredAt: '2018-08-19T08:38:00.000Z',
        number: 520,
      },
    };
    const item = {
      ...ACTION,
      programme: 'SMI',
      original: '2018-06-30',
      agreed: '2018-07-31',
      forecast: null,
      ...{ ...totals, moves: 0 },
      carried: { movement: 'slip', days: 30, workingDays: 21, latest: '2018-08-30' },
    };
    expect(await linesOf('slippage-items', { items: [{ ...item, promises: [promise, slip] }] })).toEqual([
      '',
      'SMI-A03  Write the case  (SMI, led by LEAD)',
      '  first promised for 30 June 2018, agreed now for 31 July 2018.',
      '  No agreed date was moved.',
      '    231  March 2018  original: By June (30 June 2018); by SEC',
      '    520  19 August 2018  agreed: By July (31 July 2018); slipped by 31 days (22 working days); near',
      "      its date; on chair's action; by SEC; at MTG4: It is late",
      '    carried on by other items, now for 30 August 2018: slipped by 30 days (21 working days)',
    ]);
  });

  test('watermelons: both ratings, the facts, since when, and how they stood at each meeting', async () => {
    const derived = { rating: 'red', reasons: [{ code: 'overdue', latest: '2018-06-30', days: 138 }] };
    const meeting = { meeting: 'MTG07', day: '2018-10-16', given: 'green', derived, differs: true };
    const item = {
      ...ACTION,
      programme: 'SMI',
      status: 'in-progress',
      rating: 'green',
      narrative: null,
      derived,
      since: '2018-07-01',
    };
    const meetings = [
      { ...meeting, difference: 'better-than-facts' },
      { ...meeting, meeting: 'MTG06', given: null, differs: false },
    ];
    expect(await linesOf('watermelons', { items: [{ ...item, difference: 'better-than-facts', meetings }] })).toEqual([
      '',
      'SMI-A03  Write the case  (SMI, in progress, led by LEAD)',
      '  Rated green',
      '  The facts speak for red: overdue, latest 30 June 2018, days 138',
      '  They differ since 1 July 2018 (better than facts).',
      '  At the last meetings:',
      '    MTG07  16 October 2018  rated green  facts red  better than facts',
      '    MTG06  16 October 2018  not rated    facts red',
    ]);
  });

  test('audit: each event with what it is of and what it changed, on whose word', async () => {
    const entry = {
      ...{
        number: 568,
        position: 829,
        eventId: 'e-1',
        type: 'ActionTimescaleRevised',
        stream: 'action-a',
        kind: 'action',
        id: 'a-1',
      },
      ...{
        reference: 'SMI-A04',
        revision: 1,
        recordedAt: '2019-03-20T08:36:21.000Z',
        occurredAt: '2019-03-19',
        effectiveFrom: '',
      },
      ...{
        actor: { party: 'SEC', name: 'Secretary' },
        onBehalfOf: null,
        reason: 'It\nis late',
        meeting: 'MTG12',
        minuteRef: null,
      },
      ...{ commandId: 'c-1', source: null, changes: [{ field: 'dueBy', before: '2018', after: '2019' }] },
      late: { note: 'States 19 March 2019,\nand counts from 20 March 2019.' },
    };
    expect(await linesOf('audit', { items: [{ ...entry, authority: 'group' }] })).toEqual([
      '',
      '568  20 March 2019, 08:36, true 19 March 2019  SMI-A04 (action)',
      '  ActionTimescaleRevised, authority group, by Secretary, at MTG12: It is late',
      '  States 19 March 2019, and counts from 20 March 2019.',
      '    due by: 2018 -> 2019',
    ]);
  });

  const point = (period: string, value: string, signals: object[] = []) => ({
    period,
    value,
    mean: '50',
    lower: '0',
    upper: '100',
    signals,
  });
  const CHART = {
    ...{ reference: 'T01', measure: 'Checks', unit: 'percent', direction: 'at-most', periods: 'month', gaps: true },
    points: [point('2018-01', '0'), point('2018-02', '75', [{ rule: 'shift', side: 'high', means: 'concern' }])],
    phases: [{ from: '2018-01', decision: null, points: 2, mean: '50', lower: '0', upper: '100' }],
    waiting: [{ from: '2018-10', decision: 'MHB-D03' }],
    leftOut: [{ period: '2017', why: 'other-period' }],
  };

  test('control-chart: points, mean and limits drawn to scale, and each signal in words', async () => {
    const lines = await linesOf('control-chart', CHART);
    expect(lines).toEqual([
      '  In percent; lower is better.',
      '',
      expect.stringMatching(/^ {2}January 2018 {4}0 {2}o +\| +:$/),
      expect.stringMatching(/^ {2}February 2018 {2}75 {2}: +\| +\* +: {2}shift$/),
      '  o a point, * a point with a signal, | the mean, : the limits',
      '  A period between two points has no figure.',
      '',
      'Signals',
      '  February 2018, 75: one of seven or more in a row on one side of the mean, on the high side:',
      '    concern',
      '',
      'Limits',
      '  from January 2018 (2 points): the mean is 50, the limits are 0 and 100',
      '',
      'Limits that wait for twelve points',
      '  from October 2018, under MHB-D03',
      '',
      'Figures that are no points',
      '  2017: other period',
    ]);
    const [, , , drawn = ''] = lines;
    const [low, mean, value, high] = [':', '|', '*', ':'].map((mark, at) =>
      at === 3 ? drawn.lastIndexOf(mark) : drawn.indexOf(mark),
    ) as [number, number, number, number];
    expect((value - low) / (high - low)).toBeCloseTo(0.75, 1);
    expect((mean - low) / (high - low)).toBeCloseTo(0.5, 1);
  });

  test('control-chart: where there is nothing to draw it says so', async () => {
    const nothing = { points: [], phases: [], waiting: [], leftOut: [], gaps: false, periods: null };
    expect(await linesOf('control-chart', { ...CHART, ...nothing })).toEqual([
      '  In percent; lower is better.',
      '',
      'There is no point to draw.',
    ]);
  });

  test('moved-without-slip: what was restated, and each pair that may be one promise', async () => {
    const restated = {
      ...{ ...ACTION, programme: 'SMI', agreed: '2019-03-31' },
      ...{ restated: 1, restatedDays: -365, restatedAfterDue: 0 },
    };
    const pair = {
      ...{ kind: 'action', programme: 'SMI', owner: 'LEAD', likeness: 0.94, daysBetween: 3, daysMoved: 184 },
      withdrawn: { ...ACTION, latest: '2018-06-30', withdrawnOn: '2018-07-02' },
      created: {
        ...ACTION,
        reference: 'SMI-A09',
        title: 'Write a case',
        latest: '2018-12-31',
        createdOn: '2018-07-05',
      },
    };
    const all = {
      day: '2019-04-01',
      restated: { items: [restated], more: true },
      possiblySame: { items: [pair], more: false },
    };
    expect(await linesOf('moved-without-slip', all)).toEqual([
      '  Judged on 1 April 2019.',
      '',
      'Dates that a correction or a new reading moved (1 and more)',
      expect.stringMatching(/^ +agreed now +times +days +after its date$/),
      '  SMI-A03  Write the case (LEAD)  31 March 2019      1  -365               0',
      '  and more: action-ledger report slippage-items --restated true',
      '',
      'Withdrawn and created anew, possibly the same promise (1)',
      '  SMI-A03  Write the case  (SMI, led by LEAD): due 30 June 2018, withdrawn on 2 July 2018',
      '    SMI-A09  Write a case: due 31 December 2018, created on 5 July 2018, 3 days after the',
      '      withdrawal; 184 days later; the titles are alike to 94 %',
    ]);
    const none = { items: [], more: false };
    expect(await linesOf('moved-without-slip', { day: '2019-04-01', restated: none, possiblySame: none })).toEqual([
      '  Judged on 1 April 2019.',
      '',
      'None: dates that a correction or a new reading moved and promises that were possibly made anew.',
    ]);
  });

  test('figures-due: each target with its period, what is missing before it and its last figure', async () => {
    const due = { reference: 'SMI-T2', title: 'Checks\nmade', programme: 'SMI', period: '2018-08', missing: 3 };
    const never = { ...due, reference: 'SMI-T1', period: null, missing: 0, last: null };
    const items = [{ ...due, last: '2018-05' }, never];
    expect(await linesOf('figures-due', { day: '2018-09-15', total: 3, items })).toEqual([
      '  Judged on 15 September 2018.',
      '',
      '  SMI-T2  Checks made  due for August 2018, and 2 before it  last figure for May 2018',
      '  SMI-T1  Checks made  period not known                      no figure yet',
      '  and 1 more; ask for one programme: --programme SMI',
    ]);
    expect(await linesOf('figures-due', { day: '2018-09-15', total: 0, items: [] })).toEqual([
      '  Judged on 15 September 2018.',
      '',
      'No figure is due.',
    ]);
  });

  test('readings: the text, how it is stored, and how it is read today', async () => {
    const stored = { earliest: null, latest: '2018-09-30', firmness: 'firm', precision: 'quarter', openEnded: false };
    const present = { ...stored, earliest: '2018-10-01', latest: '2018-12-31', firmness: 'estimate' };
    const item = { ...ACTION, text: 'By end\nQ3', stored: { reader: 'reader-1', reading: stored }, present };
    const items = [{ ...item, differs: ['earliest', 'latest', 'firmness'] }];
    expect(await linesOf('readings', { reader: 'reader-2', items })).toEqual([
      '',
      'SMI-A03  Write the case: "By end Q3"',
      '    stored by reader-1: by 30 September 2018, firm',
      '    read today: 1 October 2018 to 31 December 2018, estimate',
    ]);
    expect(await linesOf('readings', { reader: 'reader-2', items: [] })).toEqual([
      '',
      'Every stored reading is what would be read today.',
    ]);
  });

  test('only the answer of the report is rendered, which the compiler checks', async () => {
    const page = { items: [], nextCursor: null, asOf };
    // @ts-expect-error There is no such report.
    await expect(renderReport('another', page)).rejects.toThrow(TypeError);
    // @ts-expect-error An answer of upcoming also has its days and the next meeting.
    await renderReport('upcoming', page);
    expect(await renderReport('audit', { ...page, total: 0 })).toContain('No events match.');
  });
});
