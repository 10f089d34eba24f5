import { sql } from '#platform/kysely.js';
import { type CarriedSlip, carriedSlips } from '../../actions/carried.js';
import { keyNamed } from '../../read/references.js';
import type { View } from '../../read/view.js';
import { scopeOf } from '../scope.js';
import type { SlippageAsked } from './moves.js';

/** The carried slips of the actions that are asked about. Errors: those of `scopeOf`. */
export async function slipsAsked(view: View, { owner, ...covered }: SlippageAsked): Promise<readonly CarriedSlip[]> {
  const slips = [...(await carriedSlips(view)).values()];
  if (slips.length === 0) return slips;
  const scope = await scopeOf(view, covered);
  const programmes = new Set(scope.programmes.map(({ key }) => key));
  const party = owner === undefined ? undefined : await keyOfParty(view, owner);
  return slips.filter(
    (slip) => (scope.whole || programmes.has(slip.programme)) && (owner === undefined || slip.owner === party),
  );
}

async function keyOfParty(view: View, owner: string): Promise<number | undefined> {
  const { rows } = await sql<{ key: number | null }>`select ${keyNamed(view, 'party', owner)} as key`.execute(view.db);
  return rows[0]?.key ?? undefined;
}
