import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createsAsTheApi,
  type FormCase,
  make,
  offersWhatItTakes,
  openForm,
  sendForm,
  takenAndRead,
  testForms,
} from '#test/support/forms.js';
import { type ServerInProcess, startInProcess } from '#test/support/in-process.js';
import { bearer, smallPlan, taken } from '#test/support/small-plan.js';
import type { Form } from '../form.js';
import { forms } from '../forms.js';

const CASES: Readonly<Record<string, FormCase>> = {
  describe: {
    typed: { name: 'Health lead', organisation: 'ORG-01' },
    body: { name: 'Health lead', organisation: 'ORG-01' },
    takesNothing: true,
  },
  retire: { typed: { reason: 'The post ended' }, body: { reason: 'The post ended' }, takesNothing: true },
  'record-mail-address': { typed: { address: 'lead@example.org' }, body: { address: 'lead@example.org' } },
  'remove-mail-address': {
    before: [['record-mail-address', { address: 'lead@example.org' }]],
    typed: { reason: 'It has another' },
    body: { reason: 'It has another' },
    takesNothing: true,
  },
  'stop-digest': { typed: { reason: 'Reads the page' }, body: { reason: 'Reads the page' }, takesNothing: true },
  'resume-digest': {
    before: [['stop-digest', {}]],
    typed: { reason: 'Missed it' },
    body: { reason: 'Missed it' },
    takesNothing: true,
  },
};
const FORMS = forms.filter(({ kind }) => kind === 'party');
const POST = { kind: 'post', name: 'Health checks lead' };
const PERSON = { kind: 'person', name: 'Winifred Hallmark', organisation: 'ORG-01' };

describe('the forms of a party', () => {
  let server: ServerInProcess;
  beforeAll(async () => {
    server = await startInProcess();
    await smallPlan(server);
  });
  afterAll(() => server.stop());

  const made = (before?: FormCase['before']) => make(server, 'parties', POST, before);
  testForms({ forms: FORMS, cases: CASES, apart: ['erase'], server: () => server, made });

  it('new adds the party that the API would', () =>
    createsAsTheApi(server, FORMS.find(({ verb }) => verb === undefined) as Form, {
      missing: ['kind', 'name'],
      typed: { kind: 'post', name: 'Quality lead', organisation: 'ORG-01' },
      body: { kind: 'post', name: 'Quality lead', organisation: 'ORG-01' },
    }));

  it('erasing a name says first what stays and what does not, and then does so', async () => {
    const { ref } = await make(server, 'parties', PERSON);
    await takenAndRead(server, '/api/actions', { programme: 'SMI', title: 'Led by a person', owner: ref });
    const path = `/parties/${ref}/erase`;
    const opened = await openForm(server, path);
    expect(opened.html).toContain('Record that instead: the name stays');
    const empty = await sendForm(server, path, { ...opened.hidden, step: 'continue' });
    expect([empty.status, empty.errors]).toEqual([422, ['reason']]);
    const typed = { ...opened.hidden, reason: 'Asked for' };
    const check = await sendForm(server, path, { ...typed, step: 'continue' });
    for (const said of [
      'Winifred Hallmark',
      'A person whose name was erased',
      'Commissioning group',
      'Stay as they are, led by this reference',
      'Go on until they are revoked',
      'cannot be taken back',
    ])
      expect([said, check.html.includes(said)]).toEqual([said, true]);
    expect((await server.get(`/api/parties/${ref}`)).body.name).toBe('Winifred Hallmark');
    const sent = await sendForm(server, path, { ...typed, step: 'record' });
    expect(sent.to).toMatch(new RegExp(`^/parties/${ref}\\?recorded=\\d+$`));
    const page = await openForm(server, sent.to as string);
    expect(page.html).toContain('A person whose name was erased');
    expect(page.html).not.toContain('Winifred');
    expect((await server.get(`/api/actions?owner=${ref}`)).body.items).toHaveLength(1);
    const history = (await server.get(`/api/parties/${ref}/history`)).body.items;
    expect(history.at(-1)).toMatchObject({ type: 'PersonErased', reason: 'Asked for' });
    await offersWhatItTakes(server, FORMS, 'parties', ref);
  });

  it.each([
    ['a post', POST, []],
    ['a person', PERSON, []],
    ['one that has left', POST, [['retire', {}]]],
  ] as const)('offers %s what its lifecycle takes', async (_, body, before) => {
    const { ref } = await make(server, 'parties', body, before);
    await offersWhatItTakes(server, FORMS, 'parties', ref);
  });

  it('the address is shown to nobody, and a party decides on its own mail', async () => {
    const { ref } = await make(server, 'parties', POST, [['record-mail-address', { address: 'lead@secret.example' }]]);
    const { token } = await taken(server, '/api/tokens', { party: ref, roles: ['viewer'] });
    const { body } = await server.get(`/api/parties/${ref}`);
    expect(body).toMatchObject({ hasMailAddress: true, digest: 'on' });
    const shown = [`/parties/${ref}`, `/parties/${ref}/record-mail-address`, `/api/parties/${ref}/history`];
    for (const path of shown) expect((await openForm(server, path)).html).not.toContain('secret.example');
    const own = await openForm(server, `/parties/${ref}/stop-digest`, token);
    const sent = await sendForm(server, `/parties/${ref}/stop-digest`, { ...own.hidden, step: 'record' }, token);
    expect(sent.to).toMatch(/recorded=/);
    expect((await openForm(server, sent.to as string, token)).html).toContain(`${ref}/resume-digest`);
    expect((await server.get(`/api/parties/${ref}`)).body.digest).toBe('off');
    const other = await server.post('/api/parties/ORG-01/stop-digest', {}, bearer(token));
    expect([other.status, other.body.code]).toEqual([403, 'not-own-party']);
    expect((await openForm(server, '/parties/ORG-01', token)).html).not.toContain('stop-digest');
  });

  it.each(['lead', 'lead@example.org\nBcc: all@example.org', 'a@example.org, b@example.org', '<lead@example.org>'])(
    'refuses %j as an address',
    async (address) => {
      const answer = await server.post('/api/parties/ORG-01/record-mail-address', { address });
      expect([answer.status, answer.body.code]).toEqual([400, 'validation-failed']);
    },
  );

  it('erasing is for administrators alone, the rest for secretaries too', async () => {
    const { ref } = await make(server, 'parties', PERSON);
    const { token } = await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['secretary'] });
    expect((await openForm(server, `/parties/${ref}/erase`, token)).status).toBe(403);
    expect((await openForm(server, `/parties/${ref}`, token)).html).not.toContain(`${ref}/erase`);
    const people = await openForm(server, '/admin/people?kind=person', token);
    expect([people.status, people.html.includes(`/parties/${ref}`), people.html.includes('/parties/new')]).toEqual([
      200,
      true,
      true,
    ]);
  });
});
