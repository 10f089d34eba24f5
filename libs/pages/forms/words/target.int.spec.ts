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

const MEASURED = ['record-measurement', { period: '2018-07', value: '57.9' }] as const;

const CASES: Readonly<Record<string, FormCase>> = {
  'record-measurement': {
    typed: {
      period: 'July 2018',
      numerator: '1,607',
      denominator: '2,800',
      status: 'provisional',
      reportedOn: '9 August 2018',
    },
    body: {
      period: '2018-07',
      numerator: '1607',
      denominator: '2800',
      status: 'provisional',
      reportedOn: '2018-08-09',
    },
  },
  'correct-measurement': {
    before: [MEASURED],
    typed: { period: '2018-07', value: '75.90%', reason: 'Swapped' },
    body: { period: '2018-07', value: '75.90', reason: 'Swapped' },
  },
  'report-breach': {
    typed: { period: 'Q2 2018/19', cases: '3', narrative: 'They waited' },
    body: { period: '2018/19-Q2', cases: 3, narrative: 'They waited' },
  },
  forecast: {
    typed: { period: '2019/20', value: '58', narrative: 'Two posts' },
    body: { period: '2019/20', value: '58', narrative: 'Two posts' },
  },
  'set-trajectory': {
    typed: {
      'trajectory[0].period': '2018/19',
      'trajectory[0].value': '60',
      'trajectory[1].period': '2019/20',
      'trajectory[1].value': '65.5',
      'trajectory[1].condition': 'subject to funding',
      reason: 'The contract',
    },
    body: {
      trajectory: [
        { period: '2018/19', value: '60' },
        { period: '2019/20', value: '65.5', condition: 'subject to funding' },
      ],
      reason: 'The contract',
    },
  },
  'recalculate-limits': {
    typed: { from: '2018-09', decision: 'BOARD-D09' },
    body: { from: '2018-09', decision: 'BOARD-D09' },
  },
  suspend: { typed: { reason: 'A new system' }, body: { reason: 'A new system' } },
  resume: {
    before: [['suspend', { reason: 'A new system' }]],
    typed: { reason: 'It works' },
    body: { reason: 'It works' },
  },
  withdraw: { typed: { reason: 'Not collected' }, body: { reason: 'Not collected' } },
  correct: {
    typed: { field: 'baseline', 'value.period': '2017/18', 'value.value': '48.2', reason: 'Page 4' },
    body: { field: 'baseline', value: { period: '2017/18', value: '48.2' }, reason: 'Page 4' },
  },
};

const CREATION = {
  programme: 'SMI',
  measure: 'People who had a health check',
  unit: 'percent',
  direction: 'at-least',
  trajectory: [{ period: '2018-07', value: '60' }],
};

const FORMS = forms.filter(({ kind }) => kind === 'target');
const STATES: Readonly<Record<string, NonNullable<FormCase['before']>>> = {
  active: [MEASURED],
  suspended: [['suspend', { reason: 'A new system' }]],
  withdrawn: [['withdraw', { reason: 'Not collected' }]],
};

describe('the forms of a target', () => {
  let server: ServerInProcess;

  beforeAll(async () => {
    server = await startInProcess();
    await smallPlan(server);
  });
  afterAll(() => server.stop());

  const made = (before?: FormCase['before']) => make(server, 'targets', CREATION, before);

  testForms({
    forms: FORMS,
    cases: CASES,
    server: () => server,
    made,
    prepare: (form, items) =>
      form.verb === 'recalculate-limits'
        ? takenAndRead(server, '/api/decisions', {
            reference: 'BOARD-D09',
            title: 'Count them otherwise',
            disposition: 'approve',
            rationale: 'As others do',
            decidedOn: 'not-stated',
            group: 'BOARD',
            affects: items.map(({ ref }) => ref),
          })
        : Promise.resolve(),
  });

  it('new sets the target that the API would', async () => {
    const { hidden } = await openForm(server, '/targets/new');
    const empty = await sendForm(server, '/targets/new', { ...hidden, step: 'continue' });
    expect([empty.status, empty.errors]).toEqual([422, ['programme', 'measure', 'unit', 'direction']]);
    const { trajectory: _, ...typed } = CREATION;
    const points = { 'trajectory[0].period': 'July 2018', 'trajectory[0].value': '60', accumulates: 'no' };
    const sent = await sendForm(server, '/targets/new', { ...hidden, ...typed, ...points, step: 'continue' });
    expect(sent.errors).toEqual([]);
    const ref = /^\/targets\/([^?]+)\?recorded=/.exec(sent.to ?? '')?.[1] as string;
    const { reference } = await takenAndRead(server, '/api/targets', { ...CREATION, accumulates: false });
    expect(await written(server, 'targets', ref, 0)).toEqual(await written(server, 'targets', reference, 0));
  });

  it('shows the levels that stand, to be changed', async () => {
    const { ref } = await made();
    const { html } = await openForm(server, `/targets/${ref}/set-trajectory`);
    expect(html).toContain('name="trajectory[0].period" type="text" value="Jul 2018"');
    expect(html).toContain('name="trajectory[0].value" type="text" value="60"');
  });

  it('takes a baseline away where a correction leaves it empty', async () => {
    const { ref } = await made([
      ['correct', { field: 'baseline', value: { period: '2017/18', value: 1 }, reason: 'x' }],
    ]);
    const { hidden } = await openForm(server, `/targets/${ref}/correct?field=baseline`);
    const typed = { ...hidden, 'value.period': '', 'value.value': '', reason: 'There was none', step: 'record' };
    await sendForm(server, `/targets/${ref}/correct`, typed);
    expect((await server.get(`/api/targets/${ref}`)).body.baseline).toBeNull();
  });

  it.each(Object.keys(STATES))('offers one that is %s what its lifecycle takes', async (state) => {
    const { ref } = await made(STATES[state]);
    expect((await server.get(`/api/targets/${ref}`)).body.status).toBe(state);
    await offersWhatItTakes(server, FORMS, 'targets', ref);
  });
});
