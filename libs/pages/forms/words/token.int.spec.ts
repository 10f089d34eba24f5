import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aggregates } from '#domain/index.js';
import { eventually } from '#test/support/eventually.js';
import { openForm, sendForm } from '#test/support/forms.js';
import { type ServerInProcess, startInProcess } from '#test/support/in-process.js';
import { bearer, smallPlan, taken } from '#test/support/small-plan.js';
import { forms } from '../forms.js';

const FORMS = forms.filter(({ kind }) => kind === 'token');
const secretIn = (html: string): string | undefined => /id="secret"[^>]*value="(al_[\w-]+)"/.exec(html)?.[1];

describe('the forms of a token', () => {
  let server: ServerInProcess;
  beforeAll(async () => {
    server = await startInProcess();
    await smallPlan(server);
  });
  afterAll(() => server.stop());

  it('are those that its aggregate takes', () => {
    expect(FORMS.map(({ verb }) => verb ?? 'new').sort()).toEqual(
      ['new', ...Object.keys(aggregates.token.verbs)].sort(),
    );
  });

  it('new shows its secret once, and the token does what was chosen', async () => {
    const { hidden } = await openForm(server, '/tokens/new');
    const empty = await sendForm(server, '/tokens/new', { ...hidden, step: 'continue' });
    expect([empty.status, empty.errors]).toEqual([422, ['party', 'roles']]);
    const typed = {
      ...hidden,
      party: 'ORG-01',
      roles: ['viewer', 'contributor'],
      programmes: ['SMI'],
      label: 'A laptop',
      step: 'continue',
    };
    const sent = await sendForm(server, '/tokens/new', typed);
    const secret = secretIn(sent.html) as string;
    expect(sent.html).toContain('Copy it now; it is not shown again.');
    expect((await server.get('/api/me', bearer(secret))).body.roles).toEqual(['viewer', 'contributor']);
    const again = await sendForm(server, '/tokens/new', typed);
    expect([again.status, again.html.includes(secret), again.html.includes('You sent this twice')]).toEqual([
      200,
      false,
      true,
    ]);
    const listed = (await openForm(server, '/admin/tokens')).html;
    expect(listed).toContain('A laptop');
    expect(listed).toContain('Reads, Reports');
    expect(listed).not.toContain(secret);
  });

  it('revoke ends it, after a check', async () => {
    const { reference, token } = await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['viewer'] });
    const path = `/tokens/${reference}/revoke`;
    expect((await openForm(server, '/admin/tokens')).html).toContain(`href="${path}"`);
    const { hidden } = await openForm(server, path);
    const check = await sendForm(server, path, { ...hidden, reason: 'Lost', step: 'continue' });
    expect([check.status, check.html.includes('This cannot be taken back.')]).toEqual([200, true]);
    expect((await server.get('/api/me', bearer(token))).status).toBe(200);
    const sent = await sendForm(server, path, { ...hidden, reason: 'Lost', step: 'record' });
    expect(sent.to).toMatch(/^\/admin\/tokens\?recorded=\d+$/);
    await eventually(async () => (await server.get('/api/me', bearer(token))).status === 401);
    expect((await openForm(server, '/admin/tokens')).html).not.toContain(`href="${path}"`);
  });

  it('are for administrators alone', async () => {
    const { token } = await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['secretary'] });
    for (const path of ['/tokens/new', '/tokens/TOKEN-01/revoke', '/admin', '/admin/tokens', '/admin/webhooks'])
      expect([path, (await openForm(server, path, token)).status]).toEqual([path, 403]);
    expect((await openForm(server, '/', token)).html).not.toContain('href="/admin"');
    expect((await openForm(server, '/')).html).toContain('href="/admin"');
  });
});
