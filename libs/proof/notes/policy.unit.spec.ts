import { describe, expect, it } from '@jest/globals';
import { openCheckpoint, signCheckpoint } from './checkpoint.js';
import { cosign, sightingsOf, witnessSignerOf } from './cosignature.js';
import { newPrivateKey, type Signer, signerOf, verifierKey } from './keys.js';
import { withSignatures } from './note.js';
import { readPolicy } from './policy.js';

const witness = (name: string) => witnessSignerOf(name, newPrivateKey());
const [trust, ccg, auditor] = ['trust', 'ccg', 'auditor'].map(witness) as [Signer, Signer, Signer];
const log = signerOf('action-ledger/one', newPrivateKey());
const keys = (...signers: Signer[]) => new Set(signers.map(verifierKey));

const POLICY = `# Who must have seen it
log ${verifierKey(log)} https://ledger.example/
witness trust ${verifierKey(trust)} https://trust.example/
\twitness ccg   ${verifierKey(ccg)}
witness auditor ${verifierKey(auditor)}

group inside 1 trust ccg
group both all inside auditor
quorum both
`;

describe('a policy', () => {
  it('says which witnesses are enough', () => {
    const policy = readPolicy(POLICY);
    expect(policy.quorum).toBe('2 of (1 of trust, ccg), auditor');
    expect(policy.witnesses.map(({ name, url }) => [name, url])).toEqual([
      ['trust', 'https://trust.example/'],
      ['ccg', undefined],
      ['auditor', undefined],
    ]);
    expect(policy.logs.map(({ key }) => key.id)).toEqual([log.id]);
    expect(policy.isMetBy(keys(trust, auditor))).toBe(true);
    expect(policy.isMetBy(keys(trust, ccg))).toBe(false);
    expect(policy.isMetBy(keys(auditor))).toBe(false);
    expect(readPolicy('quorum none').isMetBy(new Set())).toBe(true);
  });

  it.each([
    ['', 'has no line quorum'],
    ['quorum trust', 'Line 1 of the policy: no line before it says who trust is.'],
    ['quorum none\nquorum none', 'there is a quorum already'],
    [`witness none ${verifierKey(trust)}`, 'the name none is taken'],
    [`witness a ${verifierKey(log)}`, 'has a key of a log'],
    [`log ${verifierKey(trust)}`, 'has a key of a witness'],
    [`witness a ${verifierKey(trust)}\nwitness b ${verifierKey(trust)}`, 'stands in it twice'],
    [`witness a ${verifierKey(trust)}\ngroup g 2 a`, 'with k of 1 to'],
    [`witness a ${verifierKey(trust)}\ngroup g 0 a`, 'with k of 1 to'],
    [`witness a ${verifierKey(trust)}\ngroup g any a\ngroup h any a`, 'a is in a group already'],
    [`witness a ${verifierKey(trust)}\ngroup g any a a`, 'a is in a group already'],
    ['witness a', 'it is written as witness'],
    ['watcher a', 'watcher is neither'],
    ['quorum none\u0000', 'This is not a policy'],
  ])('is refused where it says %j', (text, why) => expect(() => readPolicy(text)).toThrow(why));
});

describe('a cosignature', () => {
  const note = signCheckpoint({ origin: log.name, size: 3, root: Buffer.alloc(32, 7) }, log);
  const at = (iso: string) => new Date(iso);

  it('says when a witness saw a checkpoint; its first time counts', () => {
    const lines = [cosign(note, trust, at('2018-04-03T10:00:01Z')), cosign(note, trust, at('2018-04-03T10:00:00Z'))];
    const cosigned = withSignatures(note, lines.join('') + cosign(note, auditor, at('2018-04-04T10:00:00Z')));
    expect(withSignatures(cosigned, lines.join(''))).toBe(cosigned);
    expect(sightingsOf(openCheckpoint(cosigned, [log, trust, auditor, ccg]).signatures)).toEqual([
      { witness: 'trust', key: verifierKey(trust), time: Date.parse('2018-04-03T10:00:00Z') / 1_000 },
      { witness: 'auditor', key: verifierKey(auditor), time: Date.parse('2018-04-04T10:00:00Z') / 1_000 },
    ]);
    expect(sightingsOf(openCheckpoint(cosigned, [log]).signatures)).toEqual([]);
  });

  it('is of one note and one second', () => {
    const [, name = '', encoded = ''] = cosign(note, trust, at('2018-04-03T10:00:00Z')).trim().split(' ');
    const bytes = Buffer.from(encoded, 'base64');
    bytes[11] = (bytes[11] ?? 0) ^ 1;
    const later = withSignatures(note, `\u2014 ${name} ${bytes.toString('base64')}\n`);
    expect(() => openCheckpoint(later, [log, trust])).toThrow('The signature of trust is wrong.');
    const other = signCheckpoint({ origin: log.name, size: 3, root: Buffer.alloc(32, 8) }, log);
    const moved = withSignatures(other, cosign(note, trust, at('2018-04-03T10:00:00Z')));
    expect(() => openCheckpoint(moved, [log, trust])).toThrow('The signature of trust is wrong.');
  });

  it('does not stand for a signature of the log', () => {
    const own = witnessSignerOf(log.name, newPrivateKey());
    const unsigned = `${log.name}\n3\n${Buffer.alloc(32, 7).toString('base64')}\n`;
    const cosigned = `${unsigned}\n${cosign(note, own, at('2018-04-03T10:00:00Z'))}`;
    expect(() => openCheckpoint(cosigned, [own])).toThrow('No known key');
  });
});
