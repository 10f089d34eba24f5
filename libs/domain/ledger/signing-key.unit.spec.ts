import { describe, expect, it } from '@jest/globals';
import { handOver, newPrivateKey, originOf, signerOf, verifierKey } from '#proof/index.js';
import { readBody } from '../kernel/body.js';
import type { Principal } from '../kernel/metadata.js';
import { type Expected, expectOutcome } from '../testing/expect-outcome.js';
import { given, secretary } from '../testing/specification.js';
import type { LedgerFact } from './events.js';
import { ledger, openLedger } from './ledger.js';
import { RotateSigningKey } from './signing-key.js';

const newSigner = (of = 'l1') => signerOf(originOf(of), newPrivateKey());
const [one, two, three] = [newSigner(), newSigner(), newSigner()];
const [first, second, third] = [one, two, three].map(verifierKey) as [string, string, string];
const elsewhere = verifierKey(newSigner('l2'));
const handed = (by: typeof one, from: string, to: string) => handOver(by, from, to).signature;
const rotated: LedgerFact = {
  type: 'SigningKeyRotated',
  data: { from: first, to: second, signature: handed(one, first, second) },
};
const system: Principal = { actor: { party: 'system', kind: 'system', roles: ['administrator'] }, programmes: [] };

describe('another signing key', () => {
  it.each<[string, LedgerFact[], object, Principal, Expected]>([
    [
      'takes over from the one that signed that it does',
      [],
      { key: second, from: first, signature: handed(one, first, second) },
      secretary,
      [['SigningKeyRotated', rotated.data]],
    ],
    [
      'takes over from the one in force',
      [rotated],
      { key: third, from: second, signature: handed(two, second, third) },
      secretary,
      [['SigningKeyRotated', { from: second, to: third, signature: handed(two, second, third) }]],
    ],
    [
      'is refused by the signature of one that was retired',
      [rotated],
      { key: third, from: first, signature: handed(one, first, third) },
      secretary,
      'signing-key-not-in-force',
    ],
    [
      'is refused by the signature of one that was retired, as if by the one in force',
      [rotated],
      { key: third, from: second, signature: handed(one, second, third) },
      secretary,
      'signing-key-not-handed-over',
    ],
    [
      'is refused without a signature',
      [rotated],
      { key: third, from: second },
      secretary,
      'signing-key-not-handed-over',
    ],
    [
      'is taken in by the server where the one before is lost',
      [rotated],
      { key: third, from: second },
      system,
      [['SigningKeyRotated', { from: second, to: third }]],
    ],
    [
      'is taken in by the server where none is known',
      [],
      { key: third },
      system,
      [['SigningKeyRotated', { to: third }]],
    ],
    ['changes nothing where it is in force', [rotated], { key: second, from: first }, secretary, []],
    [
      'is none that was retired',
      [rotated],
      { key: first, from: second, signature: handed(two, second, first) },
      secretary,
      'signing-key-retired',
    ],
    [
      'is named as the ledger',
      [],
      { key: elsewhere, from: first, signature: handed(one, first, elsewhere) },
      secretary,
      'signing-key-of-another-ledger',
    ],
  ])('%s', (_, before, body, principal, expected) => {
    const decided = given(ledger, [...openLedger('l1', 'Plan', false), ...before]);
    expectOutcome(decided.when('rotate-signing-key', body, { principal }), expected);
  });

  it.each(['', 'a+b+c', first.slice(0, -1), first.replace('+', '+0'), `${first}\n`, null])('is not %j', (key) => {
    expect(readBody(RotateSigningKey, { key })).toMatchObject({ errors: [{ field: 'key' }] });
  });
});
