import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type AccessStore, openAccessStore } from '#access/index.js';
import { beginLedger, executeInSnapshot, openLedger, simulatedClock } from '#application/index.js';
import { type FolderQueries, openFolder } from '#apps/cli/report/folder.js';
import { MAIL_READER, openMailer, sendDigests } from '#digest/index.js';
import { digestLook } from '#digest/watch-digests.js';
import { type Digest, digestWriter, makeDigests } from '#pages/index.js';
import { markCopy, readSchedule } from '#platform/index.js';
import { cliInProcess } from '../support/cli-in-process.js';
import { eventually } from '../support/eventually.js';
import { openForm } from '../support/forms.js';
import { type ServerInProcess, startInProcess } from '../support/in-process.js';
import { type MailServer, startMailServer } from '../support/mail-server.js';
import { ADMIN_TOKEN } from '../support/server.js';
import { bearer, caughtUp, smallPlan, taken } from '../support/small-plan.js';

const FROM = 'ledger@board.example';
const HOSTILE = '<img src=x onerror=alert(1)> & "quoted"';
const MANY = 25;

let mail: MailServer;
let server: ServerInProcess;
let access: AccessStore;
let queries: FolderQueries;

async function say(path: string, body: object = {}) {
  const made = await taken(server, path, body);
  await caughtUp(server, made);
  return made;
}

const address = (ref: string, at: string) => say(`/api/parties/${ref}/record-mail-address`, { address: at });
const send = async (body: object = {}) => (await server.post('/api/digests', body)).body;
const outcomesOf = ({ digests }: { digests: readonly { party: string; outcome: string }[] }) =>
  Object.fromEntries(digests.map(({ party, outcome }) => [party, outcome]));
const sentTo = () => mail.mails.map(({ to }) => (Array.isArray(to) ? to : [to]).map((each) => each?.text).join());

/** A meeting that is still to come: its digest is a period of its own. */
async function newMeeting(startsAt = '2090-03-09T10:00:00Z'): Promise<string> {
  return (await say('/api/meetings', { group: 'BOARD', startsAt })).reference;
}

const SETTINGS = () => ({ SMTP_URL: mail.url, MAIL_FROM: FROM, PUBLIC_URL: 'https://ledger.example' });

beforeAll(async () => {
  mail = await startMailServer();
  server = await startInProcess(SETTINGS());
  await smallPlan(server);
  for (const name of ['Quality lead', 'Second lead', 'Third lead'])
    await say('/api/parties', { kind: 'post', name, reference: name.split(' ')[0]?.toUpperCase() });
  await say('/api/actions', { programme: 'SMI', title: HOSTILE, owner: 'QUALITY', timescale: 'End Q3 2018/19' });
  await say('/api/actions', { programme: 'SMI', title: 'Second', owner: 'SECOND', timescale: 'End Q3 2018/19' });
  for (let nth = 0; nth < MANY; nth++)
    await say('/api/actions', { programme: 'SMI', title: `Third ${nth}`, owner: 'THIRD', timescale: 'End Q3 2018/19' });
  await address('QUALITY', 'quality@lead.example');
  await address('SECOND', 'second@lead.example');
  await address('THIRD', 'third@lead.example');
  access = await openAccessStore({ engine: 'sqlite', dataDir: server.folder });
  queries = await openFolder({ DATA_DIR: server.folder });
});
afterAll(async () => {
  await queries?.close();
  await access?.close();
  await server?.stop();
  await mail?.stop();
});
beforeEach(() => {
  mail.mails.splice(0);
  mail.refused.clear();
  mail.says = {};
});

