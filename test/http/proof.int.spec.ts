import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import {
  canonicalise,
  leafHash,
  openCheckpoint,
  openProof,
  provesConsistency,
  readCheckpoint,
  readProof,
  readVerifierKey,
  type Verifier,
} from '#proof/index.js';
import { cliInProcess } from '../support/cli-in-process.js';
import { eventually } from '../support/eventually.js';
import { type ServerInProcess, startInProcess } from '../support/in-process.js';
import { temporaryFolder } from '../support/processes.js';
import { bearer, caughtUp, smallPlan, taken } from '../support/small-plan.js';

let server: ServerInProcess;
let last: number;
let keys: Verifier[];
const bytes = (text: string) => Buffer.from(text, 'base64');

const sizeNow = async () => {
  const { status, text } = await server.get('/api/checkpoint');
  return status === 200 ? readCheckpoint(text).size : 0;
};

/** Records an event and waits until it is in a checkpoint; answers its number. */
async function signed(name: string): Promise<number> {
  await caughtUp(server, await taken(server, '/api/parties', { kind: 'post', name }));
  const number = (await server.get('/api/programmes?limit=1')).body.asOf.number;
  await eventually(async () => (await sizeNow()) >= number);
  return number;
}

beforeAll(async () => {
  server = await startInProcess();
  await smallPlan(server);
  last = await signed('Clerk');
  const file = join(server.folder, 'keys/public-keys');
  keys = readFileSync(file, 'utf8').trimEnd().split('\n').map(readVerifierKey);
});
afterAll(() => server.stop());

describe('the checkpoint', () => {
  it('is over every event, signed, and the same in the file beside the databases', async () => {
    const { headers, text } = await server.get('/api/checkpoint');
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(openCheckpoint(text, keys).size).toBe(last);
    expect(text).toContain((await server.get('/api/programmes?limit=1')).body.asOf.ledger);
    await eventually(async () => readFileSync(join(server.folder, 'high-water'), 'utf8') === text);
  });

  it('is proven to go on from an earlier one', async () => {
    const earlier = readCheckpoint((await server.get('/api/checkpoint')).text);
    const number = await signed('Chair');
    const later = readCheckpoint((await server.get('/api/checkpoint')).text);
    const { body } = await server.get(`/api/checkpoint/consistency?from=${earlier.size}`);
    expect([body.from, body.to, later.size]).toEqual([earlier.size, number, number]);
    const proof = { earlier: earlier.size, later: later.size, earlierRoot: earlier.root, laterRoot: later.root };
    expect(provesConsistency({ ...proof, path: body.path.map(bytes) })).toBe(true);
    expect(provesConsistency({ ...proof, laterRoot: leafHash(later.root), path: body.path.map(bytes) })).toBe(false);
    for (const wrong of ['', '?from=0', '?from=x', `?from=${number + 1}`, `?from=1&to=${number + 1}`, '?from=5&to=4'])
      expect([wrong, (await server.get(`/api/checkpoint/consistency${wrong}`)).status]).toEqual([wrong, 400]);
  });

  it('needs a credential, as all of the proof does', async () => {
    for (const path of ['/api/checkpoint', '/api/tile/0/000.p/1', '/api/events/1/proof', '/api/checkpoint/consistency'])
      expect((await server.get(path, { authorization: '' })).status).toBe(401);
  });
});

describe('a tile', () => {
  it('has the hashes of its width, may be kept, and has one address', async () => {
    const { headers, status } = await server.get('/api/tile/0/000.p/7');
    expect([status, headers.get('content-type'), headers.get('content-length')]).toEqual([
      200,
      'application/octet-stream',
      String(7 * 32),
    ]);
    expect(headers.get('cache-control')).toContain('immutable');
    for (const wrong of ['0/000', '0/000.p/255', '0/001', '1/000', '0/0', 'entries/000', '0/x000/000', '99/000'])
      expect([wrong, (await server.get(`/api/tile/${wrong}`)).body.code]).toEqual([wrong, 'no-such-tile']);
  });
});

describe('the proof of an event', () => {
  it('leads from what was hashed of it to what was signed', async () => {
    for (const number of [1, 2, last]) {
      const { text } = await server.get(`/api/events/${number}/proof`);
      const { record, salt } = JSON.parse(readProof(text).extra?.toString() ?? '');
      const { body } = await server.get(`/api/audit/${number}`);
      expect(record).toMatchObject({
        id: body.event.eventId,
        type: body.event.type,
        recordedAt: body.event.recordedAt,
      });
      expect(salt).toMatch(/^[\w+/]{43}=$/);
      const leaf = leafHash(Buffer.from(canonicalise(record)));
      expect(openProof(text, leaf, keys)).toMatchObject({ index: number - 1 });
      const other = leafHash(Buffer.from(canonicalise({ ...record, type: 'ActionWithdrawn' })));
      expect(() => openProof(text, other, keys)).toThrow('does not lead');
    }
    for (const [path, code] of [
      [`/api/events/${last + 100}/proof`, 'item-not-found'],
      ['/api/events/0/proof', 'item-not-found'],
      ['/api/events/x/proof', 'item-not-found'],
    ] as const)
      expect((await server.get(path)).body.code).toBe(code);
  });

  it('is not for whoever may not see the event', async () => {
    await taken(server, '/api/groups', { reference: 'INNER', name: 'Inner circle' });
    const hidden = { access: 'restricted', restrictedTo: 'INNER' };
    await taken(server, '/api/actions', { programme: 'SMI', title: 'Secret', ...hidden });
    const number = await signed('Reader');
    const { items } = (await server.get('/api/parties?limit=100')).body;
    const party = items.find(({ name }: { name: string }) => name === 'Reader').reference;
    const { token } = await taken(server, '/api/tokens', { party, roles: ['viewer'] });
    const secret = number - 1;
    expect((await server.get(`/api/events/${secret}/proof`)).status).toBe(200);
    expect((await server.get(`/api/events/${secret}/proof`, bearer(token))).body.code).toBe('item-not-found');
    expect((await server.get('/api/events/1/proof', bearer(token))).status).toBe(200);
    expect((await server.get('/api/checkpoint', bearer(token))).status).toBe(200);
  });
});

