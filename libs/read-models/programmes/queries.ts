import { STATUSES } from '#domain/action/state.js';
import { is, names } from '#read-store/query/conditions.js';
import { findItem } from '#read-store/query/items.js';
import { type Listed, listItems, type PageAsked } from '#read-store/query/list.js';
import { versions } from '#read-store/query/versions.js';
import type { Page, View } from '#read-store/query/view.js';
import { visibleTo } from '#read-store/query/visible.js';
import { presentProgrammes, type ShownProgramme } from './present.js';
import type { ProgrammeState } from './projection.js';

/** What a list of programmes may be narrowed by; items by id or reference. */
export interface ProgrammeFilter {
  readonly group?: string;
  readonly parent?: string;
  readonly status?: ProgrammeState['status'];
}

const PROGRAMMES: Listed<ProgrammeState, ShownProgramme> = {
  kind: 'programme',
  table: 'programmes',
  present: presentProgrammes,
};

/** A page of programmes in the order of their references, after the cursor. */
export function listProgrammes(view: View, filter: ProgrammeFilter, page: PageAsked): Promise<Page<ShownProgramme>> {
  const conditions = [
    names(view, 'r.group_key', 'group', filter.group),
    names(view, 'r.parent', 'programme', filter.parent),
    is('r.status', filter.status),
  ];
  return listItems(view, PROGRAMMES, conditions, page);
}

/** One programme with the number of its actions in each status; undefined where there was none. */
export async function findProgramme(view: View, idOrReference: string) {
  const item = await findItem<ProgrammeState>(view, 'programme', idOrReference);
  if (!item) return undefined;
  const [shown] = await presentProgrammes(view, [item]);
  return shown && { ...shown, actions: await actionsByStatus(view, item.key) };
}

/** Of the actions that belong to it and that the reader may see. */
async function actionsByStatus({ db, moment, reader }: View, programme: number): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom(versions('actions', moment).as('a'))
    .select(['a.status', ({ fn }) => fn.countAll<number>().as('count')])
    .where('a.programme', '=', programme)
    .where(visibleTo(reader, 'a.key'))
    .groupBy('a.status')
    .execute();
  const counts = new Map(rows.map(({ status, count }) => [status, Number(count)]));
  return Object.fromEntries(STATUSES.map((status) => [status, counts.get(status) ?? 0]));
}
