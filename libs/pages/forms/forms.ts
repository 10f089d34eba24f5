import { type Aggregate, aggregates, type Kind } from '#domain/index.js';
import { type Form, formOf } from './form.js';
import { actionForms } from './words/action.js';
import { decisionForms } from './words/decision.js';
import type { FormsOfKind } from './words/form-words.js';
import { groupForms } from './words/group.js';
import { ledgerForms } from './words/ledger.js';
import { meetingForms } from './words/meeting.js';
import { milestoneForms } from './words/milestone.js';
import { partyForms } from './words/party.js';
import { programmeForms } from './words/programme.js';
import { targetForms } from './words/target.js';
import { tokenForms } from './words/token.js';
import { webhookForms } from './words/webhook.js';

const WORDS: Partial<Record<keyof typeof aggregates, FormsOfKind>> = {
  action: actionForms,
  milestone: milestoneForms,
  target: targetForms,
  decision: decisionForms,
  meeting: meetingForms,
  programme: programmeForms,
  group: groupForms,
  party: partyForms,
  token: tokenForms,
  webhook: webhookForms,
  ledger: ledgerForms,
};

/** Every form: an address each, with the roles of its command. */
export const forms: readonly Form[] = Object.entries(WORDS).flatMap(([kind, words]) => {
  const aggregate: Aggregate = aggregates[kind as keyof typeof aggregates];
  return Object.entries(words).map(([name, said]) => formOf(aggregate, name, said));
});

/** The form of a verb, or of the creation where the verb is undefined. */
export const formFor = (kind: Kind, verb: string | undefined): Form | undefined =>
  forms.find((form) => form.kind === kind && form.verb === verb);

/** The verbs that an item's page offers first. */
export const MAIN_VERBS: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  action: [
    'report-progress',
    'rate',
    'start',
    'verify',
    'decline-completion',
    'complete',
    'complete-occurrence',
    'forecast',
    'revise-timescale',
    'block',
    'unblock',
    'resume',
    'answer-escalation',
    'reopen',
  ],
  milestone: ['meet', 'revise-date', 'forecast', 'miss', 'reverse'],
  target: ['record-measurement', 'correct-measurement', 'forecast', 'resume'],
  decision: ['release', 'meet-condition', 'review', 'resolve-challenge'],
  meeting: ['issue-pack', 'hold', 'approve-minutes', 'reschedule'],
  programme: ['describe'],
  group: ['describe'],
  party: ['describe'],
  webhook: ['enable', 'resume', 'disable', 'skip-event'],
  token: ['revoke'],
  ledger: ['adopt-rating-scheme', 'adopt-financial-year'],
};
