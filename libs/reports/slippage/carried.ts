import { sql } from '#platform/kysely.js';
import { type CarriedSlip, carriedSlips } from '#read-models/actions/carried.js';
import type { SlippageQuery } from '#read-models/actions/moves.js';
import { scopeOf } from '#read-models/programmes/scope.js';
import type { QueryContext } from '#read-store/query/query-context.js';
import { itemKey } from '#read-store/query/references.js';

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
