import { eq, refEq } from '#read-store/query/conditions.js';
import { findItem } from '#read-store/query/items.js';
import { type ListDefinition, listItems, type PageRequest } from '#read-store/query/list.js';
import type { Page, QueryContext } from '#read-store/query/query-context.js';
import { presentGroups, type ShownGroup } from './groups.present.js';
import type { GroupView } from './groups.projection.js';

export interface GroupFilter {
  readonly parent?: string;
  readonly status?: GroupView['status'];
}

const GROUPS: ListDefinition<GroupView, ShownGroup> = { kind: 'group', table: 'groups', present: presentGroups };

export function listGroups(
  view: QueryContext,
  { parent, status }: GroupFilter,
  page: PageRequest,
): Promise<Page<ShownGroup>> {
  return listItems(view, GROUPS, [refEq(view, 'r.parent', 'group', parent), eq('r.status', status)], page);
}

export async function findGroup(view: QueryContext, idOrReference: string): Promise<ShownGroup | undefined> {
  const item = await findItem<GroupView>(view, 'group', idOrReference);
  return item && (await presentGroups(view, [item]))[0];
}
