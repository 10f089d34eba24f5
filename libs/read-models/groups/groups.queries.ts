import {
  type CountedPage,
  eq,
  findItem,
  type ListDefinition,
  listItems,
  type PageRequest,
  type QueryContext,
  refEq,
} from '#read-store/index.js';
import { presentGroups, type ShownGroup } from './groups.present.js';
import type { GroupView } from './groups.projection.js';
import type { GroupFilter } from './groups.schema.js';

const GROUPS: ListDefinition<GroupView, ShownGroup> = { kind: 'group', table: 'groups', present: presentGroups };

export function listGroups(
  view: QueryContext,
  { parent, status }: GroupFilter,
  page: PageRequest,
): Promise<CountedPage<ShownGroup>> {
  return listItems(view, GROUPS, [refEq(view, 'r.parent', 'group', parent), eq('r.status', status)], page);
}

export async function findGroup(view: QueryContext, idOrReference: string): Promise<ShownGroup | undefined> {
  const item = await findItem<GroupView>(view, 'group', idOrReference);
  return item && (await presentGroups(view, [item]))[0];
}
