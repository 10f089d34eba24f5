export { type ActionView, dueOf, ownerOf } from './actions/action.view.js';
export { presentActions } from './actions/actions.present.js';
export { findAction, listActions } from './actions/actions.queries.js';
export { ACTION, ACTION_FILTERS, ACTION_LIST, ACTION_TOLD, RATING_REASON } from './actions/actions.schema.js';
export { type CarriedSlip, carriedSlips, keyLiterals } from './actions/carried.js';
export { dependenciesOf } from './actions/dependencies.js';
export { datedItems, datedKeys, heldAt, movedItems, ownerThrough } from './actions/moves.js';
export {
  betterThan,
  DIFFERENCES,
  DISAGREEMENTS,
  derivedRatingOf,
  differenceOf,
  type RatingDifference,
} from './actions/rating.js';
export { AUDIT_FILTERS } from './audit/audit.filters.js';
export type { AuditEntry } from './audit/audit.present.js';
export { auditAfter, findEvent, history, listAudit, presentTrail } from './audit/audit.queries.js';
export { AUDIT_ENTRY, AUDIT_PAGE, ONE_EVENT, SOURCE } from './audit/audit.schema.js';
export type { FieldChange } from './audit/changes.js';
export { markAt, markStateOf } from './audit/marks.js';
export { requireStream, trail } from './audit/trail.js';
export { eventVisible } from './audit/visible.js';
export { presentRequest } from './date-requests/date-request.js';
export { type Deadlines, deadlinesOn, type FallenDue } from './deadlines/deadlines.queries.js';
export { presentDecisions, type ShownDecision } from './decisions/decisions.present.js';
export { type DecisionView, STANDING } from './decisions/decisions.projection.js';
export { findDecision, listDecisions } from './decisions/decisions.queries.js';
export {
  CONDITION_FIELDS,
  DECISION,
  DECISION_FIELDS,
  DECISION_FILTERS,
  DECISION_LIST,
} from './decisions/decisions.schema.js';
export { affectedBy, type FieldValues, fieldValuesOf, type ItemStates, itemStatesAt } from './decisions/since.js';
export { findGroup, listGroups } from './groups/groups.queries.js';
export { GROUP, GROUP_FILTERS, GROUP_LIST } from './groups/groups.schema.js';
export { findLedger, ledgerRules } from './ledger/ledger.queries.js';
export { LEDGER } from './ledger/ledger.schema.js';
export { loadProjections, projectionVersions } from './load-projections.js';
export type { MeetingView } from './meetings/meetings.projection.js';
export { findMeeting, firstMeetingAfter, listMeetings } from './meetings/meetings.queries.js';
export { MEETING, MEETING_FILTERS, MEETING_LIST } from './meetings/meetings.schema.js';
export { endOfDay, momentOfMeeting, packMoment, packPosition } from './meetings/pack-position.js';
export type { MilestoneView } from './milestones/milestones.projection.js';
export { findMilestone, listMilestones } from './milestones/milestones.queries.js';
export { MILESTONE, MILESTONE_FILTERS, MILESTONE_LIST } from './milestones/milestones.schema.js';
export { type Names, namesIn } from './names/names.queries.js';
export { NAMED_IN_HISTORIES, NAMES } from './names/names.schema.js';
export { findReferenced } from './names/referenced.queries.js';
export { REFERENCED } from './names/referenced.schema.js';
export type { NamesOf } from './parties/parties.present.js';
export { findParty, listParties } from './parties/parties.queries.js';
export { PARTY, PARTY_FILTERS, PARTY_LIST } from './parties/parties.schema.js';
export { findProgramme, listProgrammes } from './programmes/programmes.queries.js';
export {
  OWNED_SCOPE,
  PROGRAMME,
  PROGRAMME_FILTERS,
  PROGRAMME_LIST,
  REPORTED,
  type ReportQuery,
  SCOPE,
  type ScopeQuery,
  type SlippageQuery,
} from './programmes/programmes.schema.js';
export {
  decisionsInScope,
  elsewhere,
  inProgrammes,
  keyList,
  type NamedItem,
  overseersOf,
  type ProgrammeNode,
  type ReportScope,
  scopeOf,
  withNames,
} from './programmes/scope.js';
export { PROJECTIONS } from './projections.js';
export { search } from './search/search.queries.js';
export { SEARCH_FILTERS, SEARCH_PAGE, SEARCHED_KINDS } from './search/search.schema.js';
export { isSearchable } from './search/words-asked.js';
export { breachesOf, breachVisible, lastMeasured, measurementsOf } from './targets/figures.js';
export { recentFigures } from './targets/recent.js';
export { findChart } from './targets/spc.js';
export type { MeasurementRow, TargetView } from './targets/targets.projection.js';
export { findTarget, listTargets } from './targets/targets.queries.js';
export { CHART, JUDGED_FIGURE, TARGET, TARGET_FILTERS, TARGET_LIST } from './targets/targets.schema.js';
export { listTimeline } from './timeline/timeline.queries.js';
export { TIMELINE_FILTERS, TIMELINE_PAGE } from './timeline/timeline.schema.js';
export type { TokenView } from './tokens/tokens.projection.js';
export { countWaiting, MAX_WAITING, nextEventToSend, nextPending, type PendingEvent } from './webhooks/owed.js';
export {
  eventIdAt,
  findWebhook,
  numberAt,
  numberFrom,
  positionOfNumber,
  type Webhook,
  webhooksAfter,
} from './webhooks/webhooks.queries.js';
