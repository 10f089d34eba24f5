import type { Disposition } from '#domain/decision/events.js';
import type { DecisionStatus } from '#domain/decision/state.js';
import type { CalendarDate } from '#domain/kernel/calendar.js';
import { sql } from '#platform/kysely.js';
import { belongingTo } from '../read/belonging.js';
import { given, is, mentions, names } from '../read/conditions.js';
import { findItem } from '../read/items.js';
import { type Listed, listItems, type PageAsked } from '../read/list.js';
import { keyNamed } from '../read/references.js';
import { versions } from '../read/versions.js';
import type { Page, View } from '../read/view.js';
import { visibleTo } from '../read/visible.js';
import { presentDecisions, type ShownDecision } from './present.js';
import type { DecisionState } from './projection.js';
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

const DECISIONS: Listed<DecisionState, ShownDecision> = {
  kind: 'decision',
  table: 'decisions',
  present: presentDecisions,
};

/** A page of decisions in the order of their references, after the cursor. */
export function listDecisions(view: View, filter: DecisionFilter, page: PageAsked): Promise<Page<ShownDecision>> {
  const conditions = [
    names(view, 'r.group_key', 'group', filter.group),
    given(filter.programme, (programme) => affecting(view, within(view, programme))),
    given(filter.affects, (item) => affecting(view, sql`f.item = ${keyNamed(view, 'any', item)}`)),
    is('r.disposition', filter.disposition),
    is('r.status', filter.status),
    given(
      filter.dueReviewBy,
      (day) => sql<boolean>`(r.review_by <= ${day} and r.status not in ('superseded', 'revoked'))`,
    ),
    mentions(view, filter.q),
  ];
  return listItems(view, DECISIONS, conditions, page);
}

/** One decision with what it affects and what has happened to each since; undefined where the reader may see none. */
export async function findDecision(view: View, idOrReference: string) {
  const item = await findItem<DecisionState>(view, 'decision', idOrReference);
  if (!item) return undefined;
  const [shown] = await presentDecisions(view, [item]);
  return shown && { ...shown, affects: await affectedSince(view, item) };
}

function affecting(view: View, condition: ReturnType<typeof sql>) {
  return sql<boolean>`r.key in (select f.key from ${versions('affects', view.moment)} as f where ${condition})`;
}

/** That the affected item `f.item` is a programme or belongs to it, and may be seen. */
function within(view: View, programme: string) {
  return sql`f.item in (${belongingTo(view, programme)}) and ${visibleTo(view.reader, 'f.item')}`;
}
