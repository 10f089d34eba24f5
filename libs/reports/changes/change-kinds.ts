/** In the order of the report. Events caused by a corrected measurement count as corrections. */
const TYPES = {
  added: ['ProgrammeRegistered', 'MeetingScheduled', 'ActionCreated', 'MilestoneSet', 'TargetSet'],
  decided: ['DecisionRecorded'],
  'condition-met': ['DecisionConditionMet'],
  'condition-waived': ['DecisionConditionWaived'],
  'condition-failed': ['DecisionConditionFailed'],
  released: ['DecisionReleased'],
  'review-fell-due': ['ActionReviewFellDue', 'DecisionReviewFellDue'],
  reviewed: ['DecisionReviewed'],
  challenged: ['DecisionChallenged'],
  'challenge-resolved': ['DecisionChallengeResolved'],
  superseded: ['DecisionSuperseded'],
  revoked: ['DecisionRevoked'],
  slipped: [],
  'brought-forward': [],
  redated: ['ActionTimescaleRevised', 'MilestoneDateRevised'],
  'date-requested': ['ActionDateRequested', 'MilestoneDateRequested'],
  'date-refused': ['ActionDateRequestRefused', 'MilestoneDateRequestRefused'],
  forecast: ['ActionForecast', 'MilestoneForecast', 'TargetForecast'],
  started: ['ActionStarted'],
  progressed: ['ActionProgressReported'],
  rated: ['ActionRated'],
  blocked: ['ActionBlocked'],
  unblocked: ['ActionUnblocked'],
  deferred: ['ActionDeferred'],
  'deferral-fell-due': ['ActionDeferralFellDue'],
  resumed: ['ActionResumed', 'TargetResumed'],
  suspended: ['TargetSuspended'],
  'occurrence-completed': ['ActionOccurrenceCompleted'],
  'occurrence-missed': ['ActionOccurrenceMissed'],
  completed: ['ActionCompleted'],
  declined: ['ActionCompletionDeclined'],
  verified: ['ActionVerified'],
  reopened: ['ActionReopened'],
  met: ['MilestoneMet'],
  'met-reversed': ['MilestoneMetReversed'],
  missed: ['MilestoneMissed'],
  withdrawn: ['ActionWithdrawn', 'MilestoneWithdrawn', 'TargetWithdrawn'],
  measured: ['TargetMeasured'],
  breached: ['TargetBreached'],
  recovered: ['TargetRecovered'],
  'trajectory-set': ['TargetTrajectorySet'],
  'limits-recalculated': ['TargetLimitsRecalculated'],
  escalated: ['ActionEscalated'],
  'escalation-answered': ['ActionEscalationAnswered'],
  split: ['ActionSplit'],
  merged: ['ActionMerged'],
  moved: ['ActionMoved', 'ProgrammeGroupAssigned'],
  changed: [
    ...['ActionDescribed', 'ActionPartyAssigned', 'ActionPartyReleased', 'ActionReviewDateSet'],
    ...['ActionDependencyAdded', 'ActionDependencyRemoved', 'DecisionAffectedAdded', 'ProgrammeDescribed'],
  ],
  closed: ['ProgrammeClosed'],
  noted: ['ActionNoteAdded'],
  evidenced: ['ActionEvidenceAttached'],
  rescheduled: ['MeetingRescheduled'],
  'pack-issued': ['MeetingPackIssued'],
  held: ['MeetingHeld'],
  'minutes-approved': ['MeetingMinutesApproved'],
  cancelled: ['MeetingCancelled'],
  corrected: [
    ...['ActionCorrected', 'MilestoneCorrected', 'TargetCorrected', 'DecisionCorrected'],
    'TargetMeasurementCorrected',
  ],
  'reading-confirmed': ['ActionReadingConfirmed', 'MilestoneReadingConfirmed'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ChangeKind = keyof typeof TYPES;
export const CHANGE_KINDS = Object.keys(TYPES) as readonly ChangeKind[];

const BY_TYPE = new Map(CHANGE_KINDS.flatMap((what) => TYPES[what].map((type) => [type as string, what] as const)));

/** Throws for event types of kinds outside the report. */
export function changeKindOf(type: string): ChangeKind {
  const what = BY_TYPE.get(type);
  if (!what) throw new Error(`${type} is no event of an item that a report of changes covers.`);
  return what;
}

export const CHANGED_ITEM_KINDS = ['programme', 'meeting', 'action', 'milestone', 'target', 'decision'] as const;
export type ChangedItemKind = (typeof CHANGED_ITEM_KINDS)[number];

/** Only these event types move an agreed date and so cause a slip. */
export const REVISIONS: readonly string[] = TYPES.redated;

/** These record a fact more accurately without any change in the world. */
export const isCorrectionKind = (what: ChangeKind) => what === 'corrected' || what === 'reading-confirmed';
