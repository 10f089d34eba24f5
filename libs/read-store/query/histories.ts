import { type Fields, undone } from '../tables/delta.js';
import type { Millis } from '../tables/time.js';
import type { QueryContext } from './query-context.js';

export interface StateInterval<State> {
  readonly effectiveFrom: Millis;
  readonly state: State;
}

export async function historiesOf<State>(
  { db, moment }: QueryContext,
  keys: readonly number[],
): Promise<ReadonlyMap<number, readonly StateInterval<State>[]>> {
  if (keys.length === 0) return new Map();
  const columns = ['key', 'from_position', 'effective_from', 'body'] as const;
  const current = await db.selectFrom('bodies').select(columns).where('key', 'in', keys).execute();
  const closed = await db
    .selectFrom('bodies_closed')
    .select(columns)
    .where('key', 'in', keys)
    .orderBy('from_position', 'desc')
    .execute();
  const later = new Map<number, Fields>();
  const found = new Map<number, StateInterval<State>[]>();
  for (const { key, from_position, effective_from, body } of [...current, ...closed]) {
    const after = later.get(key);
    const state: Fields = after ? undone(after, JSON.parse(body)) : JSON.parse(body);
    later.set(key, state);
    const begun = moment.effectiveAt === undefined || effective_from <= moment.effectiveAt;
    if (from_position > moment.asOf.position || !begun) continue;
    const held = { effectiveFrom: effective_from, state: state as State };
    found.set(key, [held, ...(found.get(key) ?? [])]);
  }
  return found;
}
