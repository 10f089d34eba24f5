import type { Kysely } from 'kysely';
import type { IssuedPack } from '#domain/meeting/events.js';
import type { Schema } from '#read-store/tables/schema.js';

/**
 * The position at which the report of a pack stands in this store. In the store that it was issued on that is its own;
 * in a copy, whose positions are others, that of the event with its number. A pack without a number has only its own.
 */
export async function positionOf(
  db: Kysely<Schema>,
  { position, number }: Pick<IssuedPack, 'position' | 'number'>,
): Promise<number> {
  if (number === undefined) return position;
  const rows = db.selectFrom('audit').select(['from_position', 'number']).limit(1);
  const there = await rows.where('from_position', '<=', position).orderBy('from_position', 'desc').executeTakeFirst();
  if (there?.number === number) return position;
  const here = await rows.where('number', '=', number).executeTakeFirst();
  return here?.from_position ?? position;
}
