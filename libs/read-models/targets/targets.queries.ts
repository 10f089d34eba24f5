import type { TargetKind } from '#domain/target/events.js';
import type { TargetStatus } from '#domain/target/state.js';
import { sql } from '#platform/kysely.js';
import { eq, fullText, refEq, when } from '#read-store/query/conditions.js';
import { findItem } from '#read-store/query/items.js';
import { type ListDefinition, listItems, type PageRequest } from '#read-store/query/list.js';
import type { Page, QueryContext } from '#read-store/query/query-context.js';
import { versions } from '#read-store/query/versions.js';
import { EVERYTHING } from '#read-store/query/visibility.js';
import { breachesOf, breachVisible, measurementsOf } from './figures.js';
import { periodsOf } from './periods.js';
import { presentTargets, type ShownTarget } from './targets.present.js';
import type { TargetView } from './targets.projection.js';

export interface TargetFilter {
  readonly programme?: string;
  readonly status?: TargetStatus;
  readonly kind?: TargetKind;
  readonly breached?: boolean;
  readonly q?: string;
}

const TARGETS: ListDefinition<TargetView, ShownTarget> = { kind: 'target', table: 'targets', present: presentTargets };

export function listTargets(view: QueryContext, filter: TargetFilter, page: PageRequest): Promise<Page<ShownTarget>> {
  const conditions = [
    refEq(view, 'r.programme', 'programme', filter.programme),
    eq('r.status', filter.status),
    eq('r.target_kind', filter.kind),
    when(filter.breached, (breached) => isBreached(view, breached)),
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
