import { sql } from '#platform/index.js';
import {
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
  visibleTo,
  when,
} from '#read-store/index.js';
import { presentMilestones, type ShownMilestone } from './milestones.present.js';
import type { MilestoneView } from './milestones.projection.js';
import type { MilestoneFilter } from './milestones.schema.js';

const MILESTONES: ListDefinition<MilestoneView, ShownMilestone> = {
  kind: 'milestone',
  table: 'milestones',
  present: presentMilestones,
};

export function listMilestones(
  view: QueryContext,
  filter: MilestoneFilter,
  page: PageRequest,
): Promise<CountedPage<ShownMilestone>> {
  const conditions = [
    refEq(view, 'r.programme', 'programme', filter.programme),
    refEq(view, 'r.action', 'action', filter.action),
    eq('r.status', filter.status),
    when(filter.owner, (owner) => ownedBy(view, owner)),
    when(filter.dueBefore, (day) => sql<boolean>`r.latest < ${day}`),
    fullText(view, filter.q),
  ];
  return listItems(view, MILESTONES, conditions, page);
}

export async function findMilestone(view: QueryContext, idOrReference: string): Promise<ShownMilestone | undefined> {
  const item = await findItem<MilestoneView>(view, 'milestone', idOrReference);
  return item && (await presentMilestones(view, [item]))[0];
}

function ownedBy(view: QueryContext, owner: string) {
  return sql<boolean>`r.action in (select a.key from ${versions('actions', view.moment)} as a
    where a.owner = ${itemKey(view, 'party', owner)} and ${visibleTo(view.reader, 'a.key')})`;
}
