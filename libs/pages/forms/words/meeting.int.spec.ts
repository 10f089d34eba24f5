import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createsAsTheApi,
  type FormCase,
  make,
  offersWhatItTakes,
  openForm,
  sendForm,
  testForms,
} from '#test/support/forms.js';
import { type ServerInProcess, startInProcess } from '#test/support/in-process.js';
import { smallPlan } from '#test/support/small-plan.js';
import type { Form } from '../form.js';
import { forms } from '../forms.js';

const HELD = ['hold', { present: ['ORG-01'] }] as const;
const CASES: Readonly<Record<string, FormCase>> = {
  reschedule: {
    typed: { startsAt: '4 June 2019', 'startsAt.time': '2:30pm', reason: 'The chair is away' },
    body: { startsAt: '2019-06-04T13:30:00Z', reason: 'The chair is away' },
  },
  hold: {
    typed: { present: ['ORG-01'], quorate: 'yes' },
    body: { present: ['ORG-01'], quorate: true },
    takesNothing: true,
  },
  'approve-minutes': { before: [HELD], typed: {}, body: {}, takesNothing: true },
  cancel: { typed: { reason: 'No quorum' }, body: { reason: 'No quorum' } },
};
const FORMS = forms.filter(({ kind }) => kind === 'meeting');
const STATES: Readonly<Record<string, NonNullable<FormCase['before']>>> = {
  scheduled: [],
  held: [HELD],
  minuted: [HELD, ['approve-minutes', {}]],
  cancelled: [['cancel', { reason: 'No quorum' }]],
};

describe('the forms of a meeting', () => {
  let server: ServerInProcess;
  beforeAll(async () => {
    server = await startInProcess();
    await smallPlan(server);
  });
  afterAll(() => server.stop());
  const made = (before?: FormCase['before'], startsAt = '2019-03-19T14:00:00Z') =>
    make(server, 'meetings', { group: 'BOARD', startsAt }, before);

  testForms({ forms: FORMS, cases: CASES, apart: ['issue-pack'], server: () => server, made });

  it('new calls the meeting that the API would', () =>
    createsAsTheApi(server, FORMS.find(({ verb }) => verb === undefined) as Form, {
      missing: ['group', 'startsAt'],
      typed: { group: 'BOARD', startsAt: '16 April 2019', 'startsAt.time': '14:00', title: 'Special board' },
      body: { group: 'BOARD', startsAt: '2019-04-16T13:00:00Z', title: 'Special board' },
    }));

  it('moving it shows when it begins now', async () => {
    const { ref } = await made();
    const { html } = await openForm(server, `/meetings/${ref}/reschedule`);
    expect(html.replaceAll('\u00a0', ' ')).toContain('value="19 March 2019"');
    expect(html).toContain('value="2:00pm"');
  });

  it('the pack is issued once', async () => {
    const { ref } = await made();
    const form = FORMS.find(({ verb }) => verb === 'issue-pack') as Form;
    const path = `/meetings/${ref}/issue-pack`;

    const check = await sendForm(server, path, { key: `pack ${ref}`, step: 'continue' });
    expect(check.html).toContain(form.words.checks);
    expect((await server.get(`/api/meetings/${ref}`)).body.pack).toBeNull();
    expect((await sendForm(server, path, { key: `pack ${ref}`, step: 'record' })).status).toBe(303);
    expect((await server.get(`/api/meetings/${ref}`)).body.pack.hash).toMatch(/^[0-9a-f]{64}$/);
    await offersWhatItTakes(server, FORMS, 'meetings', ref);
    const again = await sendForm(server, path, { key: `other ${ref}`, step: 'record' });
    expect([again.status, again.html.includes('it is issued once')]).toEqual([409, true]);
  });

  it.each(Object.keys(STATES))('offers one that is %s what its lifecycle takes', async (state) => {
    const { ref } = await made(STATES[state]);
    expect((await server.get(`/api/meetings/${ref}`)).body.status).toBe(state);
    await offersWhatItTakes(server, FORMS, 'meetings', ref);
  });

  it('a new one is offered where meetings stand', async () => {
    expect((await openForm(server, '/meetings')).html).toContain('href="/meetings/new"');
    expect((await openForm(server, '/groups/BOARD')).html).toContain('href="/meetings/new?group=BOARD"');
  });
});
