export { type LoadProjections, openQueryStoreAt, openStoreAt } from './open.js';
export {
  type AnswerOf,
  type AnswerSchema,
  anyOf,
  exactly,
  extended,
  type JsonSchema,
  listOf,
  type ObjectOf,
  type ObjectSchema,
  object,
  oneOf,
  orNull,
  propertiesOf,
  schemaOf,
} from './query/answer-schema.js';
export { amongReferences, eq, fullText, refEq, type SqlCondition, when } from './query/conditions.js';
export {
  badCursor,
  type Cursor,
  cursorAfter,
  decodeCursor,
  encodeCursor,
  pinnedQuery,
  sortValues,
} from './query/cursor.js';
export { ReadError } from './query/errors.js';
export { historiesOf, type StateInterval } from './query/histories.js';
export { findItem, type Item, itemsOf } from './query/items.js';
export {
  type Addressed,
  apiAddress,
  eventLink,
  type Link,
  type LinkTarget,
  linkTo,
  withAddresses,
} from './query/links.js';
export { type ListDefinition, listItems, type PageRequest, totalOf } from './query/list.js';
export { type Matching, matchingPassages } from './query/matching.js';
export {
  type AsOf,
  type Moment,
  momentAt,
  refuseTwoMoments,
  resolveMoment,
  type TemporalQuery,
} from './query/moment.js';
export type { Parameter, Parameters, ValuesOf } from './query/parameters.js';
export * as parameter from './query/parameters.js';
export { programmeItemKeys } from './query/programme-filter.js';
export type { CountedPage, Page, QueryContext } from './query/query-context.js';
export { itemKey, type ReferenceNames, requireItem, unknownReference, withReferences } from './query/references.js';
export {
  AS_OF,
  COUNT,
  countedPageOf,
  DAY,
  DAYS,
  DONE,
  DUE_SINCE,
  FIELD_VALUE,
  FIGURE,
  FLAG,
  HEAD,
  INSTANT,
  LINK,
  OCCURRED_AT,
  PERIOD,
  POSITION,
  pageOf,
  READ_AS,
  REFERENCE,
  RESTATED,
  TEXT,
  TIMESCALE,
  UUID,
  VISIBILITY,
} from './query/schemas.js';
export { appendedRows, lastPosition, versionParts, versions } from './query/versions.js';
export { EVERYTHING, rowVisibleTo, type Viewer, visibleTo } from './query/visibility.js';
export { BEFORE_FIRST_EVENT, createApplier, type PoisonEvent, type Progress, type Stop } from './runtime/apply.js';
export type { QueryStore } from './runtime/asked-store.js';
export { batches } from './runtime/batches.js';
export { describeForeign, type Foreign, isForeign, NO_FOREIGN } from './runtime/foreign.js';
export { ANOTHER_HISTORY, anotherHistory, type OtherHistory, otherHistory, requireHistory } from './runtime/history.js';
export { createKeyRegistry } from './runtime/key-registry.js';
export { liveName, refuseOutdated } from './runtime/live.js';
export type { Projecting } from './runtime/projecting.js';
export { inDatabase, inDataDir, type ReadLocation } from './runtime/read-location.js';
export { openReadModels, type ReadModels } from './runtime/read-models.js';
export type { Lease, Pointer, ReadStore } from './runtime/read-store.js';
export type { RebuildBatch, RebuildBatches } from './runtime/rebuild-batch.js';
export { MOST_COUNTED, type ProjectionStatus, projectionStatus, skippedEvents } from './runtime/status.js';
export { createUnitOfWork } from './runtime/unit-of-work.js';
export { accessColumns } from './tables/access.js';
export { columnNames, type SqlValue } from './tables/columns.js';
export { type Fields, ordered, undoDelta } from './tables/delta.js';
export { differing } from './tables/differing-readings.js';
export { isClaim, itemOf, type LedgerEvent, ledgerEvent, reasonOf } from './tables/events.js';
export { folded } from './tables/folding.js';
export {
  HAPPENINGS,
  type Happened,
  happeningOf,
  onTimeline,
  recordedLate,
  TIMELINE_KINDS,
  type TimelineKind,
  typesOf,
} from './tables/happenings.js';
export { PASSAGE_FIELDS, type Passage, type PassageField } from './tables/passage.js';
export { kindMark, lastPassageOf, TITLE_MARK } from './tables/passages.js';
export {
  type AnyProjection,
  type AppendOnlyTable,
  type ChildTable,
  indexRow,
  indexRows,
  type Projection,
} from './tables/projection.js';
export { type ReadAnew, readAnew, readingsOf } from './tables/readings.js';
export type { Schema, VersionedName } from './tables/schema.js';
export {
  APPENDED,
  actions,
  affects,
  alsoIn,
  breaches,
  CHANGING,
  carried,
  dateRequests,
  deadlines,
  decisions,
  escalated,
  groups,
  measurements,
  meetings,
  milestones,
  notes,
  overseen,
  parties,
  programmes,
  targets,
} from './tables/tables.js';
export { statedTime } from './tables/time.js';
export {
  type DatedPromise,
  dateColumns,
  isNear,
  movesOf,
  type Promised,
  type PromiseSort,
  promised,
  promisesOf,
  type Restated,
  restatedBy,
  SLIPS,
} from './tables/timescales.js';
export { searchWords, type WordSpan, wordSpans } from './tables/words.js';
