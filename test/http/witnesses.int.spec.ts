import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkPack } from '#packs/check-pack.js';
import { readPackZip, writePackZip } from '#packs/pack-zip.js';
import { openCheckpoint, readPolicy, readVerifierKey, type Verifier } from '#proof/index.js';
import { cliInProcess } from '../support/cli-in-process.js';
import { eventually } from '../support/eventually.js';
import { type ServerInProcess, startInProcess } from '../support/in-process.js';
import { temporaryFolder } from '../support/processes.js';
import { neverProvenPack } from '../support/proof/pack-tampering.js';
import { type RunningWitness, startWitness } from '../support/proof/witness.js';
import { ADMIN_TOKEN } from '../support/server.js';
import { bearer, caughtUp, smallPlan, taken } from '../support/small-plan.js';

let server: ServerInProcess;
let witness: RunningWitness;
let policyFile: string;
let keys: string[];
const seen = async () => (await server.get('/api/checkpoint/witnesses')).body;

const pageOf = async (path: string) => (await fetch(`${server.url}${path}`, { headers: bearer(ADMIN_TOKEN) })).text();

beforeAll(async () => {
  const folder = temporaryFolder();
  witness = await startWitness(join(folder, 'witness'), []);
  policyFile = join(folder, 'policy');
  writeFileSync(policyFile, `witness auditor ${witness.key} ${witness.url}\nquorum auditor\n`);
  server = await startInProcess({ WITNESSES: policyFile });
  await smallPlan(server);
});
afterAll(async () => {
  await server.stop();
  await witness.stop();
});

describe('a server with witnesses', () => {
  it('says which does not cosign, and why, and goes on', async () => {
    await eventually(async () => (await pageOf('/events/1')).includes('No witness has seen it yet.'));
    await eventually(async () => (await seen()).witnesses[0].outcome === 'not-followed');
    expect(await seen()).toMatchObject({
      quorum: 'auditor',
      cosigned: null,
      witnesses: [{ name: 'auditor', saw: null }],
    });
    expect((await server.get('/api/checkpoint/cosigned')).body.code).toBe('not-cosigned');
    await eventually(async () =>
      (await server.get('/health/ready')).text.includes('witness auditor: it refused with 404'),
    );
    expect(await pageOf('/admin')).toContain('It does not cosign: it refused with 404');
    await taken(server, '/api/parties', { kind: 'post', name: 'Clerk' });
  });

  it('has the checkpoint over the pack of a meeting cosigned, and serves it', async () => {
    keys = readFileSync(join(server.folder, 'keys/public-keys'), 'utf8').trimEnd().split('\n');
    for (const key of keys) witness.follow(key);
    await caughtUp(server, await taken(server, '/api/meetings/BOARD-MTG01/issue-pack'));
    const { number } = (await server.get('/api/meetings/BOARD-MTG01/pack')).body;
    await eventually(async () => (await seen()).cosigned?.size > number);
    await eventually(async () => (await server.get('/health/ready')).body.notices === undefined);
    const { text } = await server.get('/api/checkpoint/cosigned');
    const opened = openCheckpoint(text, [...keys, witness.key].map(readVerifierKey));
    expect(opened.signatures.map(({ by }) => by.name)).toEqual([opened.origin, 'witness.example/w1']);
    expect(await pageOf('/admin')).toContain('It saw the ledger at');
    const page = await pageOf(`/events/${number}`);
    expect(page).toContain('clock.<br>Seen by 1 witness: auditor on ');
    expect(page).toContain(`href="/api/events/${number}/proof" download="event-${number}.tlog-proof"`);
  });

  it('is verified with the policy, which says who saw what', async () => {
    const settings = { DATA_DIR: server.folder };
    const found = await cliInProcess(['verify', '--policy', policyFile, '--json'], settings);
    const { outcome, witnesses, signed } = JSON.parse(found.stdout);
    expect(witnesses).toMatchObject({ quorum: 'auditor', seen: [{ name: 'auditor' }] });
    expect([outcome, found.code]).toEqual(witnesses.upTo === signed ? ['proven', 0] : ['cannot-tell', 2]);
    const other = await startWitness(join(temporaryFolder(), 'other'), []);
    const strict = join(temporaryFolder(), 'policy');
    writeFileSync(
      strict,
      `witness auditor ${witness.key}\nwitness other ${other.key}\ngroup both all auditor other\nquorum both\n`,
    );
    const lacking = await cliInProcess(['verify', '--policy', strict], settings);
    expect([lacking.code, lacking.stdout]).toEqual([
      2,
      expect.stringContaining('Enough witnesses (2 of auditor, other) saw no checkpoint.'),
    ]);
    const out = join(temporaryFolder(), 'events.jsonl');
    await cliInProcess(['export', '--out', out], settings);
    // Without a policy nobody is known to be a witness.
    expect(existsSync(`${out}.cosigned`)).toBe(false);
    const strangers = join(temporaryFolder(), 'policy');
    writeFileSync(strangers, `witness other ${other.key}\nquorum other\n`);
    await cliInProcess(['export', '--out', out], { ...settings, WITNESSES: strangers });
    expect(existsSync(`${out}.cosigned`)).toBe(false);
    await cliInProcess(['export', '--out', out], { ...settings, WITNESSES: policyFile });
    const exported = await cliInProcess(['verify', out, '--policy', policyFile, '--key', keys.join('\n')], settings);
    expect(exported.stdout).toContain(`Enough witnesses (auditor) saw the events up to ${witnesses.upTo}.`);
    await other.stop();
  });
});

