import type { Kysely } from 'kysely';
import type { Instant } from '#domain/kernel/calendar.js';
import type { Kind } from '#domain/kernel/decider.js';
import type { Schema } from '../model/schema.js';
import type { Moment } from './moment.js';
import { keyNamed } from './references.js';
import { versions } from './versions.js';
import type { View } from './view.js';

/** What every answered item begins with. */
export interface ItemHead {
  readonly id: string;
  readonly reference: string;
  /** Of the last event of its stream that the answer holds; the ETag of a live answer. */
  readonly revision: number;
  readonly position: number;
  /** The true time from which this holds. */
  readonly effectiveFrom: Instant;
  /** The stated time of its latest fact, where that lies before the time from which it could take effect. */
  readonly lateFact: string | null;
}
export interface Item<State> {
  readonly key: number;
  readonly head: ItemHead;
  readonly state: State;
}

/** The items of some keys as of a moment, in the order of the keys; those that were not yet are left out. */
export async function itemsOf<State>(
  db: Kysely<Schema>,
  keys: readonly number[],
  moment: Moment,
): Promise<Item<State>[]> {
  if (keys.length === 0) return [];
  const rows = await db
    .selectFrom(versions('bodies', moment).as('b'))
    .innerJoin('items as i', 'i.key', 'b.key')
    .select([
      'b.key',
      'b.from_position',
      'b.effective_from',
      'b.revision',
      'b.late',
      'b.title',
      'b.description',
      'b.body',
    ])
    .select(['i.id', 'i.reference'])
    .where('b.key', 'in', keys)
    .execute();
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return keys.flatMap((key) => {
    const row = byKey.get(key);
    return row ? [{ key, head: headOf(row), state: stateOf<State>(row) }] : [];
  });
}

/** An item by its id or its reference in any case; undefined where there was none that the reader may see. */
export async function findItem<State>(view: View, kind: Kind, idOrReference: string): Promise<Item<State> | undefined> {
  const found = await view.db
    .selectFrom('items')
    .select('key')
    .where('key', '=', keyNamed(view, kind, idOrReference))
    .executeTakeFirst();
  const [item] = await itemsOf<State>(view.db, found ? [found.key] : [], view.moment);
  return item;
}

interface HeadColumns {
  id: string;
  reference: string | null;
  revision: number;
  from_position: number;
  effective_from: number;
  late: string | null;
}

function headOf({ id, reference, revision, from_position, effective_from, late }: HeadColumns): ItemHead {
  return {
    id,
    reference: reference ?? id,
    revision,
    position: from_position,
    effectiveFrom: new Date(effective_from).toISOString(),
    lateFact: late,
  };
}

/** The state that a body's columns hold. */
export function stateOf<State>({
  title,
  description,
  body,
}: {
  title: string | null;
  description: string | null;
  body: string;
}): State {
  return {
    ...JSON.parse(body),
    ...(title !== null && { title }),
    ...(description !== null && { description }),
  };
}
