import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openSqliteStore } from '#event-store/sqlite/store.js';
import { newPrivateKey, originOf, readPolicy, signerOf, verifierKey, witnessSignerOf } from '#proof/index.js';
import { inDataDir } from '#read-store/index.js';
import { eventually } from '#test/support/eventually.js';
import { keepUntil, LEDGER, newEvent, signedLedger } from '#test/support/proof/signed-ledger.js';
import { type RunningWitness, startWitness } from '#test/support/proof/witness.js';
import { openTreeStore } from '#tree/open-tree-store.js';
import { publicKeysIn } from '#tree/signing-key.js';
import type { TreeStore } from '#tree/tree-store.js';
import { newestCosigned, type WitnessStatus, witnessesOf, witnessStatuses } from './sightings.js';
import { witnessCheckpoints } from './witnessing.js';

const SIZE = 20;
const QUIET = { info() {}, warn() {}, error() {} };
let folder: string;
let ledger: string;
let witness: RunningWitness;
const follow = (...keys: string[]) => startWitness(join(folder, 'witness'), keys);
const policyOf = (url: string, key = witness.key) => readPolicy(`witness w1 ${key} ${url}\nquorum w1\n`);

const signed = mkdtempSync(join(tmpdir(), 'witnessing-'));
beforeAll(() => signedLedger(signed, SIZE));
afterAll(() => rmSync(signed, { recursive: true }));
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'witnessing-'));
  ledger = join(folder, 'ledger');
  cpSync(signed, ledger, { recursive: true });
  witness = await follow(...publicKeysIn(ledger));
});
afterEach(async () => {
  await witness.stop();
  rmSync(folder, { recursive: true });
});

/** Records more events in the ledger of a folder, and signs them. */
async function record(of: string, text: string, events: number, upTo: number, type?: string): Promise<void> {
  const store = await openSqliteStore({ file: join(of, 'events.db') });
  for (let each = 0; each < events; each++) await store.append('action-9', [newEvent({ text }, type)], 'any');
  await keepUntil(of, store, upTo);
  await store.close();
}

/** Has the server's client ask until the work is done. */
async function whileAsking<Result>(
  of: string,
  policy: ReturnType<typeof readPolicy>,
  work: (tree: TreeStore, status: () => Promise<WitnessStatus>) => Promise<Result>,
): Promise<Result> {
  const tree = await openTreeStore(inDataDir(of));
  const ending = new AbortController();
  const asking = witnessCheckpoints({ tree, policy, log: QUIET, signal: ending.signal, pinMs: 0, firstRetryMs: 20 });
  try {
    return await work(tree, async () => (await witnessStatuses(tree, policy))[0] as WitnessStatus);
  } finally {
    ending.abort();
    await asking;
    await tree.close();
  }
}

const untilSeen = (of: string, size: number, policy = policyOf(witness.url)) =>
  whileAsking(of, policy, (_, status) => eventually(async () => (await status()).saw?.size === size));
const untilRefused = (of: string, policy = policyOf(witness.url)) =>
  whileAsking(of, policy, async (_, status) => {
    await eventually(async () => (await status()).detail !== null);
    return status();
  });

