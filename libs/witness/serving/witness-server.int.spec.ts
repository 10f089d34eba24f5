import { cpSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newPrivateKey, openCheckpoint, readVerifierKey } from '#proof/index.js';
import { type MadeLog, madeLog } from '#test/support/proof/made-log.js';
import { seeded } from '#test/support/proof/tampering.js';
import { type RunningWitness, startWitness } from '#test/support/proof/witness.js';

const ORIGIN = 'action-ledger/one';
const PEM = newPrivateKey();
const log = madeLog(ORIGIN, (index) => `event ${index}`, PEM);
/** Another history from event 5 on, signed with the same key. */
const forked = madeLog(ORIGIN, (index) => `event ${index}${index < 4 ? '' : ', rewritten'}`, PEM);
const AT = new Date('2018-04-03T10:00:00.900Z');

let folder: string;
let witness: RunningWitness;
const start = () => startWitness(folder, [log.key], { now: () => AT });
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'witness-'));
  witness = await start();
});
afterEach(async () => {
  await witness.stop();
  rmSync(folder, { recursive: true });
});

describe('a witness', () => {
  it('cosigns each checkpoint that goes on from the last, with the second in which it saw it', async () => {
    for (const [old, size] of [
      [0, 3],
      [3, 3],
      [3, 8],
      [8, 13],
    ] as const) {
      const { status, text } = await witness.post(log.from(old, size));
      expect(status).toBe(200);
      const opened = openCheckpoint(`${log.checkpoint(size)}${text}`, [log.signer, readVerifierKey(witness.key)]);
      expect(opened.signatures.map(({ by, time }) => [by.name, time])).toEqual([
        [ORIGIN, undefined],
        ['witness.example/w1', Math.floor(AT.getTime() / 1_000)],
      ]);
    }
    expect(witness.logs()).toMatchObject([{ origin: ORIGIN, size: 13, cosignedAt: AT.toISOString() }]);
    expect(await (await fetch(witness.url)).text()).toContain(`${ORIGIN}: cosigned at 13 events, last at 2018-04-03`);
  });

  it.each<[number, string, (given: MadeLog) => string]>([
    [404, 'another origin', () => madeLog('other/log', String).from(0, 3)],
    [403, 'another key', () => madeLog(ORIGIN, String).from(0, 9)],
    [403, 'no signature that is right', ({ from }) => from(8, 9).replace(/.{8}\n$/, 'AAAAAAA=\n')],
    [400, 'an old size above the new one', ({ from }) => from(9, 8)],
    [400, 'no size', ({ from }) => from(8, 9).replace('old 8', 'old 08')],
    [
      400,
      'a proof that is too long',
      ({ from }) => from(8, 9).replace('\n\n', `${`\n${'A'.repeat(43)}=`.repeat(64)}\n\n`),
    ],
    [400, 'no checkpoint', () => 'old 8\n\nhello\n'],
    [409, 'an older size', ({ from }) => from(3, 9)],
    [409, 'a smaller tree', ({ from }) => from(3, 4)],
    [
      422,
      'a proof of another tree',
      ({ from }) =>
        from(8, 9).replace(/^old 8\n./, (first) => `${first.slice(0, -1)}${first.endsWith('A') ? 'B' : 'A'}`),
    ],
    [422, 'no proof', ({ checkpoint }) => `old 8\n\n${checkpoint(9)}`],
    [413, 'too much', ({ from }) => from(8, 9) + 'x'.repeat(70_000)],
  ])('refuses with %s what has %s, and remembers nothing', async (status, _, body) => {
    await witness.post(log.from(0, 8));
    const before = witness.logs();
    const answer = await witness.post(body(log));
    expect(answer.status).toBe(status);
    if (status === 409) expect(answer).toMatchObject({ text: '8\n', type: 'text/x.tlog.size' });
    expect(witness.logs()).toEqual(before);
    expect((await witness.post(log.from(8, 9))).status).toBe(200);
  });

  it('answers no other route, method or text', async () => {
    const asked = async (path: string, init?: RequestInit) => (await fetch(`${witness.url}${path}`, init)).status;
    expect(await asked('/add-checkpoint')).toBe(405);
    expect(await asked('/evidence')).toBe(404);
    expect(await asked('/', { method: 'POST', body: 'x' })).toBe(404);
    expect((await witness.post(Buffer.of(0xff, 0xfe))).status).toBe(400);
  });

  it('refuses a second history, and keeps what proves it', async () => {
    await witness.post(log.from(0, 8));
    expect((await witness.post(forked.from(8, 8))).status).toBe(409);
    expect((await witness.post(forked.from(8, 11))).status).toBe(422);
    expect((await witness.post(forked.from(8, 8))).status).toBe(409);
    expect(witness.evidence()).toMatchObject([
      { kind: 'fork', held: log.checkpoint(8), shown: forked.checkpoint(8), old: 8, proof: [] },
      { kind: 'not-consistent', held: log.checkpoint(8), shown: forked.checkpoint(11) },
    ]);
    expect(await (await fetch(witness.url)).text()).toContain('Refused, with evidence kept: 2.');
    // An honest log that sent a wrong proof goes on.
    expect((await witness.post(log.from(8, 11))).status).toBe(200);
  });

  it('cosigns one of two histories that come at once', async () => {
    await witness.post(log.from(0, 4));
    const bodies = Array.from({ length: 40 }, (_, each) => (each % 2 ? log : forked).from(4, 9));
    const answers = await Promise.all(bodies.map((body) => witness.post(body)));
    const cosigned = answers.flatMap(({ status }, index) => (status === 200 ? [index % 2] : []));
    expect(cosigned).toHaveLength(1);
    const [first] = cosigned;
    expect(witness.logs()[0]?.note).toBe((first ? log : forked).checkpoint(9));
  });

  it('crashes at no body, and cosigns none that was changed', async () => {
    await witness.post(log.from(0, 8));
    const good = Buffer.from(log.from(8, 13));
    for (let seed = 1; seed <= 400; seed++) {
      const draw = seeded(seed * 7_919);
      const bytes = Buffer.from(good);
      for (let flips = draw(3); flips >= 0; flips--) {
        const at = draw(bytes.length * 8);
        bytes[at >> 3] = (bytes[at >> 3] ?? 0) ^ (1 << (at & 7));
      }
      const { status } = await witness.post(draw(4) === 0 ? bytes.subarray(0, draw(bytes.length)) : bytes);
      // Bits that are flipped back leave the request as it was.
      if (!bytes.equals(good)) expect([400, 403, 404, 409, 422]).toContain(status);
    }
    expect((await witness.post(log.from(8, 13))).status).toBe(200);
  });
});

