import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wordFile } from '#documents/testing/packing.js';
import { eventually } from '#test/support/eventually.js';
import { openForm, sendForm } from '#test/support/forms.js';
import { startInProcess } from '#test/support/in-process.js';
import { ADMIN_TOKEN, type ApiServer } from '#test/support/server.js';
import { taken } from '#test/support/small-plan.js';

const MARKUP = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;
const OVERRIDE = '\u202e';

let server: ApiServer;
beforeAll(async () => {
  server = await startInProcess();
});
afterAll(async () => {
  await server?.stop();
});

const cell = (text: string) => `<w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
const wordTable = (rows: readonly (readonly string[])[]) =>
  wordFile(`<w:tbl>${rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`);

const PLAN = [
  ['Ref', 'Action', 'Lead', 'By when', 'Status'],
  ['1', 'Agree the model', 'Jane Hill', '30 June 2018', 'In progress'],
  ['2', 'Train staff', 'NHS Dorset CCG', 'Dec 2018 / Mar 2019', ''],
];

interface Given {
  readonly file?: readonly [name: string, bytes: Uint8Array | string];
  readonly fields?: Readonly<Record<string, string>>;
}

/** Sends the form of documents as a browser does: an empty file where none was chosen. */
async function give({ file = ['', ''], fields = {} }: Given, token = ADMIN_TOKEN, more: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const [name, bytes] = file;
  form.append('file', new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name), name);
  const headers = { accept: 'text/html', authorization: `Bearer ${token}`, 'sec-fetch-site': 'same-origin', ...more };
  const answer = await fetch(`${server.url}/import`, { method: 'POST', headers, body: form, redirect: 'manual' });
  return { status: answer.status, to: answer.headers.get('location'), html: await answer.text() };
}

const errorsIn = (html: string) => [...html.matchAll(/<li>\s*<a href="#([^"]*)">/g)].map(([, id]) => id);
const textOf = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const hiddenIn = (html: string, name: string) =>
  new RegExp(`name="${name.replaceAll('.', '\\.')}" value="([^"]*)"`).exec(html)?.[1] ?? '';
const imports = async () => (await server.get('/api/imports')).body.items as { reference: string; status: string }[];

