import { type CalendarDate, daysBetween, type Instant } from '#domain/kernel/calendar.js';
import { type ActionState, dueOf, ownerOf } from '../actions/state.js';
import type { DecisionState } from '../decisions/projection.js';
import type { MilestoneState } from '../milestones/projection.js';
import { type Item, itemsOf } from '../read/items.js';
import { type References, withReferences } from '../read/references.js';
import type { View } from '../read/view.js';
import { breachesOf } from '../targets/figures.js';
import type { TargetState } from '../targets/projection.js';
import type { FigureTable } from './figures.js';

/** What every line of a report's list says: the item, and the last event of it that the line stands on. */
export interface LineHead {
  readonly kind: 'action' | 'milestone' | 'target' | 'decision';
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly status: string;
  readonly programme: string | null;
  readonly owner: string | null;
  /** The last day of what was agreed (of what comes round, of what nobody has settled yet), or the day by which a decision is to be reviewed. */
  readonly due: CalendarDate | null;
  /** Days from then to the day of the report: above zero when it has passed. */
  readonly daysPast: number | null;
  /** The last event of the item: its number, position and recording. */
  readonly number: number;
  readonly position: number;
  readonly recordedAt: Instant;
}
export interface Line extends LineHead {
  /** Of a target: the periods in which its breach is open. */
  readonly breachedPeriods: readonly string[];
  /** Of a decision: its conditions that nobody has settled, as stated. */
  readonly openConditions: readonly string[];
}

type Fields = Omit<Line, 'kind' | 'id' | 'reference' | 'daysPast' | 'number' | 'position' | 'recordedAt'>;
const NOTHING = { programme: null, owner: null, due: null, breachedPeriods: [], openConditions: [] };

/** Items of one table as a report lists them, in the order of the keys. */
export async function linesOf(view: View, table: FigureTable, keys: readonly number[]): Promise<Line[]> {
  if (keys.length === 0) return [];
  const items = await itemsOf<object>(view.db, keys, view.moment);
  const events = await eventsAt(
    view,
    items.map(({ head }) => head.position),
  );
  const breached = table === 'targets' ? await openPeriods(view, keys) : new Map<number, readonly string[]>();
  return withReferences(view, items, (item, references) => {
    const { id, reference, position } = item.head;
    const fields = FIELDS[table](item as Item<never>, references, breached.get(item.key) ?? []);
    const { number, recordedAt } = events.get(position) ?? { number: 0, recordedAt: '' };
    const daysPast = fields.due === null ? null : daysBetween(fields.due, view.moment.day);
    return { kind: KINDS[table], id, reference, ...fields, daysPast, number, position, recordedAt };
  });
}

const KINDS = { actions: 'action', milestones: 'milestone', targets: 'target', decisions: 'decision' } as const;

const FIELDS = {
  actions: ({ state }: Item<ActionState>, { of, maybe }: References): Fields => ({
    ...NOTHING,
    title: state.title,
    status: state.status,
    programme: of(state.programme),
    owner: maybe(ownerOf(state)),
    due: dueOf(state),
  }),
  milestones: ({ state }: Item<MilestoneState>, { of }: References): Fields => ({
    ...NOTHING,
    title: state.title,
    status: state.status,
    programme: of(state.programme),
    due: (state.agreed ?? state.original).latest,
  }),
  targets: ({ state }: Item<TargetState>, { of }: References, breachedPeriods: readonly string[]): Fields => ({
    ...NOTHING,
    title: state.title,
    status: state.status,
    programme: of(state.programme),
    breachedPeriods,
  }),
  decisions: ({ state }: Item<DecisionState>): Fields => ({
    ...NOTHING,
    title: state.title,
    status: state.status,
    due: state.reviewBy ?? null,
    openConditions: state.conditions.filter(({ outcome }) => outcome === 'open').map(({ text }) => text),
  }),
} satisfies Record<FigureTable, (item: never, references: References, periods: readonly string[]) => Fields>;

async function eventsAt({ db }: View, positions: readonly number[]) {
  const rows = await db
    .selectFrom('audit')
    .select(['from_position', 'number', 'recorded_at'])
    .where('from_position', 'in', positions)
    .execute();
  return new Map(
    rows.map(({ from_position, number, recorded_at }) => [
      from_position,
      { number, recordedAt: new Date(recorded_at).toISOString() },
    ]),
  );
}

/** The periods of some targets whose breach is open, by the target's key. */
async function openPeriods(view: View, keys: readonly number[]) {
  const breaches = await breachesOf(view, keys);
  return new Map(
    [...breaches].map(([key, rows]) => [
      key,
      rows.filter(({ recovered }) => !recovered).map(({ period }) => String(period)),
    ]),
  );
}