describe('the state of a witness', () => {
  it('outlives it, with the key, which nobody else may read', async () => {
    const key = witness.key;
    await witness.post(log.from(0, 8));
    await witness.stop();
    witness = await start();
    expect(witness.key).toBe(key);
    expect((await witness.post(forked.from(8, 8))).status).toBe(409);
    for (const file of ['witness-key.pem', 'witness.db']) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  });

  it('is open in one process, and is of one key', async () => {
    await expect(start()).rejects.toThrow('already open for writing');
    await witness.stop();
    writeFileSync(join(folder, 'witness-key.pem'), newPrivateKey());
    await expect(start()).rejects.toThrow('is the state of another witness');
    rmSync(join(folder, 'witness-key.pem'));
    rmSync(join(folder, 'witness.db'));
    witness = await start();
  });

  it('is not made again for a key that has cosigned, and not read where it was cut off', async () => {
    await witness.post(log.from(0, 8));
    await witness.stop();
    const file = join(folder, 'witness.db');
    cpSync(file, join(folder, 'saved'));
    truncateSync(file, 5_000);
    await expect(start()).rejects.toThrow();
    rmSync(file);
    await expect(start()).rejects.toThrow('holds what was cosigned with it, is not: put it back');
    cpSync(join(folder, 'saved'), file);
    witness = await start();
    expect((await witness.post(log.from(8, 9))).status).toBe(200);
  });

  it('refuses all that does not go on from a backup, too', async () => {
    await witness.post(log.from(0, 8));
    cpSync(join(folder, 'witness.db'), join(folder, 'backup'));
    await witness.post(log.from(8, 13));
    await witness.stop();
    cpSync(join(folder, 'backup'), join(folder, 'witness.db'));
    witness = await start();
    expect(await witness.post(log.from(13, 14))).toMatchObject({ status: 409, text: '8\n' });
    expect((await witness.post(forked.from(8, 14))).status).toBe(422);
    expect((await witness.post(log.from(8, 14))).status).toBe(200);
  });
});
