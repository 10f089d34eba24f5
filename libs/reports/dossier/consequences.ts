import { sql } from '#platform/index.js';
import { affectedBy, type DecisionView, type NamesOf } from '#read-models/index.js';
import { type Item, itemsOf, type QueryContext, versions, visibleTo, withReferences } from '#read-store/index.js';
import { classifyEvents } from '../changes/classify.js';
import { takenEffect } from '../changes/effective.js';
import { presentItems } from '../changes/items.js';
import type { Point } from '../changes/resolve-period.js';
import type { ChangedItem } from '../changes/schema.js';
import { selectItemEvents } from '../changes/select-events.js';
import type { CitingDecision, Consequence } from './schema.js';

export async function happenedSince(
  view: QueryContext,
  keys: readonly number[],
  since: Point,
  namesOf: NamesOf,
): Promise<ReadonlyMap<string, ChangedItem>> {
  const { asOf } = view.moment;
  const between = { after: since.moment.asOf.position, upTo: asOf.position };
  const events = await takenEffect(view, between, await selectItemEvents(view, keys, since.moment.asOf, asOf));
  if (events.length === 0) return new Map();
  const touched = [...new Set(events.map(({ key }) => key))];
  const items = await presentItems(view, touched, await classifyEvents(view, between, events), since, namesOf);
  return new Map(items.map((item) => [item.id, item]));
}

export async function consequencesOf(
  view: QueryContext,
  state: DecisionView,
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

export async function citingDecisions(
  view: QueryContext,
  { key, head }: Item<DecisionView>,
): Promise<CitingDecision[]> {
  const { db, moment, reader } = view;
  const affecting = sql`select f.key from ${versions('affects', moment)} as f where f.item = ${key}`;
  // A `like` on the body finds candidates, because no index covers ids inside JSON; each is then checked.
  const naming = sql`select b.key from bodies as b join items as d on d.key = b.key
    where d.kind = 'decision' and b.body like ${`%${head.id}%`}`;
  const { rows } = await sql<{ key: number }>`
    select i.key from items as i where i.key in (${affecting} union ${naming}) and i.key <> ${key}
    and ${visibleTo(reader, 'i.key')} order by i.reference`.execute(db);
  const items = await itemsOf<DecisionView>(
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
