import type { Examples, Facts } from '../../all-facts/facts.js';
import { FIRST_SCHEME } from '../../ledger/scheme.js';
import { IDS } from './shared.js';

export const token: Examples<Facts['token']> = {
  TokenIssued: {
    reference: 'TOKEN-01',
    token: IDS.token,
    party: IDS.trust,
    roles: ['contributor'],
    programmes: [IDS.programme],
    groups: [],
    label: 'Monthly upload',
  },
  TokenSignInLinked: { token: IDS.token, signIn: 'K7M2-QX4D', reason: 'The new secretary' },
  TokenSignInUnlinked: { token: IDS.token, signIn: 'K7M2-QX4D', reason: 'Has left the trust' },
  TokenRevoked: { token: IDS.token, reason: 'The upload has moved' },
};

const OWED = { number: 301, eventId: IDS.review, eventType: 'ActionCompleted' };

export const webhook: Examples<Facts['webhook']> = {
  WebhookCreated: {
    reference: 'WEBHOOK-01',
    url: 'https://trust.example.org/ledger',
    token: IDS.token,
    item: IDS.review,
    type: 'ActionCompleted',
    from: { position: 542, number: 301 },
  },
  WebhookDisabled: { reason: 'The receiver is being moved' },
  WebhookEnabled: { reason: 'It has been moved' },
  WebhookReplayed: { from: { position: 542, number: 301 } },
  WebhookSecretRolled: { oldValidUntil: '2018-06-02T09:00:00.000Z', reason: 'A copy of the secret was lost' },
  WebhookEventSkipped: { ...OWED, reason: 'The receiver has no place for it' },
  WebhookEventRequeued: { ...OWED, reason: 'It has one now' },
  WebhookResumed: {
    halted: 'other-history',
    from: { position: 542, number: 301 },
    reason: 'The old server is switched off',
  },
  WebhookWithdrawn: { reason: 'The upload has moved' },
};

const ROW = { row: 't1-l40', reference: 'SMI-A02', kind: 'action' };

export const importing: Examples<Facts['import']> = {
  ImportUploaded: {
    reference: 'IMP-0001',
    document: 'Delivery plan March 2018.docx',
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    bytes: 48_213,
    format: 'docx',
    title: 'Mental health delivery plan',
    documentDate: '2018-03-09',
    columns: [{ heading: 'By when', role: 'timescale' }],
  },
  ImportStarted: { answers: [{ question: 'hidden-row-t1-l44', value: 'leave' }], commands: 3 },
  ImportRowsRecorded: {
    applied: [{ ...ROW, commands: 2 }],
    refused: [
      { ...ROW, row: 't1-l41', code: 'reference-taken', detail: 'SMI-A02 is taken; choose another reference.' },
    ],
    commands: 3,
  },
  ImportFinished: { applied: 1, refused: 1 },
  ImportUndone: { reason: 'It was the draft', taken: ['SMI-A02'] },
};

export const ledger: Examples<Facts['ledger']> = {
  LedgerOpened: { ledger: IDS.ledger, name: 'Mental health delivery plan', illustrative: false },
  RatingSchemeAdopted: FIRST_SCHEME,
  FinancialYearAdopted: { startsOn: '10-01' },
  SigningKeyRotated: {
    from: 'action-ledger/6f0c2f3e-0000-4000-8000-000000000000+ee8d0c9f+AfZ1j3z2XneM/gHXRYJoG8X1W4jEUWAlWj0JPLmR62dM',
    to: 'action-ledger/6f0c2f3e-0000-4000-8000-000000000000+c2d59723+AaW7VUrYqtfF7gb9S9DtBYMQ5DS6N4MH6qh1xHu4yxnR',
    signature: 'b7RQhW2uPv42FpQdIVOtbF/ixGCcmihtWfhRJYcZTcocdMw9DzBxFv7dlrRxVPTcYBKu38Dx7L6m71Awd8pLDA==',
  },
};

export const reference: Examples<Facts['reference']> = {
  ReferenceClaimed: { reference: 'SMI-A02', kind: 'action', id: IDS.businessCase },
};
