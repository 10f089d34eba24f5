export { lint } from './lint/lint.js';
export { type DocumentCode, DocumentFailure } from './model/failure.js';
export { FINDING_CODES, type Finding, type FindingCode, type FoundPassage } from './model/finding.js';
export { type DocumentLimits, LIMITS } from './model/limits.js';
export { type Place, placeKey, sayPlace } from './model/place.js';
export {
  type Block,
  type CellLine,
  FORMATS,
  type Format,
  isTable,
  type Note,
  type NoteCode,
  type Paragraph,
  type SourceCell,
  type SourceDocument,
  type SourceRow,
  type SourceTable,
  type WrittenText,
} from './model/source-document.js';
export {
  type Account,
  type ActionItem,
  type ChangeItem,
  type Choice,
  COLUMN_ROLES,
  type ColumnRole,
  type DecisionItem,
  furniture,
  type NoteItem,
  notUnderstood,
  type OwnerField,
  type Programme,
  type Question,
  type QuestionCode,
  type ReadField,
  type ReadStatus,
  ROW_OUTCOMES,
  type RowOutcome,
  type Sure,
  type TableKind,
  type TargetItem,
  type TargetPoint,
  type TimescaleField,
  type UnderstandOptions,
  type Understood,
  type UnderstoodItem,
  type UnderstoodTable,
} from './model/understood.js';
export { readDocument } from './reading/read-document.js';
export { understand } from './understanding/understand.js';