describe('a digest', () => {
  it('goes once to each lead that has an address, with what is late and a link to My items', async () => {
    const first = await send();
    expect(outcomesOf(first)).toEqual({
      'ORG-01': 'no-address',
      QUALITY: 'sent',
      SECOND: 'sent',
      THIRD: 'sent',
    });
    expect(sentTo().sort()).toEqual(['quality@lead.example', 'second@lead.example', 'third@lead.example']);
    const again = await send();
    expect(outcomesOf(again)).toMatchObject({ QUALITY: 'already-sent', SECOND: 'already-sent' });
    expect(mail.mails).toHaveLength(3);
    const [quality] = mail.mails;
    expect(quality?.from?.text).toBe(FROM);
    expect(quality?.subject).toMatch(/^Your items: 1 late/);
    expect(quality?.messageId).toMatch(/^<digest-[0-9a-f]{32}@board\.example>$/);
    for (const part of [quality?.text, quality?.html]) {
      expect(part).toContain('https://ledger.example/mine');
      expect(part).toContain('https://ledger.example/parties/QUALITY');
      expect(part).toMatch(/stands on event \d+, recorded on/);
      expect(part).toContain('31\u00a0December\u00a02018');
      expect(part).not.toMatch(/al_|token=|\/sign-in/);
    }
  });

  it('shows what people wrote as text, in HTML too, and the first of many with their count', async () => {
    const meeting = await newMeeting();
    await say(`/api/meetings/${meeting}/reschedule`, { startsAt: '2090-03-10T10:00:00Z', reason: 'Moved' });
    await send({ meeting });
    const [quality, , third] = mail.mails;
    expect(quality?.html).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;quoted&quot;');
    expect(quality?.html).not.toContain('<img');
    expect(quality?.text).toContain(HOSTILE);
    expect(quality?.subject).toMatch(/^Before The board meeting of 10.March.2090: 1 late/);
    expect(third?.text).toContain(`Late (${MANY})`);
    expect(third?.text?.match(/^- Third/gm)).toHaveLength(20);
    expect(third?.text).toContain('and 5 more on My items.');
    const ids = new Set(mail.mails.map(({ messageId }) => messageId));
    expect(ids.size).toBe(3);
  });

  it('tells what was asked and is not settled, as My items does', async () => {
    await say('/api/actions/SMI-A02/request-date', { timescale: 'End March 2091', reason: 'The nurse left' });
    await say('/api/actions/SMI-A02/escalate', { to: 'BOARD', ask: 'Who pays?' });
    const { token } = await taken(server, '/api/tokens', { party: 'QUALITY', roles: ['contributor'] });
    const page = (await openForm(server, '/mine', token)).html;
    await send({ meeting: await newMeeting() });
    for (const sentence of ['End March 2091: it is not answered yet', 'has not answered yet: “Who pays?”']) {
      expect(mail.mails[0]?.text).toContain(sentence);
      expect(page).toContain(sentence);
    }
    expect(page).toContain('/parties/QUALITY/stop-digest');
  });

  it('names figures of any period that are due, each once', async () => {
    const target = { programme: 'SMI', unit: '%', direction: 'at-least', measure: 'Checks in a quarter' };
    await say('/api/targets', { ...target, trajectory: [{ period: '2018-Q2', value: 30 }] });
    await send({ meeting: await newMeeting() });
    const text = mail.mails[0]?.text;
    expect(text).toContain('Figures that are due in your programmes (2)');
    expect(text).toMatch(/Checks in a quarter \(SMI-T02\)\s+Due: April to June\s2018\./);
  });

  it('that is refused keeps no other back, is told without the address, and is tried again', async () => {
    mail.refused.add('second@lead.example');
    const meeting = await newMeeting();
    const answer = await send({ meeting });
    expect(outcomesOf(answer)).toMatchObject({ QUALITY: 'sent', SECOND: 'refused', THIRD: 'sent' });
    expect(answer.digests.find(({ party }: { party: string }) => party === 'SECOND').failure).toContain('550');
    expect(server.stderr()).toMatch(/Digest of SECOND was not sent \(.*550\)/);
    expect(server.stderr()).not.toContain('second@lead.example');
    expect((await server.get('/metrics')).text).toMatch(/action_ledger_digests_total\{outcome="refused"\} 1/);
    expect((await openForm(server, '/admin')).html).toContain('1 message of the last digest could not be sent.');
    mail.refused.clear();
    expect(outcomesOf(await send({ meeting }))).toMatchObject({ QUALITY: 'already-sent', SECOND: 'sent' });
    expect(sentTo().filter((to) => to === 'second@lead.example')).toHaveLength(1);
    expect((await openForm(server, '/admin')).html).toContain('The last went to 3 parties');
  });

  it.each([
    ['greets with', 'greeting', 554, 'EPROTOCOL 554'],
    ['says at MAIL FROM', 'sender', 530, 'EENVELOPE 530'],
  ] as const)(
    'is no fault of its lead where the server %s an error, and the others wait',
    async (_, at, code, failure) => {
      const meeting = await newMeeting();
      mail.says = { [at]: code };
      const { digests } = await send({ meeting });
      expect(outcomesOf({ digests })).toMatchObject({ QUALITY: 'failed', SECOND: 'not-tried', THIRD: 'not-tried' });
      expect(digests.find(({ party }: { party: string }) => party === 'QUALITY').failure).toBe(failure);
      mail.says = {};
      expect(outcomesOf(await send({ meeting }))).toMatchObject({ QUALITY: 'sent', SECOND: 'sent', THIRD: 'sent' });
    },
  );

  it('is not tried once there is no time left, and goes out the next time', async () => {
    const meeting = await newMeeting();
    const made = await executeInSnapshot(queries, {}, MAIL_READER, (ask, day) => makeDigests(ask, day, meeting));
    const noTime = new AbortController();
    const written = digestWriter('https://ledger.example');
    const write = (digest: Digest) => {
      noTime.abort();
      return written(digest);
    };
    const mailer = await openMailer(mail.url, FROM);
    const sending = { access, mailer, from: FROM, write, log: { warn() {} }, now: () => new Date() };
    const digests = await sendDigests(sending, made, 'any-failed', noTime.signal).finally(mailer.close);
    expect(outcomesOf({ digests })).toMatchObject({ QUALITY: 'sent', SECOND: 'not-tried', THIRD: 'not-tried' });
    expect(outcomesOf(await send({ meeting }))).toMatchObject({ QUALITY: 'already-sent', SECOND: 'sent' });
  });

  it('that another process has claimed is left to it', async () => {
    const meeting = await newMeeting();
    const { id } = (await server.get(`/api/meetings/${meeting}`)).body;
    const party = (await server.get('/api/parties/QUALITY')).body.id;
    await access.digests.claim({ party, period: `meeting ${id}` }, new Date());
    expect(outcomesOf(await send({ meeting }))).toMatchObject({ QUALITY: 'waits', SECOND: 'sent' });
  });

  it('is not for a party that stopped it, nor for a person who was erased', async () => {
    const person = (await say('/api/parties', { kind: 'person', name: 'Ada Winter' })).reference;
    await address(person, 'ada@winter.example');
    await say('/api/actions', { programme: 'SMI', title: 'Of Ada', owner: person, timescale: 'End Q3 2018/19' });
    await say('/api/parties/SECOND/stop-digest');
    const before = await send({ meeting: await newMeeting() });
    expect(outcomesOf(before)).toMatchObject({ [person]: 'sent', SECOND: 'stopped' });
    await say(`/api/parties/${person}/erase`, { reason: 'Asked for' });
    await say('/api/parties/SECOND/resume-digest');
    const after = await send({ meeting: await newMeeting() });
    expect(outcomesOf(after)).not.toHaveProperty(person);
    expect(outcomesOf(after)).toMatchObject({ SECOND: 'sent' });
    expect(readFileSync(join(server.folder, 'access.db')).includes('ada@winter.example')).toBe(false);
    const history = await server.get('/api/audit?limit=100&order=newest');
    expect(history.text).not.toContain('@lead.example');
  });

  it('is for secretaries and administrators to send', async () => {
    const { token } = await taken(server, '/api/tokens', { party: 'QUALITY', roles: ['contributor'] });
    expect((await server.post('/api/digests', {}, bearer(token))).status).toBe(403);
    const unknown = await server.post('/api/digests', { meeting: 'NONE-MTG01' });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'item-not-found']);
  });
});

