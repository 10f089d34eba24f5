import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { startInProcess } from '../support/in-process.js';
import type { ApiServer } from '../support/server.js';
import { caughtUp, smallPlan, taken } from '../support/small-plan.js';

const MEETING = 'BOARD-MTG01';
const ROOM = `/meetings/${MEETING}/room`;
let server: ApiServer;
let secretary: Readonly<Record<string, string>>;
let other: Readonly<Record<string, string>>;
beforeAll(async () => {
  server = await startInProcess();
  await smallPlan(server);
  const headers = async () => {
    const { token } = await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['secretary'] });
    return { authorization: `Bearer ${token}`, accept: 'text/html', 'sec-fetch-site': 'same-origin' };
  };
  secretary = await headers();
  other = await headers();
});
afterAll(async () => {
  await server?.stop();
});

/** An action that is past its date, so that the agenda has it. */
async function lateAction(title: string): Promise<string> {
  const created = await taken(server, '/api/actions', { programme: 'SMI', title, timescale: 'End May 2018' });
  await caughtUp(server, created);
  return created.reference as string;
}
const open = async (headers = secretary) => (await request(server.url).get(ROOM).set(headers)).text;
const send = (fields: object, headers = secretary) =>
  request(server.url).post(ROOM).type('form').set(headers).send(fields);
const row = (reference: string, outcome: string, more: Record<string, string> = {}) =>
  Object.fromEntries(
    Object.entries({ kind: 'action', key: `${reference} ${outcome}`, outcome, ...more }).map(([name, value]) => [
      `${reference}.${name}`,
      value,
    ]),
  );
const recordedOf = async (reference: string) =>
  ((await server.get(`/api/actions/${reference}/history`)).body.items as { type: string; meeting: string | null }[])
    .filter(({ meeting }) => meeting === MEETING)
    .map(({ type }) => type);

describe('the room of a meeting', () => {
  it('has a row for each item that waits for the board or is late', async () => {
    const reference = await lateAction('Count the register');
    const html = await open();
    expect(html).toContain('Count the register');
    expect(html).toContain(`name="${reference}.outcome"`);
    expect(html).toContain('A new date was agreed');
  });

  it('records its rows with the meeting and the minute; one that fails never stops another, nor loses its words', async () => {
    const [first, second, third] = [await lateAction('One'), await lateAction('Two'), await lateAction('Three')];
    const answer = await send({
      ...row(first, 'heard', { words: 'Half is done', minute: '4.1' }),
      ...row(second, 'date', { words: 'It grew', minute: '4.2' }),
      ...row(third, 'date', { words: 'It grew too', date: 'June 2027', minute: '4.3' }),
    });
    expect(answer.status).toBe(200);
    expect(await recordedOf(first)).toEqual(['ActionProgressReported']);
    expect(await recordedOf(second)).toEqual([]);
    expect(await recordedOf(third)).toEqual(['ActionTimescaleRevised']);
    expect((await server.get(`/api/actions/${third}`)).body).toMatchObject({
      agreedBy: 'group',
      agreed: { latest: '2027-06-30' },
    });
    expect(answer.text).toContain('Enter the new date');
    expect(answer.text).toContain('value="It grew"');
    expect(answer.text).not.toContain('value="It grew too"');
  });

  it('records a row once, however often it is sent', async () => {
    const reference = await lateAction('Once');
    const typed = row(reference, 'noted', { words: 'Said' });
    await send(typed);
    await send(typed);
    expect(await recordedOf(reference)).toEqual(['ActionNoteAdded']);
  });

  it('answers a script row by row', async () => {
    const reference = await lateAction('By script');
    const headers = { ...secretary, accept: 'application/json' };
    const { body } = await send(row(reference, 'heard', { words: 'Half' }), headers);
    expect(body.rows).toEqual([expect.objectContaining({ reference, at: expect.stringMatching(/^\d+:\d\d[ap]m$/) })]);
    const failed = await send(row(reference, 'deferred'), headers);
    expect(failed.body.rows[0].error).toBe('Enter why, in words');
  });

  it('loses nothing of two secretaries who record at once', async () => {
    const references = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(lateAction));
    const all = (who: string) =>
      Object.assign({}, ...references.map((each) => row(each, 'noted', { words: who, key: `${who} ${each}` })));
    const answers = await Promise.all([send(all('first')), send(all('second'), other)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    for (const reference of references)
      expect(await recordedOf(reference)).toEqual(['ActionNoteAdded', 'ActionNoteAdded']);
  });

  it('takes what is tampered with as an error of its row, or not at all', async () => {
    const reference = await lateAction('Tampered');
    const tampered = [
      { [`${reference}.outcome`]: 'verified', [`${reference}.kind`]: 'token' },
      { [`${reference}.outcome`]: 'constructor', [`${reference}.kind`]: 'action' },
      { 'NOT-THERE.outcome': 'heard', 'NOT-THERE.kind': 'action', 'NOT-THERE.words': 'x' },
      { [`${reference}.outcome`]: ['heard', 'noted'], [`${reference}.kind`]: ['__proto__', 'action'] },
    ];
    for (const typed of tampered) expect((await send(typed)).status).toBe(200);
    expect(await recordedOf(reference)).toEqual([]);
  });

  it('is for secretaries', async () => {
    const { token } = await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['contributor'] });
    const headers = { ...secretary, authorization: `Bearer ${token}` };
    expect((await request(server.url).get(ROOM).set(headers)).status).toBe(403);
    expect((await send({}, headers)).status).toBe(403);
  });
});
