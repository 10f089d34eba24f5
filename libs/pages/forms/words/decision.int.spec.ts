import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createsAsTheApi,
  type FormCase,
  make,
  offeredOn,
  offersWhatItTakes,
  openForm,
  sendForm,
  takenAndRead,
  testForms,
} from '#test/support/forms.js';
import { type ServerInProcess, startInProcess } from '#test/support/in-process.js';
import { smallPlan, taken } from '#test/support/small-plan.js';
import type { Form } from '../form.js';
import { forms } from '../forms.js';

const MET = ['meet-condition', { condition: 1 }] as const;
const CHALLENGED = ['challenge', { by: 'ORG-01', grounds: 'Nobody was asked' }] as const;
const same = (typed: Record<string, string>): FormCase => ({ typed, body: typed });

const CASES: Readonly<Record<string, FormCase>> = {
  'meet-condition': {
    typed: { condition: '1', evidence: 'Paper 7' },
    body: { condition: 1, evidence: 'Paper 7' },
    takesNothing: true,
  },
  'waive-condition': { typed: { condition: '2', reason: 'Content' }, body: { condition: 2, reason: 'Content' } },
  'fail-condition': { typed: { condition: '1', reason: 'Too dear' }, body: { condition: 1, reason: 'Too dear' } },
  release: {
    before: [MET, ['waive-condition', { condition: 2 }]],
    typed: { narrative: 'Assured', meeting: 'BOARD-MTG01', minuteRef: '4.1' },
    body: { narrative: 'Assured', meeting: 'BOARD-MTG01', minuteRef: '4.1' },
    takesNothing: true,
  },
  review: {
    typed: { outcome: 'Upheld', nextReviewBy: '30 September 2099' },
    body: { outcome: 'Upheld', nextReviewBy: '2099-09-30' },
  },
  'add-affected': same({ reference: 'SMI-M01', as: 'instructs' }),
  challenge: same({ by: 'ORG-01', grounds: 'Nobody was asked' }),
  'resolve-challenge': { before: [CHALLENGED], ...same({ outcome: 'Dismissed', narrative: 'They were' }) },
  supersede: { typed: { by: 'board-d01', reason: 'Decided anew' }, body: { by: 'BOARD-D01', reason: 'Decided anew' } },
  revoke: same({ reason: 'Never agreed' }),
  correct: {
    typed: { field: 'decidedOn', value: 'March 2018', reason: 'The minutes say so' },
    body: { field: 'decidedOn', value: '2018-03', reason: 'The minutes say so' },
  },
};

const PLAIN = {
  title: 'Wait for the model',
  disposition: 'defer',
  rationale: 'No model',
  decidedOn: '2018-03-09',
  group: 'BOARD',
};
const HELD = { ...PLAIN, conditions: ['A model', 'A price'] };
const FORMS = forms.filter(({ kind }) => kind === 'decision');
const CREATION = FORMS.find(({ verb }) => verb === undefined) as Form;
const STATES: Readonly<Record<string, NonNullable<FormCase['before']>>> = {
  'in-force': [],
  released: [MET, ['waive-condition', { condition: 2 }], ['release', {}]],
  superseded: [['supersede', { by: 'BOARD-D01', reason: 'Anew' }]],
  revoked: [['revoke', { reason: 'Never agreed' }]],
};

describe('the forms of a decision', () => {
  let server: ServerInProcess;
  beforeAll(async () => {
    server = await startInProcess();
    await smallPlan(server);
  });
  afterAll(() => server.stop());
  const made = (before?: FormCase['before']) => make(server, 'decisions', HELD, before);

  testForms({ forms: FORMS, cases: CASES, server: () => server, made });

  it('new records what the API would, with rows of conditions, items and money', () =>
    createsAsTheApi(server, CREATION, {
      missing: ['title', 'disposition', 'rationale', 'decidedOn'],
      typed: {
        ...PLAIN,
        decidedOn: '9 March 2018',
        'conditions[0].text': 'A model',
        'conditions[0].agreedBy': 'BOARD',
        'conditions[2].text': 'A price',
        'affects[1].reference': 'SMI-A01',
        'affects[1].as': 'awaits',
        alternatives: 'Invest now\nClose it',
        'funding[0].amount': '1220744.00',
        'funding[0].recurrent': 'no',
        reviewBy: 'not stated',
      },
      body: {
        ...PLAIN,
        conditions: [{ text: 'A model', agreedBy: 'BOARD' }, { text: 'A price' }],
        affects: [{ reference: 'SMI-A01', as: 'awaits' }],
        alternatives: ['Invest now', 'Close it'],
        funding: [{ amount: '1220744.00', recurrent: false }],
        reviewBy: 'not-stated',
      },
    }));

  it('an error in a row is told at the row that was typed', async () => {
    const typed = {
      ...PLAIN,
      'conditions[0].text': '',
      'conditions[1].agreedBy': 'BOARD',
      step: 'continue',
      key: 'rows',
    };
    const { errors, html } = await sendForm(server, '/decisions/new', typed);
    expect(errors).toEqual(['conditions-1-text']);
    expect(html).toContain('Enter what must be done first');
  });

  it.each([
    'title',
    'disposition',
    'rationale',
    'decidedOn',
    'group',
    'takenBy',
    'reviewBy',
    'alternatives',
    'funding',
  ])('a correction asks what %s should say, and shows what stands', async (field) => {
    const { ref } = await made();
    const { html, hidden } = await openForm(server, `/decisions/${ref}/correct?field=${field}`);
    expect(hidden.field).toBe(field);
    expect(html).toMatch(/name="value(\[0\]\.amount)?"/);
    if (field === 'decidedOn') expect(html.replaceAll('\u00a0', ' ')).toContain('value="9 March 2018"');
  });

  it('a correction left empty clears a group that should not have been said', async () => {
    const { ref } = await made();
    const typed = { field: 'group', value: '', reason: 'Nobody knows', key: `clear ${ref}`, step: 'record' };
    expect((await sendForm(server, `/decisions/${ref}/correct`, typed)).status).toBe(303);
    expect((await server.get(`/api/decisions/${ref}`)).body.group).toBeNull();
  });

  it.each(Object.keys(STATES))('offers one that is %s what its lifecycle takes', async (state) => {
    const { ref } = await made(STATES[state]);
    expect((await server.get(`/api/decisions/${ref}`)).body.status).toBe(state);
    await offersWhatItTakes(server, FORMS, 'decisions', ref);
  });

  it('a new one is offered to a secretary alone, and not in the past', async () => {
    const { token } = await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['viewer'] });
    await takenAndRead(server, '/api/actions', { programme: 'SMI', title: 'Another' });
    expect((await openForm(server, '/decisions?group=BOARD')).html).toContain('href="/decisions/new?group=BOARD"');
    expect((await openForm(server, '/decisions', token)).html).not.toContain('/decisions/new');
    expect((await openForm(server, '/decisions?event=3')).html).not.toContain('/decisions/new');
    expect((await openForm(server, '/decisions/new', token)).status).toBe(403);
    expect(await offeredOn(server, '/decisions/BOARD-D01', token)).toEqual([]);
  });
});