describe('the schedule', () => {
  let now: Date;
  const looking = (schedule: string, smtpUrl = mail.url, through: AccessStore = access) =>
    digestLook({
      schedule: readSchedule(schedule),
      smtpUrl,
      from: FROM,
      address: 'https://ledger.example',
      access: through,
      queries,
      log: { info() {}, warn() {}, error() {} },
      now: () => now,
    });
  const signal = new AbortController().signal;
  const at = (instant: string) => {
    now = new Date(instant);
  };

  it('begins with its next day, sends once a period in any number of processes, and of missed ones the latest', async () => {
    const [one, other] = [looking('weekly:mon:08:00'), looking('weekly:mon:08:00')];
    at('2030-06-05T12:00:00Z');
    await one(signal);
    expect(mail.mails).toEqual([]);
    at('2030-06-10T07:00:00Z');
    await Promise.all([one(signal), other(signal)]);
    expect(sentTo().sort()).toEqual(['quality@lead.example', 'second@lead.example', 'third@lead.example']);
    await looking('weekly:mon:08:00')(signal);
    expect(mail.mails).toHaveLength(3);
    at('2030-07-31T12:00:00Z');
    await looking('weekly:mon:08:00')(signal);
    expect(mail.mails).toHaveLength(6);
  });

  it('tries again what failed, and what waited while the mail server was away', async () => {
    const rule = 'weekly:tue:08:00';
    at('2031-06-04T12:00:00Z');
    await looking(rule)(signal);
    at('2031-06-10T07:00:00Z');
    await looking(rule, 'smtp://127.0.0.1:1')(signal);
    const look = looking(rule);
    mail.refused.add('quality@lead.example');
    await look(signal);
    expect(sentTo().sort()).toEqual(['second@lead.example', 'third@lead.example']);
    at('2031-06-10T07:30:00Z');
    await look(signal);
    expect(mail.mails).toHaveLength(2);
    mail.refused.clear();
    at('2031-06-11T08:00:00Z');
    await look(signal);
    expect(sentTo().at(-1)).toBe('quality@lead.example');
    expect(mail.mails).toHaveLength(3);
  });

  it('that is cut off between sending and remembering sends that one message again, with the same Message-ID', async () => {
    const rule = 'weekly:wed:08:00';
    const sent = async () => {
      throw new Error('killed');
    };
    at('2032-06-03T12:00:00Z');
    const dying = looking(rule, mail.url, { ...access, digests: { ...access.digests, sent } });
    await dying(signal);
    at('2032-06-09T07:00:00Z');
    await expect(dying(signal)).rejects.toThrow('killed');
    expect(mail.mails).toHaveLength(1);
    const look = looking(rule);
    await look(signal);
    expect(mail.mails).toHaveLength(3);
    at('2032-06-09T07:10:00Z');
    await look(signal);
    await look(signal);
    expect(mail.mails).toHaveLength(4);
    expect(mail.mails[3]?.messageId).toBe(mail.mails[0]?.messageId);
  });

  it('sends so many days before a meeting', async () => {
    const look = looking('meetings:5:08:00');
    await newMeeting('2040-03-20T10:00:00Z');
    at('2040-03-15T07:59:00Z');
    await look(signal);
    expect(mail.mails).toEqual([]);
    at('2040-03-15T08:00:00Z');
    await look(signal);
    expect(mail.mails).toHaveLength(3);
    expect(mail.mails[0]?.subject).toMatch(/^Before The board meeting of 20.March.2040/);
    at('2040-03-20T10:00:00Z');
    await look(signal);
    expect(mail.mails).toHaveLength(3);
  });
});

