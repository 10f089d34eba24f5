import { agreedOf, READER } from '#domain/index.js';
import { sql } from '#platform/index.js';
import { type ActionView, inProgrammes, type MilestoneView, type ScopeQuery, scopeOf } from '#read-models/index.js';
import {
  cursorAfter,
  differing,
  itemsOf,
  type PageRequest,
  type QueryContext,
  sortValues,
  versionParts,
  visibleTo,
  withReferences,
} from '#read-store/index.js';

type Promising = ActionView | MilestoneView;
interface Row {
  readonly key: number;
  readonly kind: 'action' | 'milestone';
  readonly reference: string;
}

/** Leaves out timescales interpreted by a person. Errors: those of `scopeOf`. */
export async function listReadings(view: QueryContext, covered: ScopeQuery, { limit, cursor }: PageRequest) {
  const [after] = cursor ? sortValues(cursor, ['string']) : [];
  const pageRows = await rowsOf(view, covered, limit + 1, after);
  const page = pageRows.slice(0, limit);
  const kinds = new Map(page.map(({ key, kind }) => [key, kind]));
  const items = await itemsOf<Promising>(view.db, [...kinds.keys()], view.moment);
  const presented = await withReferences(view, items, ({ head: { id, reference }, key, state }, { of }) => {
    const stored = agreedOf(state);
    const kind = kinds.get(key);
    if (!stored || !kind || !state.readAnew) return [];
    const { title, status, readAnew } = state;
    const { text, ...reading } = stored;
    const item = { kind, id, reference, title, programme: of(state.programme), status, text };
    const present = readAnew.reading;
    const differs = differing(reading, present);
    return [{ ...item, stored: { reader: readAnew.reader, reading }, present, differs }];
  });
  const last = pageRows.length > limit ? page.at(-1) : undefined;
  return {
    reader: READER,
    items: presented.flat(),
    nextCursor: last ? cursorAfter(view.moment, [last.reference]) : null,
    asOf: view.moment.asOf,
  };
}
/** Follows the index of references, so the query stops after one page. */
async function rowsOf(view: QueryContext, covered: ScopeQuery, limit: number, after: string | number | undefined) {
  const within = inProgrammes(await scopeOf(view, covered)) ?? sql`1 = 1`;
  const held = versionParts('readings', view.moment).map(
    (part) => sql`exists (select 1 from ${part} as r where r.key = i.key and ${within})`,
  );
  const wanted = [
    visibleTo(view.reader, 'i.key'),
    sql`(${sql.join(held, sql` or `)})`,
    ...(after === undefined ? [] : [sql`i.reference > ${after}`]),
  ];
  const ofKind = (kind: Row['kind']) => sql`select * from (
    select i.key, i.kind, i.reference from items as i where i.kind = ${kind} and ${sql.join(wanted, sql` and `)}
    order by i.reference limit ${limit}) as ${sql.ref(kind)}`;
  const { rows } = await sql<Row>`
    select f.key, f.kind, f.reference from (${ofKind('action')} union all ${ofKind('milestone')}) as f
    order by f.reference limit ${limit}`.execute(view.db);
  return rows;
}
