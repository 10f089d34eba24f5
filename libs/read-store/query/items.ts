import type { Kysely } from 'kysely';
import type { Kind } from '#domain/index.js';
import { type Fields, undoDelta } from '../tables/delta.js';
import type { Schema } from '../tables/schema.js';
import type { ObjectOf } from './answer-schema.js';
import type { Moment } from './moment.js';
import type { QueryContext } from './query-context.js';
import { itemKey } from './references.js';
import type { HEAD } from './schemas.js';
import { versions } from './versions.js';

export type ItemHead = ObjectOf<typeof HEAD>;
export interface Item<State> {
  readonly key: number;
  readonly head: ItemHead;
  readonly state: State;
}

export async function itemsOf<State>(
  db: Kysely<Schema>,
  keys: readonly number[],
  moment: Moment,
): Promise<Item<State>[]> {
  if (keys.length === 0) return [];
  const named = db
    .selectFrom('items as i')
    .innerJoin(versions('texts', moment).as('t'), 't.key', 'i.key')
    .select(['i.key', 'i.id', 'i.reference', 't.title', 't.description'])
    .where('i.key', 'in', keys);
  const [rows, histories] = await Promise.all([named.execute(), bodiesOf(db, keys, moment)]);
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return keys.flatMap((key) => {
    const row = byKey.get(key);
    const body = histories.get(key);
    return row && body
      ? [{ key, head: headOf({ ...row, ...body.version }), state: stateOf<State>(row, body.fields) }]
      : [];
  });
}

interface BodyVersion {
  readonly revision: number;
  readonly from_position: number;
  readonly effective_from: number;
  readonly late: string | null;
}

/** Body delta of a version that changed only its revision. */
const UNCHANGED = '{}';

/** Starts from today's body and undoes each later delta, newest first. */
async function bodiesOf(db: Kysely<Schema>, keys: readonly number[], moment: Moment) {
  const columns = ['key', 'revision', 'from_position', 'effective_from', 'late', 'body'] as const;
  const { position } = moment.asOf;
  const { effectiveAt } = moment;
  const changedSince = db
    .selectFrom('bodies_closed')
    .select(columns)
    .where('key', 'in', keys)
    .where((row) =>
      row.or([
        row('to_position', '>', position),
        ...(effectiveAt === undefined ? [] : [row('effective_to', '>', effectiveAt)]),
      ]),
    )
    // An empty delta matters only where it is the version that answers.
    .where((row) =>
      row.or([
        row('body', '<>', UNCHANGED),
        row.and([
          row('from_position', '<=', position),
          ...(effectiveAt === undefined ? [] : [row('effective_from', '<=', effectiveAt)]),
        ]),
      ]),
    )
    .orderBy('from_position', 'desc');
  const [current, closed] = await Promise.all([
    db.selectFrom('bodies').select(columns).where('key', 'in', keys).execute(),
    moment.live ? [] : changedSince.execute(),
  ]);
  const found = new Map<number, { version: BodyVersion; fields: Fields }>();
  for (const { body, ...version } of current) found.set(version.key, { version, fields: JSON.parse(body) });
  if (moment.live) return found;
  for (const { body, ...version } of closed) {
    const later = found.get(version.key);
    if (later) found.set(version.key, { version, fields: undoDelta(later.fields, JSON.parse(body)) });
  }
  for (const [key, { version }] of found) {
    const isEffective = effectiveAt === undefined || version.effective_from <= effectiveAt;
    if (version.from_position > position || !isEffective) found.delete(key);
  }
  return found;
}

export async function findItem<State>(
  view: QueryContext,
  kind: Kind,
  idOrReference: string,
): Promise<Item<State> | undefined> {
  const found = await view.db
    .selectFrom('items')
    .select('key')
    .where('key', '=', itemKey(view, kind, idOrReference))
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

function stateOf<State>({ title, description }: { title: string | null; description: string | null }, fields: Fields) {
  return { ...fields, ...(title !== null && { title }), ...(description !== null && { description }) } as State;
}
