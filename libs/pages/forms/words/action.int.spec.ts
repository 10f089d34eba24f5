import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aggregates } from '#domain/index.js';
import {
  type FormCase,
  make,
  offeredOn,
  offersWhatItTakes,
  openForm,
  sendForm,
  takenAndRead,
  testForms,
  written,
} from '#test/support/forms.js';
import { type ServerInProcess, startInProcess } from '#test/support/in-process.js';
import { smallPlan, taken } from '#test/support/small-plan.js';
import { forms } from '../forms.js';

const LATER = { timescale: 'End March 2099' };
const LEAD = ['assign-owner', { owner: 'ORG-01' }] as const;
const DONE = ['complete', {}] as const;
const EACH_MONTH = ['revise-timescale', { timescale: 'Monthly from 31 January 2020', reason: 'As agreed' }] as const;

const ASKED = ['request-date', { timescale: 'End March 2099', reason: 'The tender' }] as const;

const CASES: Readonly<Record<string, FormCase>> = {
  'request-date': {
    typed: { timescale: 'End March 2099', reason: 'The tender' },
    body: { timescale: 'End March 2099', reason: 'The tender' },
  },
  'agree-date': {
    before: [ASKED],
    typed: { authority: 'group', meeting: 'BOARD-MTG01', minuteRef: '4.1' },
    body: { authority: 'group', meeting: 'BOARD-MTG01', minuteRef: '4.1' },
  },
  'refuse-date': { before: [ASKED], typed: { reason: 'The contract' }, body: { reason: 'The contract' } },
  describe: {
    typed: {
      title: 'Another title',
      overseenBy: 'BOARD',
      'externalRefs[0].system': 'Datix',
      'externalRefs[0].ref': 'R-1',
    },
    body: { title: 'Another title', overseenBy: 'BOARD', externalRefs: [{ system: 'Datix', ref: 'R-1' }] },
  },
  move: { typed: { programme: 'CRI', reason: 'Part of it now' }, body: { programme: 'CRI', reason: 'Part of it now' } },
  'assign-owner': { typed: { owner: 'ORG-01' }, body: { owner: 'ORG-01' } },
  'assign-party': { typed: { party: 'ORG-01', part: 'assures' }, body: { party: 'ORG-01', part: 'assures' } },
  'release-party': {
    before: [LEAD],
    typed: { party: 'ORG-01', part: 'lead' },
    body: { party: 'ORG-01', part: 'lead' },
  },
  'revise-timescale': {
    before: [['revise-timescale', { timescale: '30 June 2099', reason: 'First' }]],
    typed: { ...LATER, authority: 'chairs-action', reason: 'Staff left', meeting: 'BOARD-MTG01', minuteRef: '4.1' },
    body: { ...LATER, authority: 'chairs-action', reason: 'Staff left', meeting: 'BOARD-MTG01', minuteRef: '4.1' },
  },
  'confirm-reading': {
    typed: { latest: '31 December 2018', earliest: '', basis: 'Its author said so' },
    body: { latest: '2018-12-31', earliest: null, basis: 'Its author said so' },
  },
  forecast: { typed: { ...LATER, narrative: 'The tender' }, body: { ...LATER, narrative: 'The tender' } },
  'set-review-date': { typed: { reviewOn: '16 April 2099' }, body: { reviewOn: '2099-04-16' }, takesNothing: true },
  start: { typed: {}, body: {}, takesNothing: true },
  'report-progress': { typed: { narrative: 'Half', percent: '50' }, body: { narrative: 'Half', percent: 50 } },
  rate: { typed: { rating: 'amber', narrative: 'Late' }, body: { rating: 'amber', narrative: 'Late' } },
  block: { typed: { reason: 'No agreement' }, body: { reason: 'No agreement' } },
  unblock: { before: [['block', { reason: 'No agreement' }]], typed: {}, body: {}, takesNothing: true },
  defer: { typed: { until: '1 April 2099', reason: 'No money' }, body: { until: '2099-04-01', reason: 'No money' } },
  resume: { before: [['defer', { reason: 'No money' }]], typed: { reason: 'Found' }, body: { reason: 'Found' } },
  'complete-occurrence': {
    before: [EACH_MONTH],
    typed: { due: '31 January 2020', evidence: 'Report' },
    body: { due: '2020-01-31', evidence: 'Report' },
  },
  'miss-occurrence': {
    before: [EACH_MONTH],
    typed: { due: '31 January 2020', reason: 'Cancelled' },
    body: { due: '2020-01-31', reason: 'Cancelled' },
  },
  complete: { typed: { narrative: 'Agreed' }, body: { narrative: 'Agreed' }, takesNothing: true },
  'decline-completion': { before: [DONE], typed: { reason: 'Not yet' }, body: { reason: 'Not yet' } },
  verify: {
    before: [DONE],
    typed: { evidence: 'Paper 7', meeting: 'BOARD-MTG01', minuteRef: '4.1' },
    body: { evidence: 'Paper 7', meeting: 'BOARD-MTG01', minuteRef: '4.1' },
    takesNothing: true,
  },
  withdraw: {
    typed: { kind: 'superseded', replacedBy: 'smi-a01', reason: 'The same' },
    body: { kind: 'superseded', replacedBy: 'SMI-A01', reason: 'The same' },
  },
  reopen: { before: [DONE], typed: { reason: 'Not used' }, body: { reason: 'Not used' } },
  split: { typed: { into: 'SMI-A01, SMI-A02' }, body: { into: ['SMI-A01', 'SMI-A02'] } },
  merge: { typed: { into: 'SMI-A01', reason: 'The same' }, body: { into: 'SMI-A01', reason: 'The same' } },
  escalate: { typed: { to: 'BOARD', ask: 'Who pays?' }, body: { to: 'BOARD', ask: 'Who pays?' } },
  'answer-escalation': {
    before: [['escalate', { to: 'BOARD', ask: 'Who pays?' }]],
    typed: { answer: 'accepted', narrative: 'We do' },
    body: { answer: 'accepted', narrative: 'We do' },
  },
  'add-dependency': { typed: { on: 'SMI-A01' }, body: { on: 'SMI-A01' } },
  'remove-dependency': {
    before: [['add-dependency', { on: 'SMI-A01' }]],
    typed: { on: 'SMI-A01', reason: 'Not needed' },
    body: { on: 'SMI-A01', reason: 'Not needed' },
  },
  'attach-evidence': {
    typed: { title: 'Minutes', url: 'https://intranet.example/7', access: 'restricted', restrictedTo: 'BOARD' },
    body: { title: 'Minutes', url: 'https://intranet.example/7', access: 'restricted', restrictedTo: 'BOARD' },
  },
  'add-note': { typed: { text: 'Asked' }, body: { text: 'Asked' } },
  correct: {
    typed: { field: 'timescale', value: 'End Q4 2018/19', reason: 'Page 4 says so' },
    body: { field: 'timescale', value: 'End Q4 2018/19', reason: 'Page 4 says so' },
  },
};