describe('a server with a witness', () => {
  it('has each checkpoint cosigned, and says who saw an event and when', async () => {
    await untilSeen(ledger, SIZE);
    await record(ledger, 'More', 5, SIZE + 5);
    await whileAsking(ledger, policyOf(witness.url), async (tree, status) => {
      await eventually(async () => (await status()).saw?.size === SIZE + 5);
      const policy = policyOf(witness.url);
      expect((await newestCosigned(tree, policy))?.size).toBe(SIZE + 5);
      expect(await witnessesOf(tree, policy, 3)).toMatchObject([{ name: 'w1', key: witness.key, size: SIZE }]);
      expect(await witnessesOf(tree, policy, SIZE + 1)).toMatchObject([{ name: 'w1', size: SIZE + 5 }]);
      expect(await witnessesOf(tree, policy, SIZE + 6)).toEqual([]);
    });
    expect(witness.logs()).toMatchObject([{ origin: originOf(LEDGER), size: SIZE + 5 }]);
  });

  it('pins the checkpoint that holds the pack of a meeting, beside that of the hour', async () => {
    await record(ledger, 'Pack', 1, SIZE + 1, 'MeetingPackIssued');
    await record(ledger, 'Later', 3, SIZE + 4);
    await whileAsking(ledger, policyOf(witness.url), async (tree) => {
      const pinned = async () => (await tree.cosigned.pinnedFrom(1, 9)).map(({ size }) => size);
      await eventually(async () => (await pinned()).join() === [SIZE + 1, SIZE + 4].join());
      await eventually(async () => (await witnessesOf(tree, policyOf(witness.url), 1))[0]?.size === SIZE + 1);
    });
  });

  it('finds out two ledgers that are shown two histories', async () => {
    await untilSeen(ledger, SIZE);
    const copy = join(folder, 'copy');
    cpSync(ledger, copy, { recursive: true });
    await record(ledger, 'What the board was shown', 3, SIZE + 3);
    await record(copy, 'What the inspector was shown', 4, SIZE + 4);
    await untilSeen(ledger, SIZE + 3);
    expect(await untilRefused(copy)).toMatchObject({
      outcome: 'other-history',
      saw: { size: SIZE },
      detail: expect.stringContaining('it has cosigned another history of this ledger'),
    });
    expect(witness.evidence()).toMatchObject([{ kind: 'not-consistent', origin: originOf(LEDGER) }]);
    // Of one size, the two signed roots prove it to everybody.
    const other = join(folder, 'other');
    cpSync(ledger, other, { recursive: true });
    await record(ledger, 'One', 1, SIZE + 4);
    await record(other, 'Two', 1, SIZE + 4);
    await untilSeen(ledger, SIZE + 4);
    expect(await untilRefused(other)).toMatchObject({ outcome: 'other-history' });
    expect(witness.evidence().map(({ kind }) => kind)).toEqual(['not-consistent', 'fork']);
    expect(witness.logs()).toMatchObject([{ size: SIZE + 4 }]);
  });

  it('finds out that the witness has seen more than there is', async () => {
    const backup = join(folder, 'backup');
    cpSync(ledger, backup, { recursive: true });
    await record(ledger, 'More', 5, SIZE + 5);
    await untilSeen(ledger, SIZE + 5);
    expect(await untilRefused(backup)).toMatchObject({
      outcome: 'ahead',
      detail: expect.stringContaining(`it has cosigned ${SIZE + 5} events of this ledger, which holds ${SIZE}`),
    });
  });

  it('finds out a witness that was set back, and says so from then on', async () => {
    const state = join(folder, 'witness', 'witness.db');
    await untilSeen(ledger, SIZE);
    cpSync(state, join(folder, 'saved'));
    await record(ledger, 'More', 5, SIZE + 5);
    await untilSeen(ledger, SIZE + 5);
    await witness.stop();
    cpSync(join(folder, 'saved'), state);
    witness = await follow(...publicKeysIn(ledger));
    await record(ledger, 'More', 5, SIZE + 10);
    await untilSeen(ledger, SIZE + 10);
    const setBack = await whileAsking(ledger, policyOf(witness.url), async (_, status) => (await status()).setBack);
    expect(setBack).toContain(`it knew ${SIZE} events, and it had cosigned ${SIZE + 5}`);
  });

  it('goes on once a witness is back that was away', async () => {
    const url = witness.url;
    await witness.stop();
    expect(await untilRefused(ledger, policyOf(url))).toMatchObject({ outcome: 'away', saw: null });
    witness = await startWitness(join(folder, 'witness'), publicKeysIn(ledger), { port: Number(new URL(url).port) });
    await untilSeen(ledger, SIZE);
  });

  it('takes no cosignature of another key, and none from a witness that does not follow it', async () => {
    const namesake = verifierKey(witnessSignerOf('witness.example/w1', newPrivateKey()));
    const other = await startWitness(join(folder, 'other'), [verifierKey(signerOf(originOf(LEDGER), newPrivateKey()))]);
    expect(await untilRefused(ledger, policyOf(other.url, other.key))).toMatchObject({ outcome: 'not-followed' });
    expect(await untilRefused(ledger, policyOf(witness.url, namesake))).toMatchObject({
      outcome: 'away',
      detail: 'it answered with no cosignature of witness.example/w1',
      saw: null,
    });
    await other.stop();
  });

  it.each([
    [200, 'hello'],
    [200, '\u2014 witness.example/w1 AAAA\n'.repeat(99)],
    [200, 'x'.repeat(100_000)],
    [302, ''],
    [409, 'nine'],
    [409, '7\n'],
    [500, ''],
  ])('records what a witness answers that is none, with %s', async (status, text) => {
    const server = createServer((_, response) => response.writeHead(status, { location: '/' }).end(text));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await untilRefused(ledger, policyOf(url))).toMatchObject({ outcome: 'away', saw: null });
    server.closeAllConnections();
    server.close();
  });
});
