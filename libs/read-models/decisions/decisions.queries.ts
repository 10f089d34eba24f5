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

/** What a list of decisions may be narrowed by; items by id or reference, `q` words of the title or reference. */
export interface DecisionFilter {
  readonly group?: string;
  /** The programme that they affect, itself or one of its actions, milestones and targets. */
  readonly programme?: string;
  readonly disposition?: Disposition;
  readonly status?: DecisionStatus;
  /** An item that they affect. */
  readonly affects?: string;
  /** Decisions to be reviewed by this day, unless they were superseded or revoked. */
  readonly dueReviewBy?: CalendarDate;
  readonly q?: string;
}

const DECISIONS: ListDefinition<DecisionView, ShownDecision> = {
  kind: 'decision',
  table: 'decisions',
  present: presentDecisions,
};

/** A page of decisions in the order of their references, after the cursor. */
export function listDecisions(
  view: QueryContext,
  filter: DecisionFilter,
  page: PageRequest,
): Promise<Page<ShownDecision>> {
  const conditions = [
    refEq(view, 'r.group_key', 'group', filter.group),
    when(filter.programme, (programme) => affecting(view, within(view, programme))),
    when(filter.affects, (item) => affecting(view, sql`f.item = ${itemKey(view, 'any', item)}`)),
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

/** One decision with what it affects and what has happened to each since; undefined where the reader may see none. */
export async function findDecision(view: QueryContext, idOrReference: string) {
  const item = await findItem<DecisionView>(view, 'decision', idOrReference);
  if (!item) return undefined;
  const [shown] = await presentDecisions(view, [item]);
  return shown && { ...shown, affects: await affectedSince(view, item) };
}

function affecting(view: QueryContext, condition: ReturnType<typeof sql>) {
  return sql<boolean>`r.key in (select f.key from ${versions('affects', view.moment)} as f where ${condition})`;
}

/** That the affected item `f.item` is a programme or belongs to it, and may be seen. */
function within(view: QueryContext, programme: string) {
  return sql`f.item in (${programmeItemKeys(view, programme)}) and ${visibleTo(view.reader, 'f.item')}`;
}