const CREATION = {
  typed: {
    programme: 'SMI',
    title: 'Write the model',
    timescale: 'End Q4 2018/19',
    owner: 'ORG-01',
    'parties[0].party': 'ORG-01',
    'parties[0].part': 'joint',
    alsoIn: ['CRI'],
    dependsOn: 'SMI-A01',
    reviewOn: '16 April 2019',
  },
  body: {
    programme: 'SMI',
    title: 'Write the model',
    timescale: 'End Q4 2018/19',
    owner: 'ORG-01',
    parties: [{ party: 'ORG-01', part: 'joint' }],
    alsoIn: ['CRI'],
    dependsOn: ['SMI-A01'],
    reviewOn: '2019-04-16',
  },
};

const FORMS = forms.filter(({ kind }) => kind === 'action');
const STATES: Readonly<Record<string, NonNullable<FormCase['before']>>> = {
  planned: [],
  'in-progress': [['start']],
  blocked: [['block', { reason: 'No agreement' }]],
  deferred: [['defer', { reason: 'No money' }]],
  complete: [DONE],
  verified: [DONE, ['verify', { meeting: 'BOARD-MTG01', minuteRef: '1' }]],
  withdrawn: [['withdraw', { reason: 'Not needed' }]],
};

describe('the forms of an action', () => {
  let server: ServerInProcess;

  beforeAll(async () => {
    server = await startInProcess();
    await smallPlan(server);
    await taken(server, '/api/programmes', { reference: 'CRI', name: 'Crisis', group: 'BOARD' });
    await takenAndRead(server, '/api/actions', { programme: 'SMI', title: 'Another' });
  });
  afterAll(() => server.stop());

  const made = (before?: FormCase['before']) =>
    make(server, 'actions', { programme: 'SMI', title: 'Agree a model', timescale: 'By end Q3 2018' }, before);

  testForms({ forms: FORMS, cases: CASES, server: () => server, made });

  it('new puts the action on the plan that the API would, once', async () => {
    const opened = await openForm(server, '/actions/new?programme=SMI');
    const empty = await sendForm(server, '/actions/new', { ...opened.hidden, step: 'continue' });
    expect([empty.status, empty.errors]).toEqual([422, ['programme', 'title']]);
    const typed = { ...opened.hidden, ...CREATION.typed, step: 'continue' };
    const sent = await sendForm(server, '/actions/new', typed);
    const again = await sendForm(server, '/actions/new', typed);
    const ref = /^\/actions\/([^?]+)\?recorded=/.exec(sent.to ?? '')?.[1] as string;
    expect(again.to).toBe(`${sent.to}&again=yes`);
    const { reference } = await takenAndRead(server, '/api/actions', CREATION.body);
    expect(await written(server, 'actions', ref, 0)).toEqual(await written(server, 'actions', reference, 0));
  });

  it.each(['title', 'description', 'timescale', 'owner', 'programme', 'parent', 'reviewOn'])(
    'a correction asks what %s should say',
    async (field) => {
      const { ref } = await made();
      const path = `/actions/${ref}/correct`;
      expect((await openForm(server, path)).html).toContain(`value="${field}"`);
      const { html, hidden } = await openForm(server, `${path}?field=${field}`);
      expect(html).toContain('name="value"');
      expect(hidden.field).toBe(field);
    },
  );

  it('a refusal of a correction is told at its field', async () => {
    const { ref } = await made();
    const typed = { field: 'parent', value: ref, reason: 'Page 4', step: 'continue', key: 'k' };
    const refused = await sendForm(server, `/actions/${ref}/correct`, typed);
    expect(refused.errors).toEqual(['value']);
  });

  it('an other programme that is no longer ticked is taken away', async () => {
    const { ref } = await made([['describe', { alsoIn: ['CRI'] }]]);
    const { hidden } = await openForm(server, `/actions/${ref}/describe`);
    await sendForm(server, `/actions/${ref}/describe`, { ...hidden, title: 'Agree a model', step: 'continue' });
    expect((await server.get(`/api/actions/${ref}`)).body.alsoIn).toEqual([]);
  });

  it.each(Object.keys(STATES))('offers one that is %s what its lifecycle takes', async (state) => {
    const { ref } = await made(STATES[state]);
    expect((await server.get(`/api/actions/${ref}`)).body.status).toBe(state);
    await offersWhatItTakes(server, FORMS, 'actions', ref);
  });

  it('offers a contributor what reports, and a viewer nothing', async () => {
    const { ref } = await made([LEAD]);
    const token = async (role: string) =>
      (await taken(server, '/api/tokens', { party: 'ORG-01', roles: [role] })).token as string;
    const offered = await offeredOn(server, `/actions/${ref}`, await token('contributor'));
    expect(offered).toContain('report-progress');
    for (const verb of offered) expect(aggregates.action.verbs[verb]?.roles).toContain('contributor');
    const viewer = await token('viewer');
    expect(await offeredOn(server, `/actions/${ref}`, viewer)).toEqual([]);
    expect((await openForm(server, `/actions/${ref}/report-progress`, viewer)).status).toBe(403);
  });
});
