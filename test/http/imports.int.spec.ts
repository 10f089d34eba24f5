import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeXlsx } from 'hucre';
import { backUp } from '#apps/cli/shell/back-up.js';
import { zipOf } from '#documents/testing/packing.js';
import { eventually } from '../support/eventually.js';
import { startInProcess } from '../support/in-process.js';
import { temporaryFolder } from '../support/processes.js';
import { RENDERED } from '../support/rendered-tables.js';
import type { ApiServer } from '../support/server.js';

const PLAN = `Ref,Action,Owner,By when,Status
1,Agree the model,Jane Hill,30 June 2018,In progress
2,Train staff,NHS Dorset CCG,Dec 2018 / Mar 2019,
`;

const UNKNOWN = 'document-unknown-format';
const locked = () =>
  writeXlsx({ sheets: [{ name: 'A', rows: [['a']] }], encryption: { password: 'secret', spinCount: 10 } });

describe('an import by the API', () => {
  let server: ApiServer;
  beforeAll(async () => {
    server = await startInProcess();
  });
  afterAll(async () => {
    await server?.stop();
  });

  const upload = (body: string | Uint8Array, name = 'plan.csv', headers: Record<string, string> = {}) =>
    server.ask(`/api/imports?name=${name}&date=2018-05-01`, {
      method: 'POST',
      body: typeof body === 'string' ? body : Buffer.from(body),
      headers: { 'content-type': 'application/octet-stream', ...headers },
    });

  it('is previewed, asked about, confirmed, and recorded in the background', async () => {
    const { status, body } = await upload(PLAN);
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { reference: 'IMP-01', status: 'uploaded', counts: { create: 1, ask: 1, furniture: 1 } },
    });
    expect(await server.get('/api/references/PLAN-A01/verbs')).toMatchObject({ status: 404 });
    const [question] = body.questions;
    expect(question).toMatchObject({ code: 'two-promises' });
    expect((await server.get('/api/imports/IMP-01')).body).toMatchObject({
      rows: body.rows,
      questions: body.questions,
    });
    const confirmed = await server.post('/api/imports/IMP-01/confirm', { answers: { [question.id]: 'one' } });
    expect(confirmed).toMatchObject({ status: 200, body: { status: 'running' } });
    await eventually(async () => (await server.get('/api/imports/IMP-01')).body.status === 'finished');
    const { body: done } = await server.get('/api/imports/IMP-01');
    expect(done).toMatchObject({ done: done.commands, refused: 0, counts: { create: 2, ask: 0 } });
    await eventually(async () => (await server.get('/api/actions/PLAN-A02')).status === 200);
    const { body: trail } = await server.get('/api/actions/PLAN-A02/history');
    expect(trail.items[0].source).toMatchObject({ document: 'plan.csv', sha256: done.sha256, import: 'IMP-01' });
    expect((await server.get('/api/imports')).body.items).toMatchObject([{ reference: 'IMP-01', status: 'finished' }]);
  });

  it('is confirmed once', async () => {
    const again = await server.post('/api/imports/IMP-01/confirm', {});
    expect(again).toMatchObject({ status: 409, body: { code: 'import-in-another-state' } });
  });

  it('is taken back', async () => {
    const undone = await server.post('/api/imports/IMP-01/undo', { reason: 'It was the draft' });
    expect(undone).toMatchObject({ status: 200, body: { status: 'undone' } });
  });

  it.each([
    [
      'no document',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]),
      'plan.docx',
      415,
      'document-unknown-format',
    ],
    ['a damaged file', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2]), 'plan.xlsx', 422, 'document-truncated'],
  ])('of %s is refused, and nothing is written', async (_, bytes, name, status, code) => {
    expect(await upload(bytes, name)).toMatchObject({ status, body: { code } });
    expect((await server.get('/api/imports')).body.items).toHaveLength(1);
  });

  const packed = (files: Readonly<Record<string, string | Buffer>>) => zipOf(files);
  const entities =
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;">]><w:document>&c;</w:document>';

  it.each<[string, () => Uint8Array | Promise<Uint8Array>, string, number, string]>([
    ['of 51 MB', () => Buffer.alloc(51 * 1024 * 1024, 'a'), 'plan.csv', 413, 'document-too-large'],
    ['a zip bomb', () => packed({ 'word/document.xml': Buffer.alloc(30_000_000) }), 'plan.docx', 422, 'document-bomb'],
    ['an XML bomb', () => packed({ 'word/document.xml': entities }), 'plan.docx', 422, 'document-unsafe-xml'],
    ['with a password', () => locked(), 'plan.xlsx', 422, 'document-encrypted'],
    ['a program', () => Buffer.from('7f454c4602010100000000000000000002003e00', 'hex'), 'a.csv', 415, UNKNOWN],
    ['with bytes that are no UTF-16', () => Buffer.from([0xff, 0xfe, 0x41]), 'plan.csv', 422, 'document-truncated'],
  ])('that is hostile, %s, is refused, and nothing is written', async (_, bytes, name, status, code) => {
    expect(await upload(await bytes(), name)).toMatchObject({ status, body: { code } });
    expect((await server.get('/api/imports')).body.items).toHaveLength(1);
  });

  it('is known by the name of its file and not by a path, and kept under its hash alone', async () => {
    const { body } = await upload(`${PLAN}3,Tell them,,\n`, encodeURIComponent('../../etc/plan.csv'));
    expect(body).toMatchObject({ reference: 'IMP-02', document: 'plan.csv' });
    expect(readdirSync(join(server.folder, 'documents')).sort()).toContain(body.sha256);
    expect(readdirSync(join(server.folder, 'documents')).every((each) => /^[0-9a-f]{64}$/.test(each))).toBe(true);
  });

  it('is recorded once where it is confirmed twice at once', async () => {
    const both = await Promise.all([1, 2].map(() => server.post('/api/imports/IMP-02/confirm', {})));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    await eventually(async () => (await server.get('/api/imports/IMP-02')).body.status === 'finished');
    expect((await server.get('/api/imports/IMP-02')).body).toMatchObject({ refused: 0 });
  });

  it('goes on at the next start where a stop cut it', async () => {
    const rows = Array.from({ length: 300 }, (_, index) => `${index},Paint fence ${index},,30 June 2018,`);
    await upload(`Ref,Action,Owner,By when,Status\n${rows.join('\n')}\n`, 'fences.csv');
    expect(await server.post('/api/imports/IMP-03/confirm', {})).toMatchObject({ status: 200 });
    await server.stop();
    server = await startInProcess({ DATA_DIR: server.folder });
    await eventually(async () => (await server.get('/api/imports/IMP-03')).body.status === 'finished');
    const { body } = await server.get('/api/imports/IMP-03');
    expect(body).toMatchObject({ done: body.commands, refused: 0, applied: 301 });
    await eventually(async () => (await server.get('/api/actions/FENCES-A300')).status === 200);
    expect(await server.get('/api/actions/FENCES-A301')).toMatchObject({ status: 404 });
  });

  it('is in a backup, with the files that were brought in', async () => {
    const copy = join(temporaryFolder(), 'copy');
    await backUp(server.folder, copy, () => {});
    const hashes = readdirSync(join(server.folder, 'documents'));
    expect(hashes.length).toBeGreaterThan(2);
    const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    expect(hashes.map((hash) => hashOf(readFileSync(join(copy, 'documents', hash))))).toEqual(hashes);
  });

  it.each(['docx', 'xlsx'])('of a .%s file is read by the thread that ships', async (extension) => {
    const table = [
      ['Ref', 'Action', 'Lead', 'Due date'],
      ['1', `Count the ${extension}`, 'HR', '31 March 2020'],
    ];
    const bytes = await RENDERED[extension]?.(table);
    expect(await upload(bytes ?? '', `table.${extension}`)).toMatchObject({
      status: 201,
      body: { counts: { create: 1 } },
    });
  });

  it('is read again as another import, with columns that mean what they are said to mean', async () => {
    const { body: first } = await upload(
      'Ref,Action,Reporter,By when\n7,Agree the rota,Jane Hill,30 June 2018\n',
      'rota.csv',
    );
    const again = (columns: object, ref = first.reference) =>
      server.post(`/api/imports/${ref}/read-again`, { columns });
    const { status, body } = await again({ Reporter: 'owner' });
    expect(status).toBe(201);
    expect(body.reference).not.toBe(first.reference);
    expect(body.sha256).toBe(first.sha256);
    const roleOf = ({ tables }: typeof first) =>
      tables[0].columns.find(({ heading }: { heading: string }) => heading === 'Reporter').role;
    expect([roleOf(first), roleOf(body)]).toEqual(['other', 'owner']);
    expect(JSON.stringify(body.rows)).toContain('Jane Hill');
    expect((await upload('Ref,Action,Reporter,By when\n8,Fill it,Tom Dean,\n', 'rota.csv')).body.tables).toMatchObject([
      { columns: expect.arrayContaining([expect.objectContaining({ heading: 'Reporter', role: 'owner' })]) },
    ]);
    expect(await again({ Reporter: 'boss' })).toMatchObject({ status: 400 });
    expect(await again({}, 'IMP-99')).toMatchObject({ status: 404 });
  });

  it('takes a document only from who may give one, and only there', async () => {
    expect(await upload(PLAN, 'plan.csv', { authorization: 'Bearer nobody' })).toMatchObject({ status: 401 });
    const elsewhere = await server.ask('/api/actions', {
      method: 'POST',
      body: PLAN,
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(elsewhere).toMatchObject({ status: 415, body: { code: 'unsupported-content-type' } });
    expect(await server.get('/api/imports/IMP-99')).toMatchObject({ status: 404 });
  });
});
