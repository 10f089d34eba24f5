import type { Rating } from '#domain/kernel/rating.js';
import { sql } from '#platform/kysely.js';
import { eq, fullText, refEq, when } from '#read-store/query/conditions.js';
import { findItem } from '#read-store/query/items.js';
import { type ListDefinition, listItems, type PageRequest } from '#read-store/query/list.js';
import type { Page, QueryContext } from '#read-store/query/query-context.js';
import { itemKey } from '#read-store/query/references.js';
import { versions } from '#read-store/query/versions.js';
import { elsewhere, inProgrammes, scopeOf } from '../programmes/scope.js';
import { type ActionStatus, type ActionView, OPEN } from './action.view.js';
import { presentActions, type ShownAction } from './actions.present.js';
import { decisionsAffecting, writtenAbout } from './related-items.js';

/** What a list of actions may be narrowed by; items by id or reference, `q` words of title, description or reference. */
export interface ActionFilter {
  /** The programme that they belong to or also appear in. */
  readonly programme?: string;
  /** The group that oversees them, itself or through a programme that they appear in: what its report covers. */
  readonly group?: string;
  readonly parent?: string;
  readonly status?: ActionStatus;
  readonly owner?: string;
  readonly rating?: Rating;
  /** A date on which they are overdue: a firm promise, or an occurrence of one that comes round, not kept by its last day. An estimate is never overdue. */
  readonly overdueOn?: string;
  readonly q?: string;
}

const ACTIONS: ListDefinition<ActionView, ShownAction> = { kind: 'action', table: 'actions', present: presentActions };

/** A page of actions in the order of their references, after the cursor. Fails as `scopeOf` does. */
export async function listActions(
  view: QueryContext,
  filter: ActionFilter,
  page: PageRequest,
): Promise<Page<ShownAction>> {
  const conditions = [
    when(filter.programme, (programme) => appearsIn(view, programme)),
    filter.group === undefined ? undefined : await overseenBy(view, filter.group),
    refEq(view, 'r.parent', 'action', filter.parent),
    refEq(view, 'r.owner', 'party', filter.owner),
    eq('r.status', filter.status),
    eq('r.rating', filter.rating),
    when(filter.overdueOn, overdueOn),
    fullText(view, filter.q),
  ];
  return listItems(view, ACTIONS, conditions, page);
}

/** One action whole, with what stands beside it; undefined where there was none that the reader may see. */
export async function findAction(view: QueryContext, idOrReference: string) {
  const item = await findItem<ActionView>(view, 'action', idOrReference);
  if (!item) return undefined;
  const [shown] = await presentActions(view, [item]);
  const decisions = await decisionsAffecting(view, item.key);
  return shown && { ...shown, decisions, ...(await writtenAbout(view, item.key)) };
}

function appearsIn(view: QueryContext, programme: string) {
  const key = itemKey(view, 'programme', programme);
  const others = versions('also_in', view.moment);
  return sql<boolean>`(r.programme = ${key} or r.key in (
    select other.key from ${others} as other where other.programme = ${key}))`;
}

/** As the group's report counts them: of the programmes that it oversees, appearing there, or overseen by itself. */
async function overseenBy(view: QueryContext, group: string) {
  const scope = await scopeOf(view, { group });
  return sql<boolean>`(${inProgrammes(scope) ?? sql`1 = 1`} or ${elsewhere(view, scope) ?? sql`1 = 0`})`;
}

function overdueOn(day: string) {
  return sql<boolean>`(r.status in (${sql.join(OPEN)}) and r.latest < ${day} and r.firmness = 'firm')`;
}
