import { is, names } from '#read-store/query/conditions.js';
import { findItem } from '#read-store/query/items.js';
import { type Listed, listItems, type PageAsked } from '#read-store/query/list.js';
import type { Page, View } from '#read-store/query/view.js';
import { presentGroups, type ShownGroup } from './present.js';
import type { GroupState } from './projection.js';

/** What a list of groups may be narrowed by; the parent by id or reference. */
export interface GroupFilter {
  readonly parent?: string;
  readonly status?: GroupState['status'];
}

const GROUPS: Listed<GroupState, ShownGroup> = { kind: 'group', table: 'groups', present: presentGroups };

/** A page of groups in the order of their references, after the cursor. */
export function listGroups(view: View, { parent, status }: GroupFilter, page: PageAsked): Promise<Page<ShownGroup>> {
  return listItems(view, GROUPS, [names(view, 'r.parent', 'group', parent), is('r.status', status)], page);
}

/** One group by id or reference, or undefined where there was none. */
export async function findGroup(view: View, idOrReference: string): Promise<ShownGroup | undefined> {
  const item = await findItem<GroupState>(view, 'group', idOrReference);
  return item && (await presentGroups(view, [item]))[0];
}
