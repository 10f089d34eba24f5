import { PLURALS } from '#domain/index.js';
import { type AnswerOf, findItem, itemKey, type QueryContext } from '#read-store/index.js';
import type { NamesOf } from '../parties/parties.present.js';
import type { REFERENCED } from './referenced.schema.js';

/** Whatever has the reference or the id, as it was called then; nothing that is hidden from the reader. */
export async function findReferenced(
  view: QueryContext,
  idOrReference: string,
  namesOf: NamesOf,
): Promise<AnswerOf<typeof REFERENCED> | undefined> {
  const found = await view.db
    .selectFrom('items')
    .select(['kind', 'id'])
    .where('key', '=', itemKey(view, 'any', idOrReference))
    .executeTakeFirst();
  const item = found && (await findItem<{ readonly title?: string }>(view, found.kind, found.id));
  if (!item) return undefined;
  const { kind } = found;
  const { id, reference } = item.head;
  const title = item.state.title ?? (kind === 'party' ? (await namesOf([id])).get(id) : undefined) ?? null;
  const address = kind === 'ledger' ? '/ledger' : `/${PLURALS[kind]}/${reference}`;
  return { reference, kind, id, title, address };
}
