import type { TargetKind } from '#domain/target/events.js';
import type { TargetStatus } from '#domain/target/state.js';
import { sql } from '#platform/kysely.js';
import { given, is, mentions, names } from '../read/conditions.js';
import { findItem } from '../read/items.js';
import { type Listed, listItems, type PageAsked } from '../read/list.js';
import { versions } from '../read/versions.js';
import type { Page, View } from '../read/view.js';
import { EVERYTHING } from '../read/visible.js';
import { breachesOf, breachVisible, measurementsOf } from './figures.js';
import { periodsOf } from './periods.js';
import { presentTargets, type ShownTarget } from './present.js';
import type { TargetState } from './projection.js';

/** What a list of targets may be narrowed by; the programme by id or reference, `q` words of the measure or reference. */
export interface TargetFilter {
  readonly programme?: string;
  readonly status?: TargetStatus;
  readonly kind?: TargetKind;
  /** Whether the breach of any period is open. */
  readonly breached?: boolean;
  readonly q?: string;
}

const TARGETS: Listed<TargetState, ShownTarget> = { kind: 'target', table: 'targets', present: presentTargets };

/** A page of targets in the order of their references, after the cursor. */
export function listTargets(view: View, filter: TargetFilter, page: PageAsked): Promise<Page<ShownTarget>> {
  const conditions = [
    names(view, 'r.programme', 'programme', filter.programme),
    is('r.status', filter.status),
    is('r.target_kind', filter.kind),
    given(filter.breached, (breached) => isBreached(view, breached)),
    mentions(view, filter.q),
  ];
  return listItems(view, TARGETS, conditions, page);
}

/** One target with its trajectory beside its measurements; undefined where there was none that the reader may see. */
export async function findTarget(view: View, idOrReference: string) {
  const item = await findItem<TargetState>(view, 'target', idOrReference);
  if (!item) return undefined;
  const [shown] = await presentTargets(view, [item]);
  const { key } = item;
  const all = (await measurementsOf({ ...view, reader: EVERYTHING }, [key])).get(key) ?? [];
  const measurements = (await measurementsOf(view, [key])).get(key) ?? [];
  const breaches = (await breachesOf(view, [key])).get(key) ?? [];
  const partly = measurements.length < all.length;
  return shown && { ...shown, periods: periodsOf(item.state, { measurements, breaches, partly }) };
}

function isBreached(view: View, breached: boolean) {
  const open = sql<boolean>`(select b.key from ${versions('breaches', view.moment)} as b
    where b.status = 'open' and ${breachVisible(view)})`;
  return breached ? sql<boolean>`r.key in ${open}` : sql<boolean>`r.key not in ${open}`;
}
