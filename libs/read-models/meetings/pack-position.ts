import type { Kysely } from 'kysely';
import type { IssuedPack } from '#domain/index.js';
import type { Schema } from '#read-store/index.js';

/** A copied store has other positions, so the event number finds the pack there. Old packs have no number. */
export async function packPosition(
  db: Kysely<Schema>,
  { position, number }: Pick<IssuedPack, 'position' | 'number'>,
): Promise<number> {
  if (number === undefined) return position;
  const rows = db.selectFrom('audit').select(['from_position', 'number']).limit(1);
  const atPosition = await rows
    .where('from_position', '<=', position)
    .orderBy('from_position', 'desc')
    .executeTakeFirst();
  if (atPosition?.number === number) return position;
  const byNumber = await rows.where('number', '=', number).executeTakeFirst();
  return byNumber?.from_position ?? position;
}
