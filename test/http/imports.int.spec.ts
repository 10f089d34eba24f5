import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { startInProcess } from '../support/in-process.js';
import type { ApiServer } from '../support/server.js';

const PLAN = `Ref,Action,Owner,By when,Status
1,Agree the model,Jane Hill,30 June 2018,In progress
2,Train staff,NHS Dorset CCG,Dec 2018 / Mar 2019,
`;

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