describe('the pack that proves itself', () => {
  let zip: Buffer;
  let file: string;
  let verifiers: Verifier[];
  const policy = () => readPolicy(readFileSync(policyFile, 'latin1'));
  const verified = (bytes: Buffer, given = verifiers) => {
    writeFileSync(file, bytes);
    return checkPack({ file, verifiers: given, policy: policy() });
  };

  beforeAll(async () => {
    file = join(temporaryFolder(), 'pack.zip');
    verifiers = keys.map(readVerifierKey);
    const made = await cliInProcess(['pack', 'BOARD-MTG01', '--out', file], { DATA_DIR: server.folder });
    expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining('pack.zip: ') });
    zip = readFileSync(file);
  });

  it('is served to whoever may see every event, and to nobody else', async () => {
    const { status, headers } = await server.get('/api/meetings/BOARD-MTG01/pack.zip');
    expect([status, headers.get('content-type')]).toEqual([200, 'application/zip']);
    expect(await pageOf('/meetings/BOARD-MTG01')).toContain('/api/meetings/BOARD-MTG01/pack.zip');
    expect((await server.get('/api/meetings/NONE/pack.zip')).body.code).toBe('item-not-found');
    for (const roles of [['viewer'], ['secretary'], ['administrator']]) {
      const { token } = await taken(server, '/api/tokens', { party: 'ORG-01', roles });
      const answer = await server.get('/api/meetings/BOARD-MTG01/pack.zip', bearer(token));
      expect([roles, answer.status, answer.body.code]).toEqual([roles, 403, 'not-allowed']);
    }
  });

  it('is proven with nothing but the file and the key, by the witnesses too', async () => {
    expect(await verified(zip)).toMatchObject({
      outcome: 'proven',
      refuted: [],
      unknown: [],
      witnesses: { seen: [{ name: 'auditor' }] },
    });
    const found = await cliInProcess(['verify', file, '--key', keys.join('\n'), '--policy', policyFile], {
      DATA_DIR: '/nowhere',
    });
    expect([found.code, found.stdout]).toEqual([0, expect.stringContaining('Proven: ')]);
  });

  it('does not prove itself by its own key alone, or by another', async () => {
    expect(await verified(zip, [])).toMatchObject({
      outcome: 'cannot-tell',
      unknown: [expect.stringContaining('in the pack itself')],
    });
    expect(await verified(zip, [readVerifierKey(witness.key)])).toMatchObject({ outcome: 'refuted' });
  });

  it('says of another version what it cannot tell', async () => {
    const files = await readPackZip(zip);
    const older = Buffer.from(files['pack.json'].toString().replace('0.1.0', '0.0.9'));
    const html = Buffer.from(files['report.html'].toString().replace('<h2>', '<h2 >'));
    const bytes = await writePackZip({ ...files, 'pack.json': older, 'report.html': html });
    expect(await verified(bytes)).toMatchObject({
      outcome: 'cannot-tell',
      unknown: [expect.stringContaining('report.html was made by version 0.0.9')],
    });
  });

  it('is never proven where it was tampered with', () =>
    neverProvenPack({ zip, file, verifiers, policy: policy() }, 2));
});
