export { lint } from './lint/lint.js';
export { type DocumentCode, DocumentFailure } from './model/failure.js';
export { FINDING_CODES, type Finding, type FindingCode, type FoundPassage } from './model/finding.js';
export type {
  ActionItem,
  ChangeItem,
  DecisionItem,
  NoteItem,
  OwnerField,
  ReadField,
  ReadStatus,
  Sure,
  TargetItem,
  TargetPoint,
  TimescaleField,
  UnderstoodItem,
} from './model/items.js';
export { type DocumentLimits, LIMITS } from './model/limits.js';
export { ABOUT_SHEET, asExported, isOwnHeader, neutralised, OWN } from './model/own-export.js';
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
  type Choice,
  COLUMN_ROLES,
  type ColumnRole,
  furniture,
  notUnderstood,
  type Programme,
  type Question,
  type QuestionCode,
  ROW_OUTCOMES,
  type RowOutcome,
  type TableKind,
  type UnderstandOptions,
  type Understood,
  type UnderstoodTable,
} from './model/understood.js';
export { readDocument } from './reading/read-document.js';
export { understand } from './understanding/understand.js';