describe('a plan that comes in by its pages', () => {
  let page = '';

  it('is read and shown before anything is recorded, and given once however often the form is sent', async () => {
    const empty = await openForm(server, '/import');
    expect(textOf(empty.html)).toContain('No document was brought in yet.');
    const key = empty.hidden.key ?? '';
    const file = ['plan.docx', await wordTable(PLAN)] as const;
    const [first, second] = [
      await give({ file, fields: { key, date: '1 May 2018' } }),
      await give({ file, fields: { key, date: '1 May 2018' } }),
    ];
    expect([first.status, errorsIn(first.html), second.status]).toEqual([303, [], 303]);
    expect(second.to).toBe(first.to);
    page = first.to ?? '';
    const { html, status } = await openForm(server, page);
    expect(status).toBe(200);
    const said = textOf(html);
    expect(said).toContain('3 rows: 1 comes in as new, 1 waits for your answer and 1 is a heading, a total or a note.');
    expect(said).toContain('Table 1, row 2');
    expect(said).toContain('Creates action PLAN-A01, led by Jane Hill.');
    expect(said).toMatch(/Promised: “30 June 2018”, by 30.June.2018/);
    expect(await server.get('/api/references/PLAN-A01/verbs')).toMatchObject({ status: 404 });
    expect(await imports()).toMatchObject([{ reference: 'IMP-01', status: 'uploaded' }]);
  });

  it('shows the rows of one outcome, and what it has too many of in pages', async () => {
    const { html } = await openForm(server, `${page}?show=ask`);
    expect(textOf(html)).toContain('Train staff');
    expect(textOf(html)).not.toContain('Agree the model |');
    const many = ['Action,By when', ...Array.from({ length: 61 }, (_, index) => `Do thing ${index},2018-06-01`)];
    const { to } = await give({ file: ['many.csv', many.join('\n')] });
    const [first, last] = [await openForm(server, to ?? ''), await openForm(server, `${to}?from=60`)];
    expect(textOf(first.html)).toContain('1 to 20 of 62');
    expect(textOf(last.html)).toContain('61 to 62 of 62');
    expect(Buffer.byteLength(first.html)).toBeLessThan(60_000);
  });

  it('asks, keeps an answer that it cannot read beside its error, and shows what is to be recorded', async () => {
    const { html } = await openForm(server, `${page}/answer`);
    const [, field = ''] = /name="(answer\.[^"]+)"/.exec(html) ?? [];
    expect(textOf(html)).toContain('Is it one action?');
    const wrong = await sendForm(server, `${page}/answer`, { step: 'check', [field]: 'both' });
    expect(wrong).toMatchObject({ status: 422, errors: ['question-1'] });
    const check = await sendForm(server, `${page}/answer`, { step: 'check', [field]: 'one' });
    expect(check.status).toBe(200);
    expect(textOf(check.html)).toContain('One action with the whole text');
    expect(textOf(check.html)).toContain('3 rows: 2 come in as new');
    const back = await sendForm(server, `${page}/answer`, { step: 'back', [field]: 'split' });
    expect(back.html).toMatch(/value="split"[^>]*checked/);
  });

  it('is not recorded where the plan has changed since it was looked at', async () => {
    const { html } = await openForm(server, `${page}/answer`);
    const [, field = ''] = /name="(answer\.[^"]+)"/.exec(html) ?? [];
    const other = await sendForm(server, `${page}/answer`, { step: 'record', [field]: 'one', mark: 'of another plan' });
    expect(other.status).toBe(409);
    expect(textOf(other.html)).toContain('Look at this once more');
    expect((await server.get('/api/imports/IMP-01')).body.status).toBe('uploaded');
  });

  it('is recorded once when it is confirmed twice, and shows what came in', async () => {
    const { html } = await openForm(server, `${page}/answer`);
    const [, field = ''] = /name="(answer\.[^"]+)"/.exec(html) ?? [];
    const check = await sendForm(server, `${page}/answer`, { step: 'check', [field]: 'one' });
    const sent = { step: 'record', [field]: 'one', mark: hiddenIn(check.html, 'mark') };
    const answers = await Promise.all([
      sendForm(server, `${page}/answer`, sent),
      sendForm(server, `${page}/answer`, sent),
    ]);
    expect(answers.map(({ status, to }) => [status, to])).toEqual([
      [303, page],
      [303, page],
    ]);
    await eventually(async () => (await server.get('/api/imports/IMP-01')).body.status === 'finished');
    const done = await openForm(server, page);
    expect(textOf(done.html)).toContain('5 rows were recorded, 0 refused.');
    expect(done.html).toContain('href="/actions/PLAN-A02"');
    await eventually(async () => (await server.get('/api/actions/PLAN-A02')).status === 200);
    expect((await server.get('/api/actions')).body.items).toHaveLength(2);
  });

  it('leads from the history of an item back to its document', async () => {
    const { html } = await openForm(server, '/actions/PLAN-A01');
    expect(textOf(html)).toMatch(/plan\.docx, table 1, row 2/);
    expect(html).toContain(`href="${page}"`);
    const { token } = await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['viewer'] });
    const read = await openForm(server, '/actions/PLAN-A01', token);
    expect(textOf(read.html)).toMatch(/plan\.docx, table 1, row 2/);
    expect(read.html).not.toContain('/import');
    expect((await openForm(server, '/import', token)).status).toBe(403);
    expect((await give({ file: ['plan.csv', 'a,b'] }, token)).status).toBe(403);
    expect((await openForm(server, page, token)).status).toBe(403);
  });

  it('changes nothing when it comes again, and offers nothing to record', async () => {
    const { to } = await give({ file: ['plan.docx', await wordTable(PLAN)], fields: { date: '1 May 2018' } });
    expect(textOf((await openForm(server, to ?? '')).html)).toContain('It is another issue of what IMP-01 brought in.');
  });

  it('is not taken back while something else has changed its items, which it names', async () => {
    await taken(server, '/api/actions/PLAN-A01/add-note', { text: 'Somebody else was here' });
    const none = await sendForm(server, `${page}/undo`, { reason: ' ' });
    expect(none).toMatchObject({ status: 422, errors: ['reason'] });
    const touched = await sendForm(server, `${page}/undo`, { reason: 'It was the draft' });
    expect(touched).toMatchObject({ status: 409, errors: ['touched'] });
    expect(touched.html).toContain('href="/PLAN-A01"');
    expect(touched.html).toContain('It was the draft');
  });
});

describe('a plan that is pasted', () => {
  it('comes in and is taken back as a whole', async () => {
    const text = 'Action\tOwner\tBy when\nWrite the "paper"\tSam Poole\t1 June 2018\n';
    const { to } = await give({ fields: { text, name: 'Minutes of March', date: '1 May 2018' } });
    const path = to ?? '';
    const check = await openForm(server, `${path}/answer`);
    const form = { step: 'record', mark: hiddenIn(check.html, 'mark') };
    const asked = form.mark === '' ? await sendForm(server, `${path}/answer`, { step: 'check' }) : check;
    await sendForm(server, `${path}/answer`, { step: 'record', mark: hiddenIn(asked.html, 'mark') });
    const reference = path.split('/')[2];
    const status = async () => (await server.get(`/api/imports/${reference}`)).body.status;
    await eventually(async () => (await status()) === 'finished');
    expect((await sendForm(server, `${path}/undo`, { reason: 'It was the draft' })).to).toBe(path);
    expect(await status()).toBe('undone');
    expect(textOf((await openForm(server, path)).html)).toContain('Minutes of March.txt was taken back');
    expect((await sendForm(server, `${path}/undo`, { reason: 'Once more' })).to).toBe(path);
  });
});

