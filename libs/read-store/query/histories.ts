import { type Fields, undoDelta } from '../tables/delta.js';
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
    const state: Fields = after ? undoDelta(after, JSON.parse(body)) : JSON.parse(body);
    later.set(key, state);
    const isEffective = moment.effectiveAt === undefined || effective_from <= moment.effectiveAt;
    if (from_position > moment.asOf.position || !isEffective) continue;
    const interval = { effectiveFrom: effective_from, state: state as State };
    found.set(key, [interval, ...(found.get(key) ?? [])]);
  }
  return found;
}
