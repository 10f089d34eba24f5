import type { OwnerField } from '../model/items.js';
import type { SourceRow } from '../model/source-document.js';
import type { Cells } from './cells.js';
import type { Gathering } from './gathering.js';
import type { Around } from './promises.js';

export interface RowGiven {
  readonly row: SourceRow;
  readonly cells: Cells;
  readonly around: ReadonlyMap<number, Around>;
  readonly gathering: Gathering;
  readonly programme?: string;
  /** Owners of the row above, because a cell may say "as above". */
  readonly ownersAbove?: readonly OwnerField[];
  /** It stands under "Completed actions". */
  readonly isClosed?: boolean;
}
