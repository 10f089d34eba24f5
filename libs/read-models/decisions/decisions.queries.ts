import type { Disposition } from '#domain/decision/events.js';
import type { DecisionStatus } from '#domain/decision/state.js';
import type { CalendarDate } from '#domain/kernel/calendar.js';
import { sql } from '#platform/kysely.js';
import { eq, fullText, refEq, when } from '#read-store/query/conditions.js';
import { findItem } from '#read-store/query/items.js';
import { type ListDefinition, listItems, type PageRequest } from '#read-store/query/list.js';
import { programmeItemKeys } from '#read-store/query/programme-filter.js';
import type { Page, QueryContext } from '#read-store/query/query-context.js';
import { itemKey } from '#read-store/query/references.js';
import { versions } from '#read-store/query/versions.js';
import { visibleTo } from '#read-store/query/visibility.js';
import { presentDecisions, type ShownDecision } from './decisions.present.js';
import type { DecisionView } from './decisions.projection.js';
import { affectedSince } from './since.js';

export interface DecisionFilter {
  readonly group?: string;
  readonly programme?: string;
  readonly disposition?: Disposition;
  readonly status?: DecisionStatus;
  readonly affects?: string;
  /** Leaves out superseded and revoked decisions. */
  readonly dueReviewBy?: CalendarDate;
  readonly q?: string;
}

const DECISIONS: ListDefinition<DecisionView, ShownDecision> = {
  kind: 'decision',
  table: 'decisions',
  present: presentDecisions,
};

export function listDecisions(
  view: QueryContext,
  filter: DecisionFilter,
  page: PageRequest,
): Promise<Page<ShownDecision>> {
  const conditions = [
    refEq(view, 'r.group_key', 'group', filter.group),
    when(filter.programme, (programme) => affectsItem(view, affectsProgramme(view, programme))),
    when(filter.affects, (item) => affectsItem(view, sql`f.item = ${itemKey(view, 'any', item)}`)),
    eq('r.disposition', filter.disposition),
    eq('r.status', filter.status),
    when(
      filter.dueReviewBy,
      (day) => sql<boolean>`(r.review_by <= ${day} and r.status not in ('superseded', 'revoked'))`,
    ),
    fullText(view, filter.q),
  ];
  return listItems(view, DECISIONS, conditions, page);
}

export async function findDecision(view: QueryContext, idOrReference: string) {
  const item = await findItem<DecisionView>(view, 'decision', idOrReference);
  if (!item) return undefined;
  const [shown] = await presentDecisions(view, [item]);
  return shown && { ...shown, affects: await affectedSince(view, item) };
}

function affectsItem(view: QueryContext, condition: ReturnType<typeof sql>) {
  return sql<boolean>`r.key in (select f.key from ${versions('affects', view.moment)} as f where ${condition})`;
}

function affectsProgramme(view: QueryContext, programme: string) {
  return sql`f.item in (${programmeItemKeys(view, programme)}) and ${visibleTo(view.reader, 'f.item')}`;
}
