import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aggregates } from '#domain/index.js';
import { eventually } from '#test/support/eventually.js';
import { offeredOn, openForm, sendForm } from '#test/support/forms.js';
import { type ServerInProcess, startInProcess } from '#test/support/in-process.js';
import { type Receiver, receiver } from '#test/support/receiver.js';
import { smallPlan, taken } from '#test/support/small-plan.js';
import { forms } from '../forms.js';

const FORMS = forms.filter(({ kind }) => kind === 'webhook');
const secretIn = (html: string): string | undefined => /id="secret"[^>]*value="(whsec_[^"]+)"/.exec(html)?.[1];

describe('the forms of a webhook', () => {
  let server: ServerInProcess;
  let to: Receiver;
  let token: string;
  beforeAll(async () => {
    server = await startInProcess({ WEBHOOKS_TO_PRIVATE_ADDRESSES: '1' });
    to = await receiver();
    await smallPlan(server);
    token = (await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['viewer'] })).reference;
  });
  afterAll(async () => {
    await to.stop();
    await server.stop();
  });

  const shown = async (ref: string) => (await server.get(`/api/webhooks/${ref}`)).body;
  const made = async (): Promise<string> =>
    (await taken(server, '/api/webhooks', { url: to.url, token, type: 'ActionNoteAdded' })).reference;
  const send = async (ref: string, verb: string, typed: Record<string, string> = {}) => {
    const path = `/webhooks/${ref}/${verb}`;
    const { status, hidden } = await openForm(server, path);
    expect([verb, status]).toEqual([verb, 200]);
    return sendForm(server, path, { ...hidden, ...typed, step: 'record' });
  };

  it('are those that its aggregate takes', () => {
    expect(FORMS.map(({ verb }) => verb ?? 'new').sort()).toEqual(
      ['new', ...Object.keys(aggregates.webhook.verbs)].sort(),
    );
  });

  it('new shows its secret once, and events are sent', async () => {
    const { hidden, html } = await openForm(server, '/webhooks/new');
    expect(html).toContain('Note (ActionNoteAdded)');
    const empty = await sendForm(server, '/webhooks/new', { ...hidden, step: 'continue' });
    expect([empty.status, empty.errors]).toEqual([422, ['url', 'token']]);
    const typed = { ...hidden, url: to.url, token: token.toLowerCase(), type: 'ActionNoteAdded', step: 'continue' };
    const sent = await sendForm(server, '/webhooks/new', typed);
    to.secret = secretIn(sent.html) as string;
    expect(to.secret).toMatch(/^whsec_/);
    await taken(server, '/api/actions/SMI-A01/add-note', { text: 'Sent' });
    await eventually(async () => to.taken().some(({ genuine }) => genuine));
    const again = await sendForm(server, '/webhooks/new', typed);
    expect(again.html).not.toContain(to.secret);
    const list = (await openForm(server, '/admin/webhooks')).html;
    expect(list).toContain(to.url);
    expect(list).not.toContain(to.secret);
  });

  it('stop, start, send again and end one', async () => {
    const ref = await made();
    const page = `/admin/webhooks/${ref}`;
    expect(await offeredOn(server, page)).toEqual(['disable', 'replay', 'roll-secret', 'withdraw']);
    expect((await send(ref, 'disable', { reason: 'Moved' })).to).toMatch(new RegExp(`^${page}\\?recorded=`));
    expect(await shown(ref)).toMatchObject({ status: 'disabled', reason: 'Moved' });
    expect(await offeredOn(server, page)).toEqual(['enable', 'replay', 'roll-secret', 'withdraw']);
    await send(ref, 'enable');
    await send(ref, 'replay', { fromPosition: '0' });
    expect((await shown(ref)).status).toBe('active');
    const rolled = await send(ref, 'roll-secret', { keepOldFor: 'PT1H' });
    expect(secretIn(rolled.html)).toMatch(/^whsec_/);
    expect((await shown(ref)).oldSecretUntil).not.toBeNull();
    const empty = await sendForm(server, `/webhooks/${ref}/withdraw`, { reason: '', step: 'continue' });
    expect([empty.status, empty.errors]).toEqual([422, ['reason']]);
    await send(ref, 'withdraw', { reason: 'No longer used' });
    expect((await shown(ref)).status).toBe('withdrawn');
    expect((await openForm(server, page)).html).toContain('It was ended. Why: No longer used');
    expect(await offeredOn(server, page)).toEqual([]);
    const late = await openForm(server, `/webhooks/${ref}/enable`);
    expect([late.html.includes('data-keep='), late.html.includes(`${ref} is withdrawn; create another.`)]).toEqual([
      false,
      true,
    ]);
  });

  it('leave out the event at which one stands, and send it later', async () => {
    const ref = await made();
    to.answers(() => ({ status: 422 }));
    await taken(server, '/api/actions/SMI-A01/add-note', { text: 'Too long' });
    await eventually(async () => (await shown(ref)).failures > 0);
    const { number } = (await shown(ref)).standsAt;
    const page = (await openForm(server, `/admin/webhooks/${ref}`)).html;
    expect(page).toContain('Its receiver has refused the next event');
    expect(page).toContain(`href="/webhooks/${ref}/skip-event?number=${number}"`);
    expect((await openForm(server, '/admin')).html).toContain('looking at');
    const prefilled = await openForm(server, `/webhooks/${ref}/skip-event?number=${number}`);
    expect(prefilled.html).toContain(`value="${number}"`);
    const wrong = await sendForm(server, `/webhooks/${ref}/skip-event`, {
      number: '1',
      reason: 'x',
      key: 'w',
      step: 'record',
    });
    expect([wrong.status, wrong.errors]).toEqual([409, ['number']]);
    await send(ref, 'skip-event', { number: String(number), reason: 'It is too long' });
    const left = (await openForm(server, `/admin/webhooks/${ref}`)).html;
    expect(left).toContain('It is too long');
    to.answers(() => ({ status: 204 }));
    await send(ref, 'requeue-event', { number: String(number) });
    await eventually(async () => (await shown(ref)).skipped.length === 0);
    expect((await send(ref, 'resume')).to).toBe(`/admin/webhooks/${ref}?recorded=nothing`);
  });
});
