import { describeParameters } from '#application/index.js';
import { TEXT } from '#read-store/index.js';
import { NUMBER, type Operation, READING, REF } from '../http/operation.js';
import { CONSISTENCY, CONSISTENCY_PARAMETERS } from './proofs.controller.js';
import { WITNESSES_SEEN } from './witnesses.controller.js';

export const proofOperations: readonly Operation[] = [
  {
    ...READING,
    path: '/api/checkpoint',
    tag: 'proof',
    summary: 'The newest signed checkpoint: how many events the ledger holds, and the root of the tree over them.',
    description: `For whoever signs in. A signed note by C2SP tlog-checkpoint. Until the first is signed it is 503,
      not-signed-yet.`,
    contentType: 'text/plain',
    answers: TEXT,
  },
  {
    ...READING,
    path: '/api/checkpoint/consistency',
    tag: 'proof',
    summary: 'The proof that a later tree goes on from an earlier one, by RFC 9162.',
    parameters: describeParameters(CONSISTENCY_PARAMETERS),
    answers: CONSISTENCY,
  },
  {
    ...READING,
    path: '/api/checkpoint/cosigned',
    tag: 'proof',
    summary: 'The newest checkpoint that enough witnesses cosigned, with their cosignatures.',
    description: `For whoever signs in. A signed note with lines of C2SP tlog-cosignature; WITNESSES says how many are
      enough. Where there is none it is 404, not-cosigned.`,
    contentType: 'text/plain',
    answers: TEXT,
  },
  {
    ...READING,
    path: '/api/checkpoint/witnesses',
    tag: 'proof',
    summary: 'Which witnesses saw the ledger, up to which event and when, and what stands against each.',
    answers: WITNESSES_SEEN,
  },
  {
    ...READING,
    path: '/api/tile/{tile}',
    tag: 'proof',
    summary: 'A tile of the tree: up to 256 hashes of 32 bytes, by C2SP tlog-tiles, which names the paths.',
    description: 'For whoever signs in. Tiles hold hashes only, and never change.',
    parameters: [
      {
        name: 'tile',
        in: 'path',
        required: true,
        description: 'Its level and number, and the width of one that is not full, as 0/000.p/17; slashes as they are.',
        schema: { type: 'string' },
      },
    ],
    contentType: 'application/octet-stream',
    answers: TEXT,
  },
  {
    ...READING,
    path: '/api/events/{number}/proof',
    tag: 'proof',
    summary: 'The proof that an event is in the signed ledger, as a file by C2SP tlog-proof.',
    description: `For whoever may see the event. Its extra line holds the record that was hashed, and the salt. An event
      that no checkpoint holds yet is 503, not-signed-yet.`,
    parameters: [NUMBER],
    contentType: 'text/plain',
    answers: TEXT,
  },
  {
    ...READING,
    path: '/api/meetings/{ref}/pack.zip',
    tag: 'proof',
    summary: 'What a meeting was shown, as one file that proves itself: action-ledger verify checks it.',
    description: `For auditors, and for secretaries who are administrators too: it holds every event up to its
      checkpoint. Until a checkpoint holds the pack it is 503, not-signed-yet.`,
    parameters: [REF],
    contentType: 'application/zip',
    answers: TEXT,
  },
];
