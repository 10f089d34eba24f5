import { verify } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Consistency, type Inclusion, provesConsistency, provesInclusion } from './merkle/verify.js';
import { ED25519, verifierOf } from './notes/keys.js';
import { canonicalise } from './text/canonical-json.js';

// Vectors that nobody here wrote: RFC 6962 proofs of transparency-dev/merkle, RFC 8785 of its author, and Wycheproof.

const folder = process.env.PROOF_VECTORS ?? '';
const SKIPPED = 'SKIPPED: set PROOF_VECTORS to the folder of outside vectors (merkle, jcs, wycheproof) to run them.';
if (folder === '') process.stderr.write(`\n${SKIPPED}\n`);
const outside = folder === '' ? describe.skip : describe;

const json = (...path: string[]) => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));
const casesIn = (kind: string) =>
  readdirSync(join(folder, 'merkle', kind), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name, json('merkle', kind, name)] as const);
const bytes = (text: string | null) => Buffer.from(text ?? '', 'base64');

outside(folder === '' ? SKIPPED : 'outside vectors', () => {
  it('judges every inclusion proof as its author does', () => {
    const cases = casesIn('inclusion');
    for (const [name, { leafIdx, treeSize, root, leafHash, proof, wantErr }] of cases) {
      const path = (proof ?? []).map(bytes);
      const asked: Inclusion = { index: leafIdx, size: treeSize, root: bytes(root), leaf: bytes(leafHash), path };
      expect([name, provesInclusion(asked)]).toEqual([name, !wantErr]);
    }
    expect(cases.length).toBeGreaterThan(90);
  });

  it('judges every consistency proof as its author does', () => {
    const cases = casesIn('consistency');
    for (const [name, { size1, size2, root1, root2, proof, wantErr }] of cases) {
      const path = (proof ?? []).map(bytes);
      const asked: Consistency = {
        earlier: size1,
        later: size2,
        earlierRoot: bytes(root1),
        laterRoot: bytes(root2),
        path,
      };
      expect([name, provesConsistency(asked)]).toEqual([name, !wantErr]);
    }
    expect(cases.length).toBeGreaterThan(90);
  });

  it('writes every canonical JSON to the byte', () => {
    const names = readdirSync(join(folder, 'jcs', 'input'));
    for (const name of names) {
      const expected = readFileSync(join(folder, 'jcs', 'outhex', name.replace('.json', '.txt')), 'utf8').replaceAll(
        /\s/g,
        '',
      );
      expect([name, Buffer.from(canonicalise(json('jcs', 'input', name))).toString('hex')]).toEqual([name, expected]);
    }
    expect(names.length).toBe(6);
  });

  it('judges every signature as Wycheproof does', () => {
    let judged = 0;
    for (const { publicKey, tests } of json('wycheproof', 'ed25519_test.json').testGroups) {
      const { key } = verifierOf('vector', ED25519, Buffer.from(publicKey.pk, 'hex'));
      for (const { tcId, msg, sig, result } of tests) {
        const isRight = verify(null, Buffer.from(msg, 'hex'), key, Buffer.from(sig, 'hex'));
        expect([tcId, isRight]).toEqual([tcId, result === 'valid']);
        judged += 1;
      }
    }
    expect(judged).toBe(151);
  });
});
