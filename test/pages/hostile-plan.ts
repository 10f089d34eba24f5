import type { ApiServer } from '../support/server.js';
import { taken } from '../support/small-plan.js';
import { give } from './imported.js';

export const MARKUP = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;
export const TEMPLATE = '{{ 7*7 }}{% raw %}';
/** Overrides the direction of what follows; a single line may not hold it. */
export const OVERRIDE = '\u202e';
const RIGHT_TO_LEFT = 'שלום';
const EMOJI = '👩‍⚕️🇬🇧';
const WORD = 'W'.repeat(300);
/** How every text begins, whatever its limit. */
export const START = `${MARKUP} ${TEMPLATE} javascript:alert(1)`;

const line = (limit = 300) =>
  `${START.slice(0, limit)} ${EMOJI} ${RIGHT_TO_LEFT} ${WORD}`.slice(0, limit - 5) + RIGHT_TO_LEFT;
const text = (limit = 10_000) =>
  `${START} ${OVERRIDE}${RIGHT_TO_LEFT} \u2067${EMOJI} ${WORD} ${'Nothing is agreed. '.repeat(600)}`.slice(
    0,
    limit - 1,
  ) + OVERRIDE;

/** Who wanted it, where it was agreed and what it was taken from, in hostile words. */
const CIRCUMSTANCES = {
  minuteRef: line(),
  onBehalfOf: { party: 'FIRM-01', source: text(1000) },
  source: { document: line(), heading: line(), detail: line() },
};
const BECAUSE = { ...CIRCUMSTANCES, reason: text(2000) };

/** A day so many days from now: the calendar shows what is to come. */
const fromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function bodies(server: ApiServer): Promise<void> {
  await taken(server, '/api/parties', { kind: 'organisation', name: line(), reference: 'FIRM-01' });
  await taken(server, '/api/parties', { kind: 'post', name: WORD, organisation: 'FIRM-01', reference: 'LEAD-01' });
  await taken(server, '/api/groups', { reference: 'BOARD', name: line(), description: text(), ...BECAUSE });
  await taken(server, '/api/programmes', {
    reference: 'BAD',
    name: line(),
    description: text(),
    lead: 'LEAD-01',
    group: 'BOARD',
    ...BECAUSE,
  });
  for (const [reference, days] of Object.entries({ 'BOARD-MTG01': 1, 'BOARD-MTG02': 20 }))
    await taken(server, '/api/meetings', {
      group: 'BOARD',
      reference,
      startsAt: `${fromNow(days)}T10:00:00Z`,
      title: line(),
      ...BECAUSE,
    });
}

async function actions(server: ApiServer): Promise<void> {
  const owner = { programme: 'BAD', owner: 'LEAD-01' };
  const create = (fields: object) => taken(server, '/api/actions', { ...owner, ...BECAUSE, ...fields });
  const externalRefs = [{ system: line(), ref: line() }];
  await create({ reference: 'BAD-A01', title: line(), description: text(), timescale: '31 March 2018', externalRefs });
  await create({ reference: 'BAD-A02', title: WORD, timescale: text(1000), dependsOn: ['BAD-A01'] });
  await create({ reference: 'BAD-A03', title: line(), description: WORD, timescale: fromNow(30) });
  await create({ reference: 'BAD-A04', title: `${RIGHT_TO_LEFT} 12`, timescale: '31 March 2018' });
  const say = (verb: string, fields: object = {}) =>
    taken(server, `/api/actions/BAD-A01/${verb}`, { ...BECAUSE, ...fields });
  await say('start');
  await say('report-progress', { narrative: text(), percent: 10 });
  await say('rate', { rating: 'green', narrative: text() });
  await say('block');
  await say('unblock');
  await say('forecast', { timescale: fromNow(40), narrative: text() });
  await taken(server, '/api/meetings/BOARD-MTG01/issue-pack', BECAUSE);
  await say('revise-timescale', { timescale: '30 April 2018' });
  await say('revise-timescale', { timescale: text(1000) });
  await say('revise-timescale', { timescale: '31 May 2018' });
  await say('request-date', { timescale: text(1000) });
  await say('refuse-date');
  await say('request-date', { timescale: fromNow(60) });
  await say('attach-evidence', { title: line(), text: text(), url: 'https://example.org/?q=%3Cscript%3E' });
  await say('add-note', { text: text() });
  await say('escalate', { to: 'BOARD', ask: text() });
  await say('answer-escalation', { answer: 'returned', narrative: text() });
  await say('describe', { title: line(), description: `${text(5000)} anew` });
  await say('correct', { field: 'title', value: `${MARKUP} corrected` });
  await say('complete', { narrative: text() });
  await say('decline-completion');
}

