import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createsAsTheApi, type FormCase, make, offersWhatItTakes, openForm, testForms } from '#test/support/forms.js';
import { type ServerInProcess, startInProcess } from '#test/support/in-process.js';
import { smallPlan } from '#test/support/small-plan.js';
import type { Form } from '../form.js';
import { forms } from '../forms.js';

const CASES: Readonly<Record<string, FormCase>> = {
  describe: {
    typed: { name: 'Crisis care', lead: 'ORG-01', parent: 'SMI' },
    body: { name: 'Crisis care', lead: 'ORG-01', parent: 'SMI' },
    takesNothing: true,
  },
  'assign-group': { typed: { group: 'BOARD' }, body: { group: 'BOARD' } },
  close: { typed: { successors: ['SMI'], reason: 'Done' }, body: { successors: ['SMI'], reason: 'Done' } },
};
const FORMS = forms.filter(({ kind }) => kind === 'programme');

describe('the forms of a programme', () => {
  let server: ServerInProcess;
  let number = 0;
  beforeAll(async () => {
    server = await startInProcess();
    await smallPlan(server);
  });
  afterAll(() => server.stop());
  const made = (before?: FormCase['before']) => {
    number += 1;
    return make(server, 'programmes', { reference: `CR${number}`, name: 'Crisis' }, before);
  };

  testForms({ forms: FORMS, cases: CASES, server: () => server, made });

  it('new adds the programme that the API would', () =>
    createsAsTheApi(server, FORMS.find(({ verb }) => verb === undefined) as Form, {
      missing: ['reference', 'name'],
      typed: { reference: 'CYP', name: 'Young people', lead: 'ORG-01', parent: 'SMI', group: 'BOARD' },
      body: { reference: 'CYQ', name: 'Young people', lead: 'ORG-01', parent: 'SMI', group: 'BOARD' },
    }));

  it.each([
    ['open', []],
    ['closed', [['close', { reason: 'Done' }]]],
  ] as const)('offers one that is %s what its lifecycle takes', async (state, before) => {
    const { ref } = await made(before);
    expect((await server.get(`/api/programmes/${ref}`)).body.status).toBe(state);
    await offersWhatItTakes(server, FORMS, 'programmes', ref);
    const { html } = await openForm(server, `/programmes/${ref}`);
    expect(html.includes(`/actions/new?programme=${ref}`)).toBe(state === 'open');
  });
});
