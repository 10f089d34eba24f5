import { OPEN } from '#domain/index.js';
import { sql } from '#platform/index.js';
import {
  amongReferences,
  type CountedPage,
  eq,
  findItem,
  fullText,
  itemKey,
  type ListDefinition,
  listItems,
  type PageRequest,
  type QueryContext,
  refEq,
  versions,
  when,
} from '#read-store/index.js';
import { elsewhere, inProgrammes, scopeOf } from '../programmes/scope.js';
import { type ActionView } from './action.view.js';
import { presentActions, type ShownAction } from './actions.present.js';
import type { ActionFilter } from './actions.schema.js';
import { decisionsAffecting, notesAndEvidence } from './related-items.js';

const ACTIONS: ListDefinition<ActionView, ShownAction> = { kind: 'action', table: 'actions', present: presentActions };

/** Errors: those of `scopeOf`. */
export async function listActions(
  view: QueryContext,
  filter: ActionFilter,
  page: PageRequest,
): Promise<CountedPage<ShownAction>> {
  const conditions = [
    when(filter.programme, (programme) => appearsIn(view, programme)),
    filter.group === undefined ? undefined : await overseenBy(view, filter.group),
    refEq(view, 'r.parent', 'action', filter.parent),
    refEq(view, 'r.owner', 'party', filter.owner),
    eq('r.status', filter.status),
    eq('r.rating', filter.rating),
    when(filter.overdueOn, overdueOn),
    amongReferences(filter.references),
    fullText(view, filter.q),
  ];
  return listItems(view, ACTIONS, conditions, page);
}

export async function findAction(view: QueryContext, idOrReference: string) {
  const item = await findItem<ActionView>(view, 'action', idOrReference);
  if (!item) return undefined;
  const [shown] = await presentActions(view, [item]);
  const decisions = await decisionsAffecting(view, item.key);
  return shown && { ...shown, decisions, ...(await notesAndEvidence(view, item.key)) };
}

function appearsIn(view: QueryContext, programme: string) {
  const key = itemKey(view, 'programme', programme);
  const others = versions('also_in', view.moment);
  return sql<boolean>`(r.programme = ${key} or r.key in (
    select other.key from ${others} as other where other.programme = ${key}))`;
}

/** The same actions as the group's report counts. */
async function overseenBy(view: QueryContext, group: string) {
  const scope = await scopeOf(view, { group });
  return sql<boolean>`(${inProgrammes(scope) ?? sql`1 = 1`} or ${elsewhere(view, scope) ?? sql`1 = 0`})`;
}

function overdueOn(day: string) {
  return sql<boolean>`(r.status in (${sql.join(OPEN)}) and r.latest < ${day} and r.firmness = 'firm')`;
}