async function promises(server: ApiServer): Promise<void> {
  const programme = { programme: 'BAD', ...BECAUSE };
  await taken(server, '/api/milestones', { ...programme, title: line(), due: '31 March 2018', reference: 'BAD-M01' });
  await taken(server, '/api/milestones', { ...programme, title: WORD, due: fromNow(25), reference: 'BAD-M02' });
  await taken(server, '/api/milestones/BAD-M01/miss', { ...BECAUSE, narrative: text() });
  await taken(server, '/api/milestones/BAD-M02/request-date', { ...BECAUSE, due: text(1000) });
  await taken(server, '/api/milestones/BAD-M02/forecast', { ...BECAUSE, due: fromNow(50), narrative: text() });
  const target = { ...programme, unit: line(100), direction: 'at-least' };
  const condition = text(1000);
  const trajectory = [
    { period: '2018/19-Q1', value: 50, condition },
    { period: '2018/19-Q2', value: 60, condition },
  ];
  await taken(server, '/api/targets', { ...target, measure: line(), trajectory, reference: 'BAD-T01' });
  await taken(server, '/api/targets', { ...target, measure: WORD, unit: 'W'.repeat(100), reference: 'BAD-T02' });
  const say = (verb: string, fields: object) =>
    taken(server, `/api/targets/BAD-T01/${verb}`, { ...BECAUSE, ...fields });
  await say('record-measurement', { period: '2018/19-Q1', value: 40 });
  await say('record-measurement', { period: '2018/19-Q2', value: 70 });
  await say('correct-measurement', { period: '2018/19-Q1', value: 45 });
  await say('forecast', { period: '2018/19-Q3', value: 58, narrative: text() });
  await say('suspend', {});
}

async function decisions(server: ApiServer): Promise<void> {
  const conditions = [
    { text: text(2000), agreedBy: line() },
    { text: WORD, agreedBy: WORD },
  ];
  const decision = {
    ...BECAUSE,
    title: line(),
    disposition: 'defer',
    rationale: text(),
    decidedOn: '2018-03-09',
    group: 'BOARD',
    conditions,
    alternatives: [text(), WORD],
    affects: ['BAD-A01', 'BAD-A03'],
    funding: [{ amount: '250000.00', currency: 'GBP', source: line(), status: line(), period: '2018/19' }],
  };
  await taken(server, '/api/decisions', { ...decision, reference: 'BAD-D01' });
  await taken(server, '/api/decisions', { ...decision, title: WORD, reference: 'BAD-D02' });
  const say = (verb: string, fields: object) =>
    taken(server, `/api/decisions/BAD-D01/${verb}`, { ...BECAUSE, ...fields });
  await say('meet-condition', { condition: 1, evidence: text() });
  await say('waive-condition', { condition: 2 });
  await say('challenge', { by: 'FIRM-01', grounds: text() });
  await say('resolve-challenge', { outcome: line(), narrative: text() });
  await say('review', { outcome: line(), narrative: text(), nextReviewBy: fromNow(60) });
}

/** A document that comes in, hostile in its name, its headings and its cells. */
async function documents(server: ApiServer): Promise<void> {
  const quoted = (each: string) => `"${each.replaceAll('"', '""')}"`;
  const rows = [
    ['Action', 'Owner', 'By when', `${MARKUP} ${RIGHT_TO_LEFT}`],
    [START, MARKUP, 'Dec 2018 / Mar 2019', WORD],
    [WORD, line(), text(1000), text()],
  ];
  await give(server, `${START.replaceAll('/', '')}.csv`, rows.map((row) => row.map(quoted).join(',')).join('\n'));
}

/** One of each kind, with markup, controls and very long words in everything that people write. */
export async function hostilePlan(server: ApiServer): Promise<void> {
  for (const part of [bodies, actions, promises, decisions, documents]) await part(server);
  const { position } = await taken(server, '/api/actions/BAD-A01/add-note', { text: text() });
  await server.get(`/api/programmes?limit=1&minPosition=${position}`);
}
