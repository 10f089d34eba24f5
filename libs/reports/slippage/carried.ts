import { sql } from '#platform/index.js';
import { type CarriedSlip, carriedSlips, type SlippageQuery, scopeOf } from '#read-models/index.js';
import { itemKey, type QueryContext } from '#read-store/index.js';

/** Errors: those of `scopeOf`. */
export async function carriedSlipsInScope(
  view: QueryContext,
  { owner, ...covered }: SlippageQuery,
): Promise<readonly CarriedSlip[]> {
  const slips = [...(await carriedSlips(view)).values()];
  if (slips.length === 0) return slips;
  const scope = await scopeOf(view, covered);
  const programmes = new Set(scope.programmes.map(({ key }) => key));
  const party = owner === undefined ? undefined : await keyOfParty(view, owner);
  return slips.filter(
    (slip) => (scope.whole || programmes.has(slip.programme)) && (owner === undefined || slip.owner === party),
  );
}

async function keyOfParty(view: QueryContext, owner: string): Promise<number | undefined> {
  const { rows } = await sql<{ key: number | null }>`select ${itemKey(view, 'party', owner)} as key`.execute(view.db);
  return rows[0]?.key ?? undefined;
}
