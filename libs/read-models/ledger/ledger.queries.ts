import type { RatingScheme } from '#domain/ledger/events.js';
import { FIRST_SCHEME } from '#domain/ledger/scheme.js';
import { USUAL_YEAR_START } from '#domain/ledger/state.js';
import { type Item, itemsOf } from '#read-store/query/items.js';
import type { QueryContext } from '#read-store/query/query-context.js';
import type { LedgerView } from './ledger.projection.js';

/** What governs the whole: what was known of it, and the scheme in force at the time asked about. */
export interface Governing {
  readonly item: Item<LedgerView> | undefined;
  /** Every scheme known, in the order of their adoption: a rating is told in the words of the one it was given under. */
  readonly schemes: readonly RatingScheme[];
  /** The last one adopted by then; before any was, the first. */
  readonly inForce: RatingScheme;
  /** `MM-DD` on which the financial year began by then. */
  readonly financialYearStartsOn: string;
}

/** What governs the whole, as known at the moment: the ledger's name and kind hold for every time asked about. */
export async function governing(view: QueryContext): Promise<Governing> {
  const { db, moment } = view;
  const row = await db.selectFrom('items').select('key').where('kind', '=', 'ledger').executeTakeFirst();
  const keys = row ? [row.key] : [];
  const [item] = await itemsOf<LedgerView>(db, keys, { ...moment, effectiveAt: undefined });
  const [then] = moment.effectiveAt === undefined ? [item] : await itemsOf<LedgerView>(db, keys, moment);
  const schemes = item && item.state.schemes.length > 0 ? item.state.schemes : [FIRST_SCHEME];
  const inForce = then?.state.schemes.at(-1) ?? schemes[0] ?? FIRST_SCHEME;
  return { item, schemes, inForce, financialYearStartsOn: then?.state.financialYearStartsOn ?? USUAL_YEAR_START };
}

/** The ledger itself: its name, whether its data are invented, and what it adopted; undefined before it began. */
export async function findLedger(view: QueryContext) {
  const { item, schemes, inForce, financialYearStartsOn } = await governing(view);
  if (!item) return undefined;
  const { title, ledger, illustrative } = item.state;
  const others = schemes.filter(({ version }) => version !== inForce.version);
  const adopted = { financialYearStartsOn, scheme: inForce, otherSchemes: others };
  return { ...item.head, ledger, name: title, illustrative, ...adopted };
}
