import type { CalendarDate } from '#domain/kernel/calendar.js';
import type { MilestoneStatus } from '#domain/milestone/state.js';
import { sql } from '#platform/kysely.js';
import { given, is, mentions, names } from '../read/conditions.js';
import { findItem } from '../read/items.js';
import { type Listed, listItems, type PageAsked } from '../read/list.js';
import { keyNamed } from '../read/references.js';
import { versions } from '../read/versions.js';
import type { Page, View } from '../read/view.js';
import { visibleTo } from '../read/visible.js';
import { presentMilestones, type ShownMilestone } from './present.js';
import type { MilestoneState } from './projection.js';

/** What a list of milestones may be narrowed by; items by id or reference, `q` words of the title or reference. */
export interface MilestoneFilter {
  readonly programme?: string;
  readonly action?: string;
  readonly status?: MilestoneStatus;
  /** The party that leads the action that they belong to. */
  readonly owner?: string;
  /** Milestones whose agreed date ends before this day. */
  readonly dueBefore?: CalendarDate;
  readonly q?: string;
}

const MILESTONES: Listed<MilestoneState, ShownMilestone> = {
  kind: 'milestone',
  table: 'milestones',
  present: presentMilestones,
};

/** A page of milestones in the order of their references, after the cursor. */
export function listMilestones(view: View, filter: MilestoneFilter, page: PageAsked): Promise<Page<ShownMilestone>> {
  const conditions = [
    names(view, 'r.programme', 'programme', filter.programme),
    names(view, 'r.action', 'action', filter.action),
    is('r.status', filter.status),
    given(filter.owner, (owner) => ownedBy(view, owner)),
    given(filter.dueBefore, (day) => sql<boolean>`r.latest < ${day}`),
    mentions(view, filter.q),
  ];
  return listItems(view, MILESTONES, conditions, page);
}

/** One milestone by id or reference, or undefined where there was none that the reader may see. */
export async function findMilestone(view: View, idOrReference: string): Promise<ShownMilestone | undefined> {
  const item = await findItem<MilestoneState>(view, 'milestone', idOrReference);
  return item && (await presentMilestones(view, [item]))[0];
}

function ownedBy(view: View, owner: string) {
  return sql<boolean>`r.action in (select a.key from ${versions('actions', view.moment)} as a
    where a.owner = ${keyNamed(view, 'party', owner)} and ${visibleTo(view.reader, 'a.key')})`;
}
