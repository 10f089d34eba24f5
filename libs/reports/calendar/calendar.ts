import { addDays, agreedOf, type Kind } from '#domain/index.js';
import {
  type ActionView,
  type DecisionView,
  type MeetingView,
  type MilestoneView,
  ownerOf,
  scopeOf,
} from '#read-models/index.js';
import {
  type AnswerOf,
  cursorAfter,
  type Item,
  itemsOf,
  type PageRequest,
  type QueryContext,
  type ReferenceNames,
  sortValues,
  versions,
  withReferences,
} from '#read-store/index.js';
import { calendarDates, type DatedRow, placeOf } from './dates.js';
import type { CALENDAR, CALENDAR_DATE, CalendarQuery } from './schema.js';

/** How long what has passed stays in a calendar. */
const DAYS_BACK = 366;
const DAYS_AHEAD = 3650;

type Shown = AnswerOf<typeof CALENDAR_DATE>;
/** A date with ids for what a reader may not be shown by its reference. */
type Told = Omit<Shown, 'programme' | 'group' | 'lead' | 'recordedAt'> & {
  readonly programme: string | undefined;
  readonly group: string | undefined;
  readonly owner: string | undefined;
};

/** Every dated promise, review and meeting, from a year back. Errors: those of `scopeOf`. */
export async function listCalendar(
  view: QueryContext,
  { days = DAYS_AHEAD, owner, ...covered }: CalendarQuery,
  { limit, cursor }: PageRequest,
): Promise<AnswerOf<typeof CALENDAR>> {
  const { asOf, day } = view.moment;
  const scope = await scopeOf(view, covered);
  const after = cursor ? String(sortValues(cursor, ['string'])[0]) : '';
  const window = { from: addDays(day, -DAYS_BACK), to: addDays(day, days) };
  const left = await calendarDates(view, { scope, owner }, window, { after, limit: limit + 1 });
  const page = left.slice(0, limit);
  const last = left.length > limit ? page.at(-1) : undefined;
  return {
    items: await present(view, await tellAll(view, page)),
    nextCursor: last ? cursorAfter(view.moment, [placeOf(last)]) : null,
    asOf,
  };
}

const TELL = {
  actions: (item: Item<ActionView>, row: DatedRow): Told => {
    const { title, status, forecast, programme } = item.state;
    const state = row.what === 'occurrence' ? occurrenceState(item.state, row) : actionState(status, row.what);
    const promise = row.what === 'due' || row.what === 'occurrence' ? promiseOf(item.state) : NO_PROMISE;
    const of = { title, status, state, forecast: forecast ?? null, programme };
    return { ...headOf('action', item, row), ...of, ...promise, owner: ownerOf(item.state) };
  },
  milestones: (item: Item<MilestoneView>, row: DatedRow): Told => {
    const { title, status, forecast, programme } = item.state;
    const state = ({ pending: 'open', met: 'done', missed: 'missed', withdrawn: 'cancelled' } as const)[status];
    const of = { title, status, state, forecast: forecast ?? null, programme };
    return { ...headOf('milestone', item, row), ...of, ...promiseOf(item.state) };
  },
  decisions: (item: Item<DecisionView>, row: DatedRow): Told => {
    const { title, status } = item.state;
    return { ...headOf('decision', item, row), title, status, state: 'open', forecast: null, ...NO_PROMISE };
  },
  meetings: (item: Item<MeetingView>, row: DatedRow): Told => {
    const { title = null, status, startsAt, group } = item.state;
    const state = status === 'cancelled' ? 'cancelled' : status === 'scheduled' ? 'open' : 'done';
    return { ...headOf('meeting', item, row), title, status, state, startsAt, group, forecast: null, ...NO_PROMISE };
  },
};

function headOf<K extends Kind>(kind: K, { head }: Item<unknown>, { reference, what, on }: DatedRow) {
  const { id, revision, position } = head;
  const none = { startsAt: null, programme: undefined, group: undefined, owner: undefined };
  return { id, kind, reference, what, on, revision, position, ...none };
}

const NO_PROMISE = { timescale: null, first: null };

function promiseOf(state: Pick<ActionView, 'original' | 'revised'>): Pick<Told, 'timescale' | 'first'> {
  const agreed = agreedOf(state) ?? null;
  const isMoved = state.original !== undefined && state.original.text !== agreed?.text;
  return { timescale: agreed, first: isMoved ? (state.original?.text ?? null) : null };
}

function actionState(status: ActionView['status'], what: DatedRow['what']): Shown['state'] {
  if (status === 'withdrawn') return 'cancelled';
  return what === 'due' && (status === 'complete' || status === 'verified') ? 'done' : 'open';
}

function occurrenceState({ status, occurrences }: ActionView, { on }: DatedRow): Shown['state'] {
  const settled = occurrences.find(({ due }) => due === on);
  if (settled) return settled.outcome === 'completed' ? 'done' : 'missed';
  return status === 'withdrawn' ? 'cancelled' : 'open';
}

async function tellAll(view: QueryContext, page: readonly DatedRow[]): Promise<readonly Told[]> {
  const told = new Map<string, Told>();
  const tellThose = async <State>(table: DatedRow['table'], tell: (item: Item<State>, row: DatedRow) => Told) => {
    const rows = page.filter((row) => row.table === table);
    const items = await itemsOf<State>(view.db, [...new Set(rows.map(({ key }) => key))], view.moment);
    const byKey = new Map(items.map((item) => [item.key, item]));
    for (const row of rows) {
      const item = byKey.get(row.key);
      if (item) told.set(placeOf(row), tell(item, row));
    }
  };
  await tellThose('actions', TELL.actions);
  await tellThose('milestones', TELL.milestones);
  await tellThose('decisions', TELL.decisions);
  await tellThose('meetings', TELL.meetings);
  return page.flatMap((row) => told.get(placeOf(row)) ?? []);
}

async function present(view: QueryContext, dates: readonly Told[]): Promise<Shown[]> {
  const [clocks, leads] = await Promise.all([
    recordedAt(
      view,
      dates.map(({ position }) => position),
    ),
    titlesOf(
      view,
      dates.flatMap(({ owner }) => owner ?? []),
    ),
  ]);
  const show = ({ programme, group, owner, ...date }: Told, { maybe }: ReferenceNames): Shown => ({
    ...date,
    programme: maybe(programme),
    group: maybe(group),
    lead: (owner !== undefined && leads.get(owner)) || null,
    recordedAt: clocks.get(date.position) ?? EPOCH,
  });
  return withReferences(view, dates, show);
}

const EPOCH = new Date(0).toISOString();

async function recordedAt({ db }: QueryContext, positions: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (positions.length === 0) return new Map();
  const found = db.selectFrom('audit').select(['from_position', 'recorded_at']);
  const rows = await found.where('from_position', 'in', [...new Set(positions)]).execute();
  return new Map(rows.map((row) => [row.from_position, new Date(row.recorded_at).toISOString()]));
}

/** Names of posts and organisations by id; those of persons are kept elsewhere. */
async function titlesOf(
  { db, moment }: QueryContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('items as i')
    .innerJoin(versions('texts', moment).as('t'), 't.key', 'i.key')
    .select(['i.id', 't.title'])
    .where('i.id', 'in', [...new Set(ids)])
    .where('i.kind', '=', 'party')
    .execute();
  return new Map(rows.map(({ id, title }) => [id, title]));
}
