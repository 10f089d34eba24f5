import { eq, refEq } from '#read-store/query/conditions.js';
import { findItem } from '#read-store/query/items.js';
import { type ListDefinition, listItems, type PageRequest } from '#read-store/query/list.js';
import type { Page, QueryContext } from '#read-store/query/query-context.js';
import { presentGroups, type ShownGroup } from './groups.present.js';
import type { GroupView } from './groups.projection.js';

/** What a list of groups may be narrowed by; the parent by id or reference. */
export interface GroupFilter {
  readonly parent?: string;
  readonly status?: GroupView['status'];
}

const GROUPS: ListDefinition<GroupView, ShownGroup> = { kind: 'group', table: 'groups', present: presentGroups };

/** A page of groups in the order of their references, after the cursor. */
export function listGroups(
  view: QueryContext,
  { parent, status }: GroupFilter,
  page: PageRequest,
): Promise<Page<ShownGroup>> {
  return listItems(view, GROUPS, [refEq(view, 'r.parent', 'group', parent), eq('r.status', status)], page);
}

/** One group by id or reference, or undefined where there was none. */
export async function findGroup(view: QueryContext, idOrReference: string): Promise<ShownGroup | undefined> {
  const item = await findItem<GroupView>(view, 'group', idOrReference);
  return item && (await presentGroups(view, [item]))[0];
}
