import { sql } from '#platform/index.js';
import {
  amongReferences,
  type CountedPage,
  EVERYTHING,
  eq,
  findItem,
  fullText,
  type Item,
  type ListDefinition,
  listItems,
  type PageRequest,
  type QueryContext,
  refEq,
  versions,
  when,
} from '#read-store/index.js';
import { breachesOf, breachVisible, figureIsDue, measurementsOf } from './figures.js';
import { periodsOf } from './periods.js';
import { type JudgedFigure, recentFigures } from './recent.js';
import { presentTargets, type ShownTarget } from './targets.present.js';
import type { TargetView } from './targets.projection.js';
import type { TargetFilter } from './targets.schema.js';

type ListedTarget = ShownTarget & { readonly recent: readonly JudgedFigure[] };

const TARGETS: ListDefinition<TargetView, ListedTarget> = { kind: 'target', table: 'targets', present: presentListed };

async function presentListed(view: QueryContext, items: readonly Item<TargetView>[]): Promise<ListedTarget[]> {
  const recent = await recentFigures(view, items);
  const shown = await presentTargets(view, items);
  return shown.map((target, index) => ({ ...target, recent: recent[index] ?? [] }));
}

export function listTargets(
  view: QueryContext,
  filter: TargetFilter,
  page: PageRequest,
): Promise<CountedPage<ListedTarget>> {
  const conditions = [
    refEq(view, 'r.programme', 'programme', filter.programme),
    eq('r.status', filter.status),
    eq('r.target_kind', filter.kind),
    when(filter.breached, (breached) => isBreached(view, breached)),
    when(filter.figureDueIn, (period) => figureIsDue(view, period)),
    amongReferences(filter.references),
    fullText(view, filter.q),
  ];
  return listItems(view, TARGETS, conditions, page);
}

export async function findTarget(view: QueryContext, idOrReference: string) {
  const item = await findItem<TargetView>(view, 'target', idOrReference);
  if (!item) return undefined;
  const [shown] = await presentTargets(view, [item]);
  const { key } = item;
  const all = (await measurementsOf({ ...view, reader: EVERYTHING }, [key])).get(key) ?? [];
  const measurements = (await measurementsOf(view, [key])).get(key) ?? [];
  const breaches = (await breachesOf(view, [key])).get(key) ?? [];
  const figuresHidden = measurements.length < all.length;
  return shown && { ...shown, periods: periodsOf(item.state, { measurements, breaches, figuresHidden }) };
}

function isBreached(view: QueryContext, breached: boolean) {
  const open = sql<boolean>`(select b.key from ${versions('breaches', view.moment)} as b
    where b.status = 'open' and ${breachVisible(view)})`;
  return breached ? sql<boolean>`r.key in ${open}` : sql<boolean>`r.key not in ${open}`;
}
