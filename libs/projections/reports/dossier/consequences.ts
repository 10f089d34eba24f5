import { sql } from '#platform/kysely.js';
import type { DecisionState } from '../../decisions/projection.js';
import { affectedBy } from '../../decisions/since.js';
import type { NamesOf } from '../../parties/present.js';
import { type Item, itemsOf } from '../../read/items.js';
import { withReferences } from '../../read/references.js';
import { versions } from '../../read/versions.js';
import type { View } from '../../read/view.js';
import { visibleTo } from '../../read/visible.js';
import { takenEffect } from '../changes/effective.js';
import { type ChangedItem, presentItems } from '../changes/items.js';
import { markedEvents } from '../changes/marks.js';
import type { Point } from '../changes/points.js';
import { walkItems } from '../changes/walk.js';

/** One thing that a decision affects, and what has happened to it since; null where nothing has. */
export interface Consequence {
  readonly reference: string;
  readonly kind: string;
  readonly as: string;
  readonly since: ChangedItem | null;
}
/** Another decision that cites this one: takes its place, ratifies it, or affects it. */
export interface Citing {
  readonly reference: string;
  readonly title: string;
  readonly disposition: string;
  readonly status: string;
  readonly how: readonly string[];
}

/** What has happened to items since a moment, by their keys. */
export async function happenedSince(
  view: View,
  keys: readonly number[],
  since: Point,
  namesOf: NamesOf,
): Promise<ReadonlyMap<string, ChangedItem>> {
  const { asOf } = view.moment;
  const between = { after: since.moment.asOf.position, upTo: asOf.position };
  const events = await takenEffect(view, between, await walkItems(view, keys, since.moment.asOf, asOf));
  if (events.length === 0) return new Map();
  const touched = [...new Set(events.map(({ key }) => key))];
  const items = await presentItems(view, touched, await markedEvents(view, between, events), since, namesOf);
  return new Map(items.map((item) => [item.id, item]));
}

/** Each thing that a decision affects, with what has happened to it since it was recorded. */
export async function consequencesOf(
  view: View,
  state: DecisionState,
  recorded: Point,
  namesOf: NamesOf,
): Promise<Consequence[]> {
  const rows = await affectedBy(view, state);
  const keys = rows.map(({ key }) => key);
  const since = await happenedSince(view, keys, recorded, namesOf);
  return rows.map(({ id, reference, kind, as }) => ({
    reference: reference ?? id,
    kind,
    as,
    since: since.get(id) ?? null,
  }));
}

/** The decisions that cite this one, in the order of their references. */
export async function citing(view: View, { key, head }: Item<DecisionState>): Promise<Citing[]> {
  const { db, moment, reader } = view;
  const affecting = sql`select f.key from ${versions('affects', moment)} as f where f.item = ${key}`;
  // Ids are found in the text of the bodies, and then looked at where they stand.
  const naming = sql`select b.key from bodies as b join items as d on d.key = b.key
    where d.kind = 'decision' and b.body like ${`%${head.id}%`}`;
  const { rows } = await sql<{ key: number }>`
    select i.key from items as i where i.key in (${affecting} union ${naming}) and i.key <> ${key}
    and ${visibleTo(reader, 'i.key')} order by i.reference`.execute(db);
  const items = await itemsOf<DecisionState>(
    db,
    rows.map((row) => row.key),
    moment,
  );
  const cited = await withReferences(view, items, ({ head: { reference }, state }) => {
    const { title, disposition, status, supersedes, ratifies, affects } = state;
    const how = [
      ...(supersedes === head.id ? ['supersedes'] : []),
      ...(ratifies === head.id ? ['ratifies'] : []),
      ...affects.filter(({ id }) => id === head.id).map(({ as }) => as),
    ];
    return { reference, title, disposition, status, how };
  });
  return cited.filter(({ how }) => how.length > 0);
}
