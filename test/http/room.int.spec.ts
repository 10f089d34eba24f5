import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mammoth from 'mammoth';
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

describe('the minutes of a meeting', () => {
  const AT = { meeting: 'BOARD-MTG01' };
  const say = async (path: string, body: object) => {
    const answer = await taken(server, path, body);
    await caughtUp(server, answer);
    return answer;
  };
  const open = async (path: string) => {
    const { status, text } = await request(server.url).get(path).set(secretary);
    const main = text.slice(text.indexOf('<main'), text.indexOf('</main>'));
    const words = main.replaceAll(/<[^>]*>/g, ' ').replaceAll(/[\s\u00a0]+/g, ' ');
    return { status, text, words: words.replaceAll(/ ([.,;:])/g, '$1') };
  };
  const word = async (path: string, headers = secretary) => {
    const answer = await fetch(server.url + path, { headers });
    const buffer = Buffer.from(await answer.arrayBuffer());
    const html = answer.status === 200 ? (await mammoth.convertToHtml({ buffer })).value : '';
    return { status: answer.status, type: answer.headers.get('content-type'), html: html.replaceAll('\u00a0', ' ') };
  };
  const minutes = async (query = '') => (await server.get(`/api/meetings/${MEETING}/minutes${query}`)).body;

  it('offers a decision and an action with the meeting filled in, and the minute where it is known', async () => {
    const { text } = await open(ROOM);
    expect(text).toContain(
      `href="/decisions/new?group=BOARD&amp;atMeeting=${MEETING}&amp;takenBy=meeting&amp;decidedOn=9+March+2018"`,
    );
    const { text: form, words } = await open(`/decisions/new?group=BOARD&atMeeting=${MEETING}&minuteRef=4.3`);
    expect(form).toMatch(new RegExp(`<option value="${MEETING}" selected`));
    expect(form).toContain('value="4.3"');
    expect(words).not.toContain('You are looking at');
  });

  it('are a draft that follows the record, as a page and as Word, with the quorum by rule beside what was said', async () => {
    await say('/api/groups/BOARD/set-quorum', { atLeast: 2, posts: ['ORG-01'], occurredAt: '2018-03-01' });
    await say(`/api/meetings/${MEETING}/hold`, { present: ['ORG-01'], quorate: true });
    const { reference: decided } = await say('/api/decisions', {
      title: 'Wait for <the> "case"',
      disposition: 'agree-subject-to',
      rationale: 'Money is short',
      decidedOn: '2018-03-09',
      group: 'BOARD',
      conditions: [{ text: 'The case is made', agreedBy: 'BOARD' }],
      affects: ['SMI-A01'],
      minuteRef: 'Minute 4.10',
      ...AT,
    });
    const created = { programme: 'SMI', title: 'Make the case', owner: 'ORG-01', timescale: 'End September 2019' };
    const { reference: made } = await say('/api/actions', { ...created, minuteRef: '4.9', ...AT });
    await say(`/api/actions/${made}/correct`, { field: 'timescale', value: 'End September 2018', reason: 'Typing' });

    const draft = await minutes();
    expect(draft.meeting.quorum).toMatchObject({ quorate: false, present: 1, atLeast: 2, missing: [] });
    expect(draft.approval).toBeNull();
    const places = draft.entries.map(({ minuteRef }: { minuteRef: string | null }) => minuteRef);
    expect(places.indexOf('4.9')).toBeGreaterThan(places.indexOf('4.3'));
    expect(places.indexOf('Minute 4.10')).toBe(places.indexOf('4.9') + 1);
    expect(draft.agreed).toMatchObject([
      { reference: made, lead: 'ORG-01', timescale: { text: 'End September 2018' } },
    ]);

    const { words, text } = await open(`/meetings/${MEETING}/minutes`);
    expect(words).toContain('Draft minutes');
    expect(words).toContain('Not quorate: 1 of the 2 needed were there, among them Commissioning group.');
    expect(words).toContain('said that there was a quorum. The two differ.');
    expect(words).toContain('Agreed, with conditions. Money is short');
    expect(words).toContain('1. The case is made (to be agreed by The board)');
    expect(words).toContain(`${made} Make the case Commissioning group “End September 2018” By 30 September 2018`);
    expect(text).toContain(`href="/meetings/${MEETING}/approve-minutes"`);
    for (const path of [`/meetings/${MEETING}/minutes.docx`, `/api/meetings/${MEETING}/minutes.docx`]) {
      const file = await word(path);
      expect([file.status, file.type]).toEqual([200, expect.stringContaining('wordprocessingml')]);
      expect(file.html).toContain('Wait for &lt;the&gt; "case"');
      expect(file.html).toContain(decided);
      expect(file.html).toContain('<td><p>“End September 2018”</p></td><td><p>By 30 September 2018</p></td>');
    }
  });

  it('stay as they were approved, and show what was recorded later as such, at every moment', async () => {
    const before = (await minutes()).number;
    const { agreed } = await minutes();
    const made = agreed[0].reference;
    const post = { kind: 'post', name: 'New lead', organisation: 'ORG-01' };
    const { reference: lead } = await say('/api/parties', post);
    await say(`/api/meetings/${MEETING}/approve-minutes`, {});
    const approved = await minutes();
    await say(`/api/actions/${made}/describe`, { title: 'Renamed since' });
    await say(`/api/actions/${made}/assign-owner`, { owner: lead });
    await say(`/api/actions/${made}/add-note`, { text: 'Remembered later', minuteRef: '4.9', ...AT });
    const after = await minutes();
    for (const part of ['meeting', 'approval', 'number', 'entries', 'agreed', 'named'])
      expect(after[part]).toEqual(approved[part]);
    expect(after.after).toMatchObject([{ type: 'ActionNoteAdded', reference: made }]);

    const { words, text } = await open(`/meetings/${MEETING}/minutes`);
    expect(words).toContain(`The minutes were approved on`);
    expect(text).toContain(`href="/events/${approved.number}"`);
    const [agreedThen = '', since = ''] = words.split('Recorded after the minutes were approved');
    expect(agreedThen).toContain('Make the case');
    expect(agreedThen).not.toContain('Renamed since');
    expect(agreedThen).not.toContain('Remembered later');
    expect(since).toContain('Remembered later');
    expect(text).not.toContain('approve-minutes');
    expect((await word(`/meetings/${MEETING}/minutes.docx`)).html).toContain(
      'Recorded after the minutes were approved',
    );
    const past = await open(`/meetings/${MEETING}/minutes?event=${before}`);
    expect(past.words).toContain('Draft minutes');
    expect(past.text).not.toContain('approve-minutes');
    const then = await word(`/meetings/${MEETING}/minutes.docx?event=${before}`);
    expect(then.html).toContain('Draft minutes');
    expect(then.html).not.toContain('Remembered later');
  });

  it('are for whoever may read, and name what is wrong', async () => {
    const paths = ['minutes', 'minutes.docx', 'readiness'].map((name) => `/api/meetings/${MEETING}/${name}`);
    for (const path of paths) expect((await fetch(server.url + path)).status).toBe(401);
    const { token } = await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['viewer'] });
    const viewer = { ...secretary, authorization: `Bearer ${token}` };
    for (const path of paths) expect((await fetch(server.url + path, { headers: viewer })).status).toBe(200);
    for (const page of ['minutes', 'pack'])
      expect((await request(server.url).get(`/meetings/${MEETING}/${page}`).set(viewer)).status).toBe(200);
    expect((await word('/api/meetings/NOPE/minutes.docx')).status).toBe(404);
    expect((await word(`/api/meetings/${MEETING}/minutes.docx?known=2018-01-01`)).status).toBe(400);
    expect((await word(`/meetings/${MEETING}/minutes.docx?known=never`)).status).toBe(400);
  });
});
