import type { Rating } from '#domain/action/events.js';
import { sql } from '#platform/kysely.js';
import { given, is, mentions, names } from '../read/conditions.js';
import { findItem } from '../read/items.js';
import { type Listed, listItems, type PageAsked } from '../read/list.js';
import { keyNamed } from '../read/references.js';
import { versions } from '../read/versions.js';
import type { Page, View } from '../read/view.js';
import { elsewhere, inProgrammes, scopeOf } from '../reports/scope.js';
import { decisionsAffecting, writtenAbout } from './beside.js';
import { presentActions, type ShownAction } from './present.js';
import { type ActionState, type ActionStatus, OPEN } from './state.js';

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

const ACTIONS: Listed<ActionState, ShownAction> = { kind: 'action', table: 'actions', present: presentActions };

/** A page of actions in the order of their references, after the cursor. Fails as `scopeOf` does. */
export async function listActions(view: View, filter: ActionFilter, page: PageAsked): Promise<Page<ShownAction>> {
  const conditions = [
    given(filter.programme, (programme) => appearsIn(view, programme)),
    filter.group === undefined ? undefined : await overseenBy(view, filter.group),
    names(view, 'r.parent', 'action', filter.parent),
    names(view, 'r.owner', 'party', filter.owner),
    is('r.status', filter.status),
    is('r.rating', filter.rating),
    given(filter.overdueOn, overdueOn),
    mentions(view, filter.q),
  ];
  return listItems(view, ACTIONS, conditions, page);
}

/** One action whole, with what stands beside it; undefined where there was none that the reader may see. */
export async function findAction(view: View, idOrReference: string) {
  const item = await findItem<ActionState>(view, 'action', idOrReference);
  if (!item) return undefined;
  const [shown] = await presentActions(view, [item]);
  const decisions = await decisionsAffecting(view, item.key);
  return shown && { ...shown, decisions, ...(await writtenAbout(view, item.key)) };
}

function appearsIn(view: View, programme: string) {
  const key = keyNamed(view, 'programme', programme);
  const others = versions('also_in', view.moment);
  return sql<boolean>`(r.programme = ${key} or r.key in (
    select other.key from ${others} as other where other.programme = ${key}))`;
}

/** As the group's report counts them: of the programmes that it oversees, appearing there, or overseen by itself. */
async function overseenBy(view: View, group: string) {
  const scope = await scopeOf(view, { group });
  return sql<boolean>`(${inProgrammes(scope) ?? sql`1 = 1`} or ${elsewhere(view, scope) ?? sql`1 = 0`})`;
}

function overdueOn(day: string) {
  return sql<boolean>`(r.status in (${sql.join(OPEN)}) and r.latest < ${day} and r.firmness = 'firm')`;
}