describe('a receipt', () => {
  const asked = { prefer: 'respond-async, Receipt' };
  const opened = (text: string) => {
    const { record } = JSON.parse(readProof(text).extra?.toString() ?? '');
    return { record, ...openProof(text, leafHash(Buffer.from(canonicalise(record))), keys) };
  };

  it('is in the answer of a command that asks for it, and of no other', async () => {
    const body = { programme: 'SMI', title: 'Written down' };
    const plain = await server.post('/api/actions', body);
    expect([plain.headers.get('preference-applied'), 'receipt' in plain.body]).toEqual([null, false]);
    const { headers, body: made } = await server.post('/api/actions', body, { ...asked, 'idempotency-key': 'once' });
    expect(headers.get('preference-applied')).toBe('receipt');
    const { record, index, size } = opened(made.receipt);
    expect(record).toMatchObject({ stream: `action-${made.id}`, id: made.events.at(-1).id, revision: made.revision });
    expect(made.proof).toBe(`/api/events/${index + 1}/proof`);
    expect(size).toBeGreaterThan(index);
    await signed('Later');
    const again = await server.post('/api/actions', body, { ...asked, 'idempotency-key': 'once' });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.body.proof).toBe(made.proof);
    expect(opened(again.body.receipt)).toMatchObject({ record, index });
  });

  it('is given to many at once, to each its own', async () => {
    const made = await Promise.all(
      Array.from({ length: 40 }, (_, nth) =>
        server.post('/api/actions', { programme: 'SMI', title: `Of many ${nth}` }, asked),
      ),
    );
    const numbers = made.map(({ body }) => {
      expect(opened(body.receipt).record.id).toBe(body.events.at(-1).id);
      return body.proof;
    });
    expect(new Set(numbers).size).toBe(40);
  });

  it('is in the answers of a batch, and in none that failed', async () => {
    const commands = [
      { kind: 'action', body: { programme: 'SMI', title: 'In a batch' } },
      { kind: 'action', ref: 'SMI-A01', verb: 'report-progress', body: { narrative: '' } },
      { kind: 'action', ref: 'SMI-A01', verb: 'report-progress', body: { narrative: 'Half of it' } },
    ];
    const { headers, body } = await server.post('/api/batches', { commands }, asked);
    expect(headers.get('preference-applied')).toBe('receipt');
    const [first, failed, last] = body.results;
    expect(opened(last.receipt).index).toBe(opened(first.receipt).index + 1);
    expect(failed).toEqual({ status: 400, problem: expect.anything() });
  });
});

describe('a tree that cannot be written', () => {
  it('keeps no command from being recorded, is told, and goes on by itself', async () => {
    const other = new Database(join(server.folder, 'tree.db'));
    other.exec('BEGIN IMMEDIATE');
    const party = { kind: 'post', name: 'In the meantime' };
    const { status, body } = await server.post('/api/parties', party, { prefer: 'receipt' });
    expect([status, body.receipt]).toEqual([201, null]);
    expect(body.proof).toMatch(/^\/api\/events\/\d+\/proof$/);
    expect((await server.get(body.proof)).body.code).toBe('not-signed-yet');
    const notices = async () => (await server.get('/health/ready')).body.notices ?? [];
    await eventually(async () => (await notices()).length > 0);
    expect(await notices()).toEqual([expect.stringMatching(/^no checkpoint has been signed since .*: .*locked/)]);
    other.exec('ROLLBACK');
    other.close();
    await eventually(async () => (await notices()).length === 0);
    expect((await server.get(body.proof)).text).toContain('c2sp.org/tlog-proof@v1');
    const { text } = await server.get('/metrics');
    expect(text).toMatch(/^action_ledger_tree_failures_total [1-9]/m);
    expect(text).toMatch(/^action_ledger_tree_signed_events [1-9]/m);
  });
});

describe('action-ledger verify', () => {
  const settings = () => ({ DATA_DIR: server.folder });

  it('proves the ledger beside its server, and an export of it with nothing but a key', async () => {
    await signed('Auditor');
    const own = await cliInProcess(['verify'], settings());
    expect(own.stdout).toMatch(/^Proven: .*\n.*\nCheckpoints: \d+\. Root .*\nSigned by: action-ledger\//);
    expect(own.code).toBe(0);
    const out = join(temporaryFolder(), 'events.jsonl');
    expect((await cliInProcess(['export', '--out', out], settings())).stdout).toContain('events.jsonl.checkpoint');
    const key = readFileSync(join(server.folder, 'keys/public-keys'), 'utf8').trim();
    const proven = await cliInProcess(['verify', out, '--key', key, '--json'], {});
    expect(JSON.parse(proven.stdout)).toMatchObject({ outcome: 'proven', unknown: [], refuted: [] });
    expect(proven.code).toBe(0);
    expect((await cliInProcess(['verify', out], {})).code).toBe(2);
    expect((await cliInProcess(['verify', `${out}.none`, '--key', key], {})).code).toBe(2);
    const text = readFileSync(out, 'utf8');
    writeFileSync(out, text.replace('Review the health checks', 'Review the wealth checks'));
    const refuted = await cliInProcess(['verify', out, '--key', key], {});
    expect(refuted.stdout).toMatch(/^Refuted: /);
    expect(refuted.code).toBe(1);
  });
});
