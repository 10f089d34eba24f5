export { type DocumentCode, DocumentFailure } from './model/failure.js';
export { LIMITS, type DocumentLimits } from './model/limits.js';
export { FINDING_CODES, type Finding, type FindingCode, type FoundPassage } from './model/finding.js';
export { lint } from './lint/lint.js';
export { type Place, placeKey, sayPlace } from './model/place.js';
export { readDocument } from './reading/read-document.js';
export {
  type Block,
  FORMATS,
  type Format,
  isTable,
  type CellLine,
  type Note,
  type NoteCode,
  type Paragraph,
  type SourceCell,
  type SourceDocument,
  type SourceRow,
  type SourceTable,
  type WrittenText,
} from './model/source-document.js';
export { understand } from './understanding/understand.js';
export {
  type Account,
  type ActionItem,
  type ChangeItem,
  type Choice,
  COLUMN_ROLES,
  type ColumnRole,
  type DecisionItem,
  type ReadField,
  furniture,
  type UnderstoodItem,
  type NoteItem,
  notUnderstood,
  type OwnerField,
  type TargetPoint,
  type Programme,
  type Question,
  type QuestionCode,
  ROW_OUTCOMES,
  type RowOutcome,
  type ReadStatus,
  type Sure,
  type TableKind,
  type TargetItem,
  type TimescaleField,
  type UnderstandOptions,
  type Understood,
  type UnderstoodTable,
} from './model/understood.js';
