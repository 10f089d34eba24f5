export {
  type Document,
  type ImportDeps,
  type Imports,
  imports,
  previewDocument,
} from './apply/imports.js';
export { DOCUMENTS_FOLDER } from './apply/kept-documents.js';
export type { OneImport } from './apply/one-import.js';
export { EMPTY_LEDGER, type LedgerNow } from './plan/ledger-now.js';
export {
  BECOMES,
  type Becomes,
  countsOf,
  type ImportCommand,
  type ImportPlan,
  type PlannedItem,
  type PlannedNew,
  type PlannedQuestion,
  type PlannedRow,
  type RowCounts,
} from './plan/plan.js';
export { type Answers, planImport } from './plan/plan-import.js';
export type { Previewed } from './reading/messages.js';
export { lintInWorker, refuseTooLarge } from './reading/read-in-worker.js';