describe('action-ledger digest', () => {
  const run = (args: readonly string[], settings: Record<string, string> = {}) =>
    cliInProcess(['digest', ...args], { DATA_DIR: server.folder, PORT: '0', ...settings });
  const MAIL = () => ({ SMTP_URL: mail.url, MAIL_FROM: FROM });

  it('writes files beside a running server, which counts as nothing sent', async () => {
    const out = join(mkdtempSync(join(tmpdir(), 'digest-')), 'out');
    const meeting = await newMeeting();
    const { code, stdout } = await run(['--meeting', meeting, '--out', out]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^meeting [\w-]+: 4 of 4 written to /)]);
    expect(readdirSync(out).sort()).toContain('QUALITY.html');
    expect(readFileSync(join(out, 'QUALITY.txt'), 'utf8')).toContain(HOSTILE);
    expect(mail.mails).toEqual([]);
    expect(outcomesOf(await send({ meeting }))).toMatchObject({ QUALITY: 'sent' });
  });

  it('sends by itself, and says what came of each', async () => {
    const meeting = await newMeeting();
    const { code, stdout } = await run(['--meeting', meeting, '--json'], MAIL());
    expect(code).toBe(0);
    expect(outcomesOf(JSON.parse(stdout))).toMatchObject({ QUALITY: 'sent', 'ORG-01': 'no-address' });
    const again = await run(['--meeting', meeting], MAIL());
    expect(again.stdout).toContain('QUALITY  was sent before');
    expect(mail.mails).toHaveLength(3);
  });

  it('is sent by the server that ACTION_LEDGER_URL names, by the settings there', async () => {
    const meeting = await newMeeting();
    const remote = { ACTION_LEDGER_URL: server.url, ACTION_LEDGER_TOKEN: ADMIN_TOKEN };
    const { code, stdout } = await run(['--meeting', meeting], remote);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^meeting [\w-]+: 3 of 4 sent\nORG-01 {2}has no mail/)]);
    expect(mail.mails).toHaveLength(3);
    expect(await run(['--out', 'out'], remote)).toMatchObject({ code: 1, stderr: expect.stringContaining('--out') });
  });

  it('ends with 1 where the mail server is away, or where there is none', async () => {
    const meeting = await newMeeting();
    const away = await run(['--meeting', meeting], { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: FROM });
    expect([away.code, away.stdout]).toEqual([1, expect.stringContaining('SECOND  was not tried')]);
    expect(await run([])).toMatchObject({ code: 1, stderr: expect.stringContaining('SMTP_URL is not set') });
    expect((await run(['--meeting', 'NONE-MTG01'], MAIL())).code).toBe(1);
  });
});

