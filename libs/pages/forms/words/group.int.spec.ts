import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createsAsTheApi, type FormCase, make, offersWhatItTakes, openForm, testForms } from '#test/support/forms.js';
import { type ServerInProcess, startInProcess } from '#test/support/in-process.js';
import { smallPlan } from '#test/support/small-plan.js';
import type { Form } from '../form.js';
import { forms } from '../forms.js';

const CASES: Readonly<Record<string, FormCase>> = {
  describe: {
    typed: { name: 'Finance group', lead: 'ORG-01', parent: 'BOARD' },
    body: { name: 'Finance group', lead: 'ORG-01', parent: 'BOARD' },
    takesNothing: true,
  },
  'set-quorum': {
    typed: { atLeast: '2', posts: ['ORG-01'] },
    body: { atLeast: 2, posts: ['ORG-01'] },
  },
  'remove-quorum': {
    before: [['set-quorum', { atLeast: 2 }]],
    typed: { reason: 'All decide' },
    body: { reason: 'All decide' },
  },
  close: { typed: { successors: ['BOARD'], reason: 'Done' }, body: { successors: ['BOARD'], reason: 'Done' } },
};
const FORMS = forms.filter(({ kind }) => kind === 'group');

describe('the forms of a group', () => {
  let server: ServerInProcess;
  let number = 0;
  beforeAll(async () => {
    server = await startInProcess();
    await smallPlan(server);
  });
  afterAll(() => server.stop());
  const made = (before?: FormCase['before']) => {
    number += 1;
    return make(server, 'groups', { reference: `FG${number}`, name: 'Finance' }, before);
  };

  testForms({ forms: FORMS, cases: CASES, server: () => server, made });

  it('new adds the group that the API would', () =>
    createsAsTheApi(server, FORMS.find(({ verb }) => verb === undefined) as Form, {
      missing: ['reference', 'name'],
      typed: { reference: 'QUAL', name: 'Quality group', lead: 'ORG-01', parent: 'BOARD' },
      body: { reference: 'QUAM', name: 'Quality group', lead: 'ORG-01', parent: 'BOARD' },
    }));

  it.each([
    ['open', []],
    ['closed', [['close', { reason: 'Done' }]]],
  ] as const)('offers one that is %s what its lifecycle takes', async (state, before) => {
    const { ref } = await made(before);
    expect((await server.get(`/api/groups/${ref}`)).body.status).toBe(state);
    await offersWhatItTakes(server, FORMS, 'groups', ref);
    const { html } = await openForm(server, `/groups/${ref}`);
    expect(html.includes(`/meetings/new?group=${ref}`)).toBe(state === 'open');
  });
});