describe('a document that is not taken', () => {
  it.each([
    ['nothing at all', {}, 422, ['file']],
    ['an empty file', { file: ['plan.csv', ''] }, 422, ['file']],
    ['a picture', { file: ['plan.docx', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')] }, 415, ['file']],
    ['a cut off file', { file: ['plan.docx', 'PK\u0003\u0004cut off'] }, 422, ['file']],
    ['a file and a text', { file: ['plan.csv', 'a,b'], fields: { text: 'c' } }, 422, ['text', 'file']],
    ['a day that is none', { fields: { text: 'a\tb', date: 'soon' } }, 422, ['date']],
  ] as const)('says so at its field: %s', async (_what, given: Given, status, at) => {
    const before = (await imports()).length;
    const answer = await give(given);
    expect({ status: answer.status, errors: errorsIn(answer.html) }).toEqual({ status, errors: at });
    expect(answer.html).toContain('<title>Error: ');
    if (given.fields?.text) expect(answer.html).toContain(`>${given.fields.text}</textarea>`);
    expect(await imports()).toHaveLength(before);
  });

  it('is refused once it is larger than what is read, and what was typed stays', async () => {
    const file = ['plan.csv', new Uint8Array(51 * 1024 * 1024)] as const;
    const answer = await give({ fields: { name: 'Our plan' }, file });
    expect({ status: answer.status, errors: errorsIn(answer.html) }).toEqual({ status: 413, errors: ['file'] });
    expect(answer.html).toContain('value="Our plan"');
  });

  it('is refused where another site sent it, or no session did', async () => {
    expect((await give({ file: ['a.csv', 'a'] }, 'b'.repeat(40))).status).not.toBe(200);
    const body = new FormData();
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, accept: 'text/html' };
    const elsewhere = await fetch(`${server.url}/actions/new`, { method: 'POST', headers, body });
    expect(elsewhere.status).toBe(415);
    const broken = { ...headers, 'content-type': 'multipart/form-data; boundary=x' };
    const cut = await fetch(`${server.url}/import`, { method: 'POST', headers: broken, body: '--x\r\nContent-Disp' });
    expect(cut.status).toBe(400);
  });

  it('has no page under a reference that no import has', async () => {
    for (const path of ['/import/IMP-99', '/import/%3Cb%3E/answer', '/import/IMP-99/columns', '/import/IMP-99/undo'])
      expect((await openForm(server, path)).status).toBe(404);
  });
});

describe('columns that were taken for something else', () => {
  it('are read again as what somebody says that they are', async () => {
    const file = ['things.csv', 'Action,Owner,Due\nDo it,Ann Moss,June 2018\nDo that,Ann Moss,July 2018\n'] as const;
    const { to } = await give({ file, fields: { date: '1 May 2018' } });
    const { html, hidden } = await openForm(server, `${to}/columns`);
    const label = [...html.matchAll(/<label[^>]*for="column-(\d+)"[^>]*>\s*([^<]*?)\s*</g)];
    const at = label.findIndex(([, , text]) => text === 'Due');
    const none = await sendForm(server, `${to}/columns`, { ...hidden });
    expect(none).toMatchObject({ status: 422, errors: ['column-1'] });
    const again = await sendForm(server, `${to}/columns`, { ...hidden, [`column.${at}`]: 'note' });
    expect(again.status).toBe(303);
    expect(again.to).not.toBe(to);
    const { body } = await server.get(`/api/imports/${again.to?.split('/')[2]}`);
    const roles = body.tables[0].columns.map(({ heading, role }: Record<string, string>) => [heading, role]);
    expect(roles).toContainEqual(['Due', 'note']);
    expect(body.items[0].timescales).toEqual([]);
  });
});

describe('hostile words in a document', () => {
  it('stand as text, and long ones are cut', async () => {
    const text = `Action,Owner,By when\n"${MARKUP.replaceAll('"', '""')} ${OVERRIDE}","{{ 7*7 }}",${'W'.repeat(10_000)}\n`;
    const { to, status } = await give({ file: [`${MARKUP.replaceAll('/', '')}.csv`, text] });
    expect(status).toBe(303);
    for (const path of ['/import', to ?? '', `${to}/answer`, `${to}/columns`]) {
      const { html } = await openForm(server, path);
      expect(html).not.toMatch(/<script>alert|<img src=x|\u202e/);
      expect(html).toContain('&lt;script&gt;');
      expect(Buffer.byteLength(html)).toBeLessThan(60_000);
    }
    expect((await openForm(server, to ?? '')).html).toContain('10,0');
  });
});
