export { EMPTY_LEDGER, type LedgerNow } from './plan/ledger-now.js';
export {
  BECOMES,
  type Becomes,
  type Counts,
  countsOf,
  type Plan,
  type PlannedCommand,
  type PlannedItem,
  type PlannedQuestion,
  type PlannedRow,
  type ReadDocument,
} from './plan/plan.js';
export { type Answers, planImport } from './plan/plan-import.js';
