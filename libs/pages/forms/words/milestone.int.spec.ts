import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type FormCase,
  make,
  offersWhatItTakes,
  openForm,
  sendForm,
  takenAndRead,
  testForms,
  written,
} from '#test/support/forms.js';
import { type ServerInProcess, startInProcess } from '#test/support/in-process.js';
import { smallPlan } from '#test/support/small-plan.js';
import { forms } from '../forms.js';

const MET = ['meet', { metOn: '2018-05-31' }] as const;

const ASKED = ['request-date', { due: 'End March 2099', reason: 'The tender' }] as const;

const CASES: Readonly<Record<string, FormCase>> = {
  'request-date': {
    typed: { due: 'End March 2099', reason: 'The tender' },
    body: { due: 'End March 2099', reason: 'The tender' },
  },
  'agree-date': {
    before: [ASKED],
    typed: { authority: 'group', meeting: 'BOARD-MTG01', minuteRef: '4.1' },
    body: { authority: 'group', meeting: 'BOARD-MTG01', minuteRef: '4.1' },
  },
  'refuse-date': { before: [ASKED], typed: { reason: 'The contract' }, body: { reason: 'The contract' } },
  meet: {
    typed: { metOn: '31 May 2018', evidence: 'Minute 4.1' },
    body: { metOn: '2018-05-31', evidence: 'Minute 4.1' },
    takesNothing: true,
  },
  'revise-date': {
    typed: { due: 'End March 2099', authority: 'group', meeting: 'BOARD-MTG01', minuteRef: '4.1', reason: 'Late' },
    body: { due: 'End March 2099', authority: 'group', meeting: 'BOARD-MTG01', minuteRef: '4.1', reason: 'Late' },
  },
  forecast: {
    typed: { due: 'End March 2099', narrative: 'The last one signs' },
    body: { due: 'End March 2099', narrative: 'The last one signs' },
  },
  'confirm-reading': {
    typed: { latest: '', earliest: '', basis: 'Its author said so' },
    body: { latest: null, earliest: null, basis: 'Its author said so' },
  },
  miss: { typed: { narrative: 'Not approved' }, body: { narrative: 'Not approved' }, takesNothing: true },
  reverse: { before: [MET], typed: { reason: 'A draft' }, body: { reason: 'A draft' } },
  withdraw: { typed: { reason: 'Made one' }, body: { reason: 'Made one' } },
  correct: {
    typed: { field: 'title', value: 'Plan agreed', reason: 'Page 4' },
    body: { field: 'title', value: 'Plan agreed', reason: 'Page 4' },
  },
};
const CREATION = { action: 'SMI-A01', title: 'Plan uploaded', due: '30 March 2018' };

const FORMS = forms.filter(({ kind }) => kind === 'milestone');
const STATES: Readonly<Record<string, NonNullable<FormCase['before']>>> = {
  pending: [],
  met: [MET],
  missed: [['miss', {}]],
  withdrawn: [['withdraw', { reason: 'Made one' }]],
};

describe('the forms of a milestone', () => {
  let server: ServerInProcess;

  beforeAll(async () => {
    server = await startInProcess();
    await smallPlan(server);
  });
  afterAll(() => server.stop());

  const made = (before?: FormCase['before']) => make(server, 'milestones', CREATION, before);

  testForms({ forms: FORMS, cases: CASES, server: () => server, made });

  it('new sets the milestone that the API would', async () => {
    const { hidden } = await openForm(server, '/milestones/new');
    const empty = await sendForm(server, '/milestones/new', { ...hidden, step: 'continue' });
    expect([empty.status, empty.errors]).toEqual([422, ['title', 'due']]);
    const nowhere = await sendForm(server, '/milestones/new', { ...hidden, ...CREATION, action: '', step: 'continue' });
    expect([nowhere.status, nowhere.errors]).toEqual([422, ['programme']]);
    const sent = await sendForm(server, '/milestones/new', { ...hidden, ...CREATION, step: 'continue' });
    const ref = /^\/milestones\/([^?]+)\?recorded=/.exec(sent.to ?? '')?.[1] as string;
    const { reference } = await takenAndRead(server, '/api/milestones', CREATION);
    expect(await written(server, 'milestones', ref, 0)).toEqual(await written(server, 'milestones', reference, 0));
  });

  it.each(Object.keys(STATES))('offers one that is %s what its lifecycle takes', async (state) => {
    const { ref } = await made(STATES[state]);
    expect((await server.get(`/api/milestones/${ref}`)).body.status).toBe(state);
    await offersWhatItTakes(server, FORMS, 'milestones', ref);
  });
});
