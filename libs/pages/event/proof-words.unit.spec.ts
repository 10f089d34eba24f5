import { expect, it } from '@jest/globals';
import type { EventProof } from '../frame/page.js';
import { proofInWords } from './proof-words.js';

const SIGNED = { kind: 'signed', size: 300, signedBy: '2026-12-01T15:00:00.000Z', witnesses: null } as const;
const AT = '2026-12-01T14:03:00.000Z';

it.each<[string, EventProof, string[], boolean]>([
  ['elsewhere', { kind: 'elsewhere' }, ['Not available here: another server signs'], false],
  ['unreadable', { kind: 'unreadable' }, ['the tree cannot be read'], false],
  ['not yet signed', { kind: 'not-signed' }, ['In no signed checkpoint yet'], false],
  [
    'signed',
    SIGNED,
    [
      'leaf 41 of the tree, which holds 300 events',
      'on 1 December 2026, 3:00pm at the latest',
      'No witnesses are asked',
    ],
    true,
  ],
  ['signed and not yet seen', { ...SIGNED, witnesses: [] }, ['No witness has seen it yet.'], true],
  [
    'seen by one witness',
    { ...SIGNED, witnesses: [{ name: 'auditor', at: AT }] },
    ['Seen by 1 witness: auditor on 1 December 2026, 2:03pm.'],
    true,
  ],
  [
    'seen by two witnesses, across midnight',
    {
      ...SIGNED,
      signedBy: '2027-01-01T00:00:00.000Z',
      witnesses: [
        { name: 'auditor', at: AT },
        { name: 'trust', at: AT },
      ],
    },
    [
      'on 1 January 2027, 12:00am at the latest',
      'Seen by 2 witnesses: auditor on 1 December 2026, 2:03pm and trust on',
    ],
    true,
  ],
])('the proof of an event is said where it is %s', (_, proof, says, hasFile) => {
  const { says: said, file } = proofInWords(42, proof);
  for (const words of says) expect(said.join(' ').replaceAll('\u00a0', ' ')).toContain(words);
  expect(file).toBe(hasFile ? '/api/events/42/proof' : null);
});
