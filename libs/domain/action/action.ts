import { type Aggregate, PLURALS } from '../kernel/decider.js';
import { allowedBy } from '../kernel/transitions.js';
import { creation } from './creation.js';
import type { ActionFact } from './events.js';
import { mayReport } from './scope.js';
import { type ActionState, evolve } from './state.js';
import { notInThisState, transitions } from './transitions.js';
import { correct } from './verbs/correcting.js';
import { confirmReading, forecast, reviseTimescale, setReviewDate } from './verbs/dates.js';
import { describe, move } from './verbs/describing.js';
import { answerEscalation, escalate } from './verbs/escalation.js';
import { addNote, attachEvidence } from './verbs/evidence.js';
import { raiseDeferral, raiseReview } from './verbs/falling-due.js';
import { complete, declineCompletion, reopen, verify, withdraw } from './verbs/lifecycle.js';
import { addDependency, merge, removeDependency, split } from './verbs/links.js';
import { completeOccurrence, missOccurrence } from './verbs/occurrences.js';
import { assignOwner, assignParty, releaseParty } from './verbs/parties.js';
import { block, defer, rate, reportProgress, resume, start, unblock } from './verbs/progress.js';

/** An action of the plan: domain, section 4. */
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
