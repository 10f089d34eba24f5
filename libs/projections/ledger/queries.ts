import { itemsOf } from '../read/items.js';
import type { View } from '../read/view.js';
import type { LedgerState } from './projection.js';

/** The ledger itself as of the moment; undefined before it was opened. */
export async function findLedger({ db, moment }: View): Promise<LedgerState | undefined> {
  const row = await db.selectFrom('items').select('key').where('kind', '=', 'ledger').executeTakeFirst();
  const [item] = await itemsOf<LedgerState>(db, row ? [row.key] : [], moment);
  return item?.state;
}
