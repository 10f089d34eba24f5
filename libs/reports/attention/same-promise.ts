import { type CalendarDate, daysBetween, likeness, londonDate, NEARLY_SAME } from '#domain/index.js';
import { type RawBuilder, type SqlBool, sql } from '#platform/index.js';
import { keyList, ownerThrough, type SlippageQuery, scopeOf } from '#read-models/index.js';
import {
  appendedRows,
  itemKey,
  linkTo,
  type QueryContext,
  versionParts,
  versions,
  visibleTo,
  withReferences,
} from '#read-store/index.js';

/** The largest gap between a withdrawal and a new item, in either direction. */
const WITHIN_DAYS = 30;
const DAY_MS = 86_400_000;
const BATCH_SIZE = 500;

const KINDS = [
  { kind: 'action', table: 'actions', began: 'ActionCreated', ended: ['ActionWithdrawn', 'ActionMerged'] },
  { kind: 'milestone', table: 'milestones', began: 'MilestoneSet', ended: ['MilestoneWithdrawn'] },
] as const;
type KindRow = (typeof KINDS)[number];

interface Withdrawn {
  readonly key: number;
  readonly programme: number;
  readonly owner: number | null;
  readonly latest: CalendarDate;
  readonly at: number;
}
interface Pair {
  readonly withdrawn: Withdrawn;
  readonly key: number;
  readonly at: number;
  readonly latest: CalendarDate | null;
}

/**
 * Compares items withdrawn after their date with similar ones begun within 30 days, unless a link explains the pair.
 */
export async function samePromises(view: QueryContext, query: SlippageQuery, limit: number) {
  const allPairs: (Pair & Compared & { readonly kind: KindRow['kind'] })[] = [];
  for (const each of KINDS) {
    const withdrawn = await withdrawnLate(view, each, query);
    let pairCount = 0;
    for (let from = 0; from < withdrawn.length && pairCount <= limit; from += BATCH_SIZE) {
      const pairs = await withSimilarTitles(view, await pairsOf(view, each, withdrawn.slice(from, from + BATCH_SIZE)));
      allPairs.push(...pairs.map((pair) => ({ ...pair, kind: each.kind })));
      pairCount += pairs.length;
    }
  }
  allPairs.sort(
    (one, other) =>
      other.withdrawn.at - one.withdrawn.at || one.withdrawn.key - other.withdrawn.key || one.key - other.key,
  );
  return { items: await presentPairs(view, allPairs.slice(0, limit)), more: allPairs.length > limit };
}

const ownerIn = (view: QueryContext, { kind }: KindRow, row: string): RawBuilder<number | null> =>
  kind === 'action' ? sql.ref(`${row}.owner`) : ownerThrough(view, `${row}.action`);

async function withdrawnLate(view: QueryContext, each: KindRow, query: SlippageQuery): Promise<Withdrawn[]> {
  const { owner, ...covered } = query;
  const scope = await scopeOf(view, covered);
  const conditions: RawBuilder<SqlBool>[] = [
    sql`r.status = 'withdrawn' and r.latest is not null`,
    visibleTo(view.reader, 'r.key'),
  ];
  if (!scope.whole) conditions.push(sql`r.programme in (${keyList(scope.programmes)})`);
  if (owner !== undefined) conditions.push(sql`${ownerIn(view, each, 'r')} = ${itemKey(view, 'party', owner)}`);
  const parts = versionParts(each.table, view.moment).map(
    (part) => sql`select r.key, r.programme, ${ownerIn(view, each, 'r')} as owner, r.latest,
      (select e.effective_from from ${appendedRows('audit', view.moment)} as e
        where e.key = r.key and e.type in (${sql.join(each.ended)}) order by e.number desc limit 1) as at
      from ${part} as r where ${sql.join(conditions, sql` and `)}`,
  );
  const { rows } = await sql<Withdrawn & { readonly at: number | null }>`${sql.join(parts, sql` union all `)}`.execute(
    view.db,
  );
  return rows
    .filter(({ at, latest }) => at !== null && dayOf(at) > latest)
    .sort((one, other) => other.at - one.at || one.key - other.key);
}

const dayOf = (at: number) => londonDate(new Date(at).toISOString());

