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
  programmeItemKeys,
  type QueryContext,
  refEq,
  versions,
  visibleTo,
  when,
} from '#read-store/index.js';
import { presentDecisions, type ShownDecision } from './decisions.present.js';
import type { DecisionView } from './decisions.projection.js';
import type { DecisionFilter } from './decisions.schema.js';
import { affectedSince } from './since.js';

const DECISIONS: ListDefinition<DecisionView, ShownDecision> = {
  kind: 'decision',
  table: 'decisions',
  present: presentDecisions,
};

export function listDecisions(
  view: QueryContext,
  filter: DecisionFilter,
  page: PageRequest,
): Promise<CountedPage<ShownDecision>> {
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
    amongReferences(filter.references),
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
