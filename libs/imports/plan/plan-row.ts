import type { ActionItem, DecisionItem, TargetItem } from '#documents/index.js';
import type { LedgerNow } from './ledger-now.js';
import type { ImportStep } from './new-item.js';
import type { PlannedItem } from './plan.js';

/** What becomes of one item of the document, with the commands for it. */
export type PlanRow = Omit<
  PlannedItem,
  'key' | 'kind' | 'place' | 'sure' | 'why' | 'isHidden' | 'questions' | 'records'
> & {
  readonly kind?: PlannedItem['kind'];
  readonly steps: readonly ImportStep[];
  readonly why?: string;
};

export const NOTHING = { owners: [], timescales: [], figures: [], warnings: [], steps: [] } as const;

type Exportable = ActionItem | TargetItem | DecisionItem;

/** The ledger exported it, and has withdrawn, revoked or taken it back since. */
export const isOver = ({ isExported, reference }: Exportable, { references }: LedgerNow): boolean =>
  isExported === true && reference !== undefined && references.has(reference.value);

export const leftOver = ({ reference, programme }: Exportable, title: string): PlanRow => ({
  ...NOTHING,
  title,
  reference: reference?.value,
  programme,
  becomes: 'leave',
  why: 'It is over on the ledger, so nothing of it is changed.',
});
