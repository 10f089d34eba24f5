export { type DocumentCode, DocumentFailure } from './failure.js';
export { LIMITS, type Limits } from './limits.js';
export { FINDING_CODES, type Finding, type FindingCode, type Passage } from './lint/finding.js';
export { lint } from './lint/lint.js';
export { type Place, placeKey, sayPlace } from './place.js';
export { readDocument } from './reading/read-document.js';
export {
  type Block,
  FORMATS,
  type Format,
  isTable,
  type Line,
  type Note,
  type NoteCode,
  type Paragraph,
  type SourceCell,
  type SourceDocument,
  type SourceRow,
  type SourceTable,
  type Written,
} from './source-document.js';
export { understand } from './understanding/understand.js';
export {
  type Account,
  type ActionItem,
  type ChangeItem,
  type Choice,
  COLUMN_ROLES,
  type ColumnRole,
  type DecisionItem,
  type Field,
  furniture,
  type Item,
  type NoteItem,
  notUnderstood,
  type OwnerField,
  type Point,
  type Programme,
  type Question,
  type QuestionCode,
  ROW_OUTCOMES,
  type RowOutcome,
  type Status,
  type Sure,
  type TableKind,
  type TargetItem,
  type TimescaleField,
  type UnderstandOptions,
  type Understood,
  type UnderstoodTable,
} from './understood.js';
