import { ACTION_STATUSES, type ActionStatus } from '#domain/index.js';
import {
  type CountedPage,
  eq,
  findItem,
  type ListDefinition,
  listItems,
  type PageRequest,
  propertiesOf,
  type QueryContext,
  refEq,
  versions,
  visibleTo,
} from '#read-store/index.js';
import { presentProgrammes, type ShownProgramme } from './programmes.present.js';
import type { ProgrammeView } from './programmes.projection.js';
import type { ProgrammeFilter } from './programmes.schema.js';

const PROGRAMMES: ListDefinition<ProgrammeView, ShownProgramme> = {
  kind: 'programme',
  table: 'programmes',
  present: presentProgrammes,
};

export function listProgrammes(
  view: QueryContext,
  filter: ProgrammeFilter,
  page: PageRequest,
): Promise<CountedPage<ShownProgramme>> {
  const conditions = [
    refEq(view, 'r.group_key', 'group', filter.group),
    refEq(view, 'r.parent', 'programme', filter.parent),
    eq('r.status', filter.status),
  ];
  return listItems(view, PROGRAMMES, conditions, page);
}

export async function findProgramme(view: QueryContext, idOrReference: string) {
  const item = await findItem<ProgrammeView>(view, 'programme', idOrReference);
  if (!item) return undefined;
  const [shown] = await presentProgrammes(view, [item]);
  return shown && { ...shown, actions: await actionsByStatus(view, item.key) };
}

async function actionsByStatus(
  { db, moment, reader }: QueryContext,
  programme: number,
): Promise<Readonly<Record<ActionStatus, number>>> {
  const rows = await db
    .selectFrom(versions('actions', moment).as('a'))
    .select(['a.status', ({ fn }) => fn.countAll<number>().as('count')])
    .where('a.programme', '=', programme)
    .where(visibleTo(reader, 'a.key'))
    .groupBy('a.status')
    .execute();
  const none = propertiesOf(ACTION_STATUSES, 0);
  return { ...none, ...Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)])) };
}
