import { type Aggregate, PLURALS } from '../kernel/decider.js';
import { allowedBy } from '../kernel/transitions.js';
import { correct } from './correcting.verbs.js';
import { creation } from './creation.js';
import { agreeDate, refuseDate, requestDate } from './date-request.verbs.js';
import { confirmReading, forecast, reviseTimescale, setReviewDate } from './dates.verbs.js';
import { describe, move } from './describing.verbs.js';
import { answerEscalation, escalate } from './escalation.verbs.js';
import type { ActionFact } from './events.js';
import { addNote, attachEvidence } from './evidence.verbs.js';
import { raiseDeferral, raiseReview } from './falling-due.verbs.js';
import { complete, declineCompletion, reopen, verify, withdraw } from './lifecycle.verbs.js';
import { addDependency, merge, removeDependency, split } from './links.verbs.js';
import { completeOccurrence, missOccurrence } from './occurrences.verbs.js';
import { assignOwner, assignParty, releaseParty } from './parties.verbs.js';
import { block, defer, rate, reportProgress, resume, start, unblock } from './progress.verbs.js';
import { mayReport } from './scope.js';
import { type ActionState, evolve } from './state.js';
import { notInThisState, transitions } from './transitions.js';

export const action: Aggregate<ActionState, ActionFact> = {
  kind: 'action',
  plural: PLURALS.action,
  creation,
  evolve,
  mayReport,
  verbs: allowedBy(transitions, ({ status }) => status, notInThisState, {
    describe,
    move,
    'assign-owner': assignOwner,
    'assign-party': assignParty,
    'release-party': releaseParty,
    'revise-timescale': reviseTimescale,
    'request-date': requestDate,
    'agree-date': agreeDate,
    'refuse-date': refuseDate,
    'confirm-reading': confirmReading,
    forecast,
    'set-review-date': setReviewDate,
    'raise-review': raiseReview,
    start,
    'report-progress': reportProgress,
    rate,
    block,
    unblock,
    defer,
    'raise-deferral': raiseDeferral,
    resume,
    'complete-occurrence': completeOccurrence,
    'miss-occurrence': missOccurrence,
    complete,
    'decline-completion': declineCompletion,
    verify,
    withdraw,
    reopen,
    split,
    merge,
    escalate,
    'answer-escalation': answerEscalation,
    'add-dependency': addDependency,
    'remove-dependency': removeDependency,
    'attach-evidence': attachEvidence,
    'add-note': addNote,
    correct,
  }),
};