describe('administrators', () => {
  it('see when a token was last used, and that no backup was made', async () => {
    const { token, reference } = await taken(server, '/api/tokens', { party: 'QUALITY', roles: ['viewer'] });
    const used = async () =>
      (await server.get('/api/tokens?limit=100')).body.items.find(
        (row: { reference: string }) => row.reference === reference,
      ).lastUsedAt;
    expect(await used()).toBeNull();
    await server.get('/api/me', bearer(token));
    expect(await used()).toMatch(/^\d{4}-/);
    expect((await openForm(server, '/admin/tokens')).html).toContain('data-label="Last used"');
    expect((await openForm(server, '/admin')).html).toContain(
      'None was made of this ledger with action-ledger backup.',
    );
    const to = join(mkdtempSync(join(tmpdir(), 'backup-')), 'copy');
    expect((await cliInProcess(['backup', to], { DATA_DIR: server.folder })).code).toBe(0);
    expect((await openForm(server, '/admin')).html).toContain('The last was made with action-ledger backup on');
  });
});

describe('a server with a schedule', () => {
  const start = (folder: string) =>
    startInProcess({ ...SETTINGS(), DATA_DIR: folder, DIGEST: 'meetings:60:00:00', SEED: 'none' });
  const soon = () => new Date(Date.now() + 3 * 86_400_000).toISOString();

  it('sends what is due once it has started', async () => {
    await newMeeting(soon());
    await server.stop();
    server = await start(server.folder);
    await eventually(async () => mail.mails.length === 3);
  });

  it('sends nothing where its folder is a copy, of which the ledger itself may send', async () => {
    await newMeeting(soon());
    await server.stop();
    markCopy(server.folder, { by: 'other', from: '/elsewhere', madeAt: new Date().toISOString(), head: null });
    server = await start(server.folder);
    await eventually(async () => server.stderr().includes('No digest is sent: this is a copy of a ledger'));
    expect(mail.mails).toEqual([]);
  });

  it('sends nothing of a ledger with invented data', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'invented-'));
    const ledger = await openLedger({ DATA_DIR: folder }, {}, simulatedClock('2018-03-01T09:00:00.000Z'));
    await beginLedger(ledger, () => 'Invented').finally(ledger.close);
    const invented = await start(folder);
    await eventually(async () => invented.stderr().includes('No digest is sent: this ledger holds invented data'));
    await invented.stop();
  });
});
