import { sql } from 'kysely';
import { type Cursor, encodeCursor } from '../read/cursor.js';
import { itemsOf } from '../read/items.js';
import { findItem, withReferences } from '../read/references.js';
import { versions } from '../read/versions.js';
import type { Page, View } from '../read/view.js';
import { visibleTo } from '../read/visible.js';
import { presentAction, type ShownAction } from './present.js';
import type { ActionState, ActionStatus } from './state.js';

/** What a list of actions may be narrowed by; items by id or reference, `q` words of title, description or reference. */
export interface ActionFilter {
  readonly programme?: string;
  readonly status?: ActionStatus;
  readonly owner?: string;
  readonly rating?: string;
  /** A date on which they are overdue: a firm promise not kept by its last day. An estimate is never overdue. */
  readonly overdueOn?: string;
  readonly q?: string;
}

/** Statuses in which a promise is still to be kept. */
export const OPEN: readonly ActionStatus[] = ['planned', 'in-progress', 'blocked', 'deferred'];

/** A page of actions in the order of their references, after the cursor. */
export async function listActions(
  { db, moment, reader }: View,
  filter: ActionFilter,
  { limit, cursor }: { readonly limit: number; readonly cursor?: Cursor },
): Promise<Page<ShownAction>> {
  const { status, rating, overdueOn, q } = filter;
  let rows = db
    .selectFrom(versions('actions', moment).as('a'))
    .innerJoin('items as i', 'i.key', 'a.key')
    .select(['a.key', 'i.reference'])
    .where(visibleTo(reader, 'a.key'))
    .orderBy('i.reference')
    .limit(limit + 1);
  if (filter.programme !== undefined)
    rows = rows.where('a.programme', '=', await keyOf(db, filter.programme, 'programme'));
  if (filter.owner !== undefined) rows = rows.where('a.owner', '=', await keyOf(db, filter.owner, 'party'));
  if (status !== undefined) rows = rows.where('a.status', '=', status);
  if (rating !== undefined) rows = rows.where('a.rating', '=', rating);
  if (overdueOn !== undefined)
    rows = rows.where('a.status', 'in', OPEN).where('a.latest', '<', overdueOn).where('a.firmness', '=', 'firm');
  if (cursor) rows = rows.where('i.reference', '>', String(cursor.after[0]));
  if (q !== undefined) {
    const words = `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    rows = rows.innerJoin(versions('texts', moment).as('t'), 't.key', 'a.key').where(
      sql<boolean>`(lower(i.reference) like ${words} escape '\\' or lower(t.title) like ${words} escape '\\'
          or lower(t.description) like ${words} escape '\\')`,
    );
  }
  const found = await rows.execute();
  const page = found.slice(0, limit);
  const items = await itemsOf<ActionState>(
    db,
    page.map(({ key }) => key),
    moment,
  );
  const last = page.at(-1)?.reference;
  const { position } = moment.asOf;
  const effectiveAt =
    moment.effectiveAt === undefined ? {} : { effectiveAt: new Date(moment.effectiveAt).toISOString() };
  const nextCursor =
    found.length > limit && last
      ? encodeCursor({ moment: { asOfPosition: position, ...effectiveAt }, after: [last] })
      : null;
  return { items: await withReferences(db, items, presentAction), nextCursor, asOf: moment.asOf };
}

/** One action by id or reference, or undefined where there was none that the reader may see. */
export async function findAction(
  { db, moment, reader }: View,
  idOrReference: string,
): Promise<ShownAction | undefined> {
  const found = await findItem(db, idOrReference, 'action', reader);
  if (!found) return undefined;
  const [shown] = await withReferences(db, await itemsOf<ActionState>(db, [found.key], moment), presentAction);
  return shown;
}

/** The key of an item that a filter names; one that no row has where there is none. */
async function keyOf(db: View['db'], idOrReference: string, kind: 'programme' | 'party'): Promise<number> {
  return (await findItem(db, idOrReference, kind))?.key ?? 0;
}
