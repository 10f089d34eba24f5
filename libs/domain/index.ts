export {
  type Dependency,
  type DerivedRating,
  derivedRating,
  type Judging,
  type Occurrence,
  OPEN,
  type RatingReason,
} from './action/derived-rating.js';
export {
  type ActionFact,
  type ExternalRef,
  PARTS,
  type PartyPart,
  WITHDRAWAL_KINDS,
  type WithdrawalKind,
} from './action/events.js';
export { RaiseActionDeferral, RaiseActionReview } from './action/falling-due.verbs.js';
export { ACTION_STATUSES, type ActionStatus } from './action/state.js';
export { aggregates, commandAggregates } from './aggregates.js';
export { BadEvent } from './catalogue/bad-event.js';
export { requireValid } from './catalogue/stored-events.js';
export { upcast, versionOf } from './catalogue/upcasters.js';
export { commandSchemas } from './command-schemas.js';
export {
  AFFECTS,
  type Affected,
  type AffectedAs,
  type Condition,
  type DecisionFact,
  DISPOSITIONS,
  type Disposition,
  type FundingLine,
  WAYS_TAKEN,
  type WayTaken,
} from './decision/events.js';
export { RaiseDecisionReview } from './decision/falling-due.verbs.js';
export {
  CONDITION_OUTCOMES,
  type ConditionOutcome,
  DECISION_STATUSES,
  type DecisionStatus,
  isReadyToRelease,
  RELEASABLE,
} from './decision/state.js';
export { data } from './event-schemas/schemas.generated.js';
export type { GroupFact } from './group/group.js';
export { judgeQuorum, type QuorumRule } from './group/quorum.js';
export {
  type AppliedRow,
  IMPORT_STATUSES,
  type ImportFact,
  type ImportStatus,
  type RefusedRow,
} from './import/events.js';
export {
  FinishImport,
  MOST_TAKEN,
  RecordImportRows,
  ROWS_AN_EVENT,
  StartImport,
  UndoImport,
  UploadImport,
} from './import/import.js';
export type { ImportState } from './import/state.js';
export { ACCESS, type Access, INTERNAL } from './kernel/access.js';
export {
  Batch,
  BatchCommand,
  IDEMPOTENCY_KEY_RULE,
  IsVerb,
  isIdempotencyKey,
  MOST_IN_A_BATCH,
} from './kernel/batch-body.js';
export { readBody } from './kernel/body.js';
export {
  addDays,
  addMonths,
  type CalendarDate,
  daysBetween,
  type Instant,
  instantInLondon,
  isCalendarDate,
  isInstant,
  londonDate,
  londonDateAt,
  NOT_STATED,
  type OccurredAt,
  PERIOD_KINDS,
  type Period,
  type PeriodKind,
  spanOf,
  startOf,
  startOfDay,
  toInstant,
} from './kernel/calendar.js';
export { CommandBody } from './kernel/command.js';
export {
  type Aggregate,
  type CommandRule,
  type Context,
  type DeliveryState,
  type Fact,
  type FollowUp,
  isRefusal,
  itemOfStream,
  KINDS,
  type Kind,
  kindOfPrefix,
  type LedgerPosition,
  type Lookup,
  type LookupResult,
  type Needs,
  type NextMeeting,
  type NumberedPosition,
  OPEN_KINDS,
  type OpenKind,
  type Outcome,
  PLURALS,
  type Recorded,
  type Refusal,
  STREAM_PREFIXES,
  type StreamPrefix,
  streamName,
  streamPrefix,
  unknownEvent,
} from './kernel/decider.js';
export { isEnvelope } from './kernel/envelope.js';
export { type EventMark, isMarkOf, markOf, type NumberedEvent, readMark } from './kernel/event-mark.js';
export { asJson, canonicalJson } from './kernel/json.js';
export { asLine, nameOfLetter, withoutInvisible } from './kernel/letters.js';
export { likeness, NEARLY_SAME } from './kernel/likeness.js';
export {
  type Actor,
  answersFor,
  type CommandMetadata,
  type EventMetadata,
  type OnBehalfOf,
  type Principal,
  type Source,
} from './kernel/metadata.js';
export { omitUndefined } from './kernel/omit-undefined.js';
export { RATINGS, type Rating } from './kernel/rating.js';
export { isReadable } from './kernel/readable.js';
export { unknownReferenceMessage } from './kernel/resolve.js';
export {
  ADMINISTERS,
  AUDITS,
  KEEPS_PARTIES,
  PLANS,
  READS,
  REPORTS,
  ROLES,
  type Role,
  SEES_EVERYTHING,
} from './kernel/roles.js';
export { IsItem, IsText, LIMITS, wrongInLine } from './kernel/validation.js';
export type { LedgerFact, RatingScheme } from './ledger/events.js';
export { openLedger } from './ledger/ledger.js';
export { FIRST_SCHEME, ratingIn } from './ledger/scheme.js';
export { RotateSigningKey } from './ledger/signing-key.js';
export { LEDGER_STREAM, USUAL_YEAR_START } from './ledger/state.js';
export { type IssuedPack, MEETING_STATUSES, type MeetingFact, type MeetingStatus } from './meeting/meeting.js';
export type { MilestoneFact } from './milestone/events.js';
export { MissMilestone } from './milestone/outcome.verbs.js';
export { MILESTONE_STATUSES, type MilestoneStatus } from './milestone/state.js';
export { RegisterParty } from './party/party.js';
export { PARTY_KINDS, type PartyFact, type PartyKind, type PartyState } from './party/state.js';
export type { ProgrammeFact } from './programme/programme.js';
export { chartOf, seriesOf } from './spc/series.js';
export { FEWEST_POINTS, type Limits, RULES, type Side, type Signal } from './spc/xmr.js';
export { type BreachRule, judgedAgain } from './target/breaches.js';
export {
  type Baseline,
  type Breach,
  type BreachCause,
  DIRECTIONS,
  type Direction,
  type Forecast,
  type Measurement,
  QUALIFIERS,
  type Recalculation,
  type Recovery,
  TARGET_KINDS,
  type TargetFact,
  type TargetKind,
  type TrajectoryPoint,
} from './target/events.js';
export { expectedAt, judge } from './target/judge.js';
export { RecordMeasurement } from './target/measuring.verbs.js';
export { hasOutlook, outlook } from './target/outlook.js';
export { byEnd, keyOf, monthsOf, periodAfter, spellingsOf } from './target/periods.js';
export { evolve, TARGET_STATUSES, type TargetState, type TargetStatus } from './target/state.js';
export { agreedOf, type PromisedDates, restatedTo, revisedTo } from './timescale/agreed.js';
export { AUTHORITIES, type Authority } from './timescale/authorities.js';
export { TIMESCALE_LIMIT } from './timescale/promise.js';
export { isOverdue, nextDue, occurrencesBetween } from './timescale/questions.js';
export { PERSON, readTimescale } from './timescale/reader.js';
export { READER } from './timescale/reader-version.js';
export type { Firmness, Reading, Timescale } from './timescale/reading.js';
export { MOVEMENTS, type Movement, movedTo } from './timescale/slip.js';
export type { TokenFact } from './token/events.js';
export { BY_CLAIM } from './token/sign-in.verbs.js';
export type { TokenState } from './token/state.js';
export { IssueToken, RevokeToken } from './token/token.js';
export { isPublic } from './webhook/address.js';
export { ResumeWebhook } from './webhook/deliveries.js';
export { type EventNamed, type From, MOST_SKIPPED, type WebhookFact } from './webhook/events.js';
export { WEBHOOK_STATUSES, type WebhookState, type WebhookStatus } from './webhook/transitions.js';
export { urlRefusal } from './webhook/url.js';
export { DisableWebhook } from './webhook/webhook.js';
export { breachRuleOf, Rules, schemeUnder } from './what-if/rules.js';

/** Dynamic import: the catalogue's examples and schemas are large. */
export const loadEventCatalogue = () => import('./catalogue/event-types.js');