async function pairsOf(view: QueryContext, each: KindRow, withdrawn: readonly Withdrawn[]): Promise<Pair[]> {
  if (withdrawn.length === 0) return [];
  const rows = withdrawn.map(
    ({ key, programme, owner, at }) =>
      sql`(${sql.join([key, programme, owner ?? -1, at].map((value) => sql.lit(value)))})`,
  );
  const ended = sql`(select column1 as key, column2 as programme, column3 as owner, column4 as at
    from (values ${sql.join(rows)}) as listed)`;
  const window = WITHIN_DAYS * DAY_MS;
  const parts = versionParts(each.table, view.moment).map(
    (part) => sql`select w.key as withdrawn, c.key, c.latest, e.effective_from as at
      from ${ended} as w join ${part} as c on c.programme = w.programme and c.key <> w.key
        and coalesce(${ownerIn(view, each, 'c')}, -1) = w.owner
      join audit as e on e.key = c.key and e.type = ${each.began}
      where e.effective_from between w.at - ${sql.lit(window)} and w.at + ${sql.lit(window)}
        and ${visibleTo(view.reader, 'c.key')}
        and not exists (select 1 from ${versions('carried', view.moment)} as l where l.key = w.key and l.part = c.key)`,
  );
  const { rows: found } = await sql<Omit<Pair, 'withdrawn'> & { readonly withdrawn: number }>`
    ${sql.join(parts, sql` union all `)}`.execute(view.db);
  const byKey = new Map(withdrawn.map((row) => [row.key, row]));
  return found.flatMap(({ withdrawn: key, ...pair }) => {
    const row = byKey.get(key);
    return row ? [{ ...pair, withdrawn: row }] : [];
  });
}

interface Compared {
  readonly likeness: number;
}

async function withSimilarTitles<P extends Pair>(view: QueryContext, pairs: readonly P[]): Promise<(P & Compared)[]> {
  const titles = await titlesOf(view, pairs);
  return pairs
    .map((pair) => ({
      ...pair,
      likeness: likeness(titles.get(pair.withdrawn.key) ?? '', titles.get(pair.key) ?? ''),
    }))
    .filter((pair) => pair.likeness >= NEARLY_SAME);
}

async function titlesOf(view: QueryContext, pairs: readonly Pair[]): Promise<ReadonlyMap<number, string>> {
  const keys = [...new Set(pairs.flatMap(({ key, withdrawn }) => [key, withdrawn.key]))];
  if (keys.length === 0) return new Map();
  const { rows } = await sql<{ key: number; title: string | null }>`
    select t.key, t.title from ${versions('texts', view.moment)} as t
    where t.key in (${sql.join(keys.map((key) => sql.lit(key)))})`.execute(view.db);
  return new Map(rows.map(({ key, title }) => [key, title ?? '']));
}

async function presentPairs(
  view: QueryContext,
  pairs: readonly (Pair & Compared & { readonly kind: KindRow['kind'] })[],
) {
  const titles = await titlesOf(view, pairs);
  const keys = pairs.flatMap(({ key, withdrawn }) => [key, withdrawn.key, withdrawn.programme, withdrawn.owner ?? key]);
  const ids = await idsOf(view, [...new Set(keys)]);
  const id = (key: number) => ids.get(key) ?? '';
  return withReferences(view, pairs, ({ kind, withdrawn, key, at, latest, likeness }, { of, maybe }) => {
    const item = (key: number, latest: CalendarDate | null) => ({
      id: id(key),
      reference: of(id(key)),
      title: titles.get(key) ?? '',
      latest,
    });
    const [ended, began] = [dayOf(withdrawn.at), dayOf(at)];
    const history = (key: number) => linkTo({ to: 'history', kind, ref: id(key) });
    return {
      kind,
      programme: of(id(withdrawn.programme)),
      owner: withdrawn.owner === null ? null : maybe(id(withdrawn.owner)),
      likeness: Math.round(likeness * 100) / 100,
      daysBetween: daysBetween(ended, began),
      daysMoved: latest === null ? null : daysBetween(withdrawn.latest, latest),
      withdrawn: { ...item(withdrawn.key, withdrawn.latest), withdrawnOn: ended, history: history(withdrawn.key) },
      created: { ...item(key, latest), createdOn: began, history: history(key) },
    };
  });
}

async function idsOf({ db }: QueryContext, keys: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (keys.length === 0) return new Map();
  const rows = await db.selectFrom('items').select(['key', 'id']).where('key', 'in', keys).execute();
  return new Map(rows.map(({ key, id }) => [key, id]));
}
