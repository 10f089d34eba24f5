import { FIRST_SCHEME, type RatingScheme, USUAL_YEAR_START } from '#domain/index.js';
import { type Item, itemsOf, type QueryContext } from '#read-store/index.js';
import type { LedgerView } from './ledger.projection.js';

export interface LedgerRules {
  readonly item: Item<LedgerView> | undefined;
  /** In order of adoption. A rating keeps the words of its own scheme, so all are needed. */
  readonly schemes: readonly RatingScheme[];
  /** The first scheme applies before any was adopted. */
  readonly inForce: RatingScheme;
  /** Format `MM-DD`. */
  readonly financialYearStartsOn: string;
}

/** Name and kind ignore the effective time; scheme and financial year follow it. */
export async function ledgerRules(view: QueryContext): Promise<LedgerRules> {
  const { db, moment } = view;
  const row = await db.selectFrom('items').select('key').where('kind', '=', 'ledger').executeTakeFirst();
  const keys = row ? [row.key] : [];
  const [item] = await itemsOf<LedgerView>(db, keys, { ...moment, effectiveAt: undefined });
  const [then] = moment.effectiveAt === undefined ? [item] : await itemsOf<LedgerView>(db, keys, moment);
  const schemes = item && item.state.schemes.length > 0 ? item.state.schemes : [FIRST_SCHEME];
  const inForce = then?.state.schemes.at(-1) ?? schemes[0] ?? FIRST_SCHEME;
  return { item, schemes, inForce, financialYearStartsOn: then?.state.financialYearStartsOn ?? USUAL_YEAR_START };
}

export async function findLedger(view: QueryContext) {
  const { item, schemes, inForce, financialYearStartsOn } = await ledgerRules(view);
  if (!item) return undefined;
  const { title, ledger, illustrative } = item.state;
  const others = schemes.filter(({ version }) => version !== inForce.version);
  const adopted = { financialYearStartsOn, scheme: inForce, otherSchemes: others };
  return { ...item.head, ledger, name: title, illustrative, ...adopted };
}
