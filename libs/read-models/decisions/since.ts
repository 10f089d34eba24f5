import type { Affected } from '#domain/decision/events.js';
import { type Item, itemsOf } from '#read-store/query/items.js';
import { type References, withReferences } from '#read-store/query/references.js';
import type { View } from '#read-store/query/view.js';
import { visibleTo } from '#read-store/query/visible.js';
import type { Promised } from '#read-store/tables/timescales.js';
import { type ActionState, agreedOf, ownerOf } from '../actions/state.js';
import type { MilestoneState } from '../milestones/projection.js';
import type { ProgrammeState } from '../programmes/projection.js';
import { breachesOf, measurementsOf } from '../targets/figures.js';
import { presentFigure } from '../targets/present.js';
import type { BreachRow, MeasurementRow, TargetState } from '../targets/projection.js';
import type { DecisionState } from './projection.js';

type Kind = Affected['kind'];
/** What a decision may change in an item, field by field. */
export type Facts = Readonly<Record<string, unknown>>;

/** Some items as of one moment: their state, and for targets their figures and breaches. */
export interface Then {
  readonly items: ReadonlyMap<number, Item<{ readonly title?: string; readonly status: string }>>;
  readonly measurements: ReadonlyMap<number, readonly MeasurementRow[]>;
  readonly breaches: ReadonlyMap<number, readonly BreachRow[]>;
}

/**
 * What a decision affects and what has happened to each since it was recorded: the fields that stood otherwise then
 * than at the moment asked about, `before` null where the item did not exist yet. Items hidden from the reader are
 * left out.
 */
export async function affectedSince(view: View, { key, state }: Item<DecisionState>) {
  const rows = await affectedBy(view, state);
  if (rows.length === 0) return [];
  const keys = rows.map((item) => item.key);
  const then = await standing(await atRecording(view, key), keys);
  const now = await standing(view, keys);
  return withReferences(view, rows, ({ key: item, id, reference, kind, as }, references) => {
    const stands = now.items.get(item)?.state;
    return {
      reference: reference ?? id,
      kind,
      as,
      title: stands?.title ?? null,
      status: stands?.status ?? null,
      since: changes(factsOf(then, item, kind, references), factsOf(now, item, kind, references)),
    };
  });
}

/** What a decision affects, by its key, without what is hidden from the reader. */
export async function affectedBy({ db, reader }: View, { affects }: Pick<DecisionState, 'affects'>) {
  const ids = affects.map(({ id }) => id);
  if (ids.length === 0) return [];
  const affected = await db
    .selectFrom('items')
    .select(['key', 'id', 'reference'])
    .where('id', 'in', ids)
    .where(visibleTo(reader, 'items.key'))
    .execute();
  return affects.flatMap((each) => {
    const item = affected.find(({ id }) => id === each.id);
    return item ? [{ ...each, ...item }] : [];
  });
}

/** The view that one had when the decision was recorded. */
async function atRecording(view: View, key: number): Promise<View> {
  const { position } = await view.db
    .selectFrom('audit')
    .select('from_position as position')
    .where('key', '=', key)
    .orderBy('number')
    .limit(1)
    .executeTakeFirstOrThrow();
  const { moment } = view;
  return { ...view, moment: { ...moment, live: false, asOf: { ...moment.asOf, position } } };
}

/** How some items stood at the moment of a view. */
export async function standing(view: View, keys: readonly number[]): Promise<Then> {
  const items = await itemsOf<{ title?: string; status: string }>(view.db, keys, view.moment);
  return {
    items: new Map(items.map((item) => [item.key, item])),
    measurements: await measurementsOf(view, keys),
    breaches: await breachesOf(view, keys),
  };
}

function changes(before: Facts, after: Facts) {
  return Object.keys({ ...before, ...after })
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

/** What of an item a decision may change, as it then stood; nothing where it was not yet. */
export function factsOf(then: Then, key: number, kind: Kind, references: References): Facts {
  const state = then.items.get(key)?.state;
  if (!state) return {};
  return { title: state.title, status: state.status, ...factsOfKind(state, kind, references, then, key) };
}

function factsOfKind(state: object, kind: Kind, { of, maybe }: References, then: Then, key: number): Facts {
  switch (kind) {
    case 'action': {
      const action = state as ActionState;
      const { programme, forecast, rating, reviewOn } = action;
      const dates = { timescale: dateOf(agreedOf(action)), forecast: dateOf(forecast), reviewOn };
      return { programme: of(programme), owner: maybe(ownerOf(action)), rating: rating?.rating, ...dates };
    }
    case 'milestone': {
      const { agreed, original, forecast, metOn } = state as MilestoneState;
      return { due: dateOf(agreed ?? original), forecast: dateOf(forecast), metOn };
    }
    case 'target': {
      const latest = then.measurements.get(key)?.at(-1);
      const open = then.breaches.get(key)?.filter(({ recovered }) => !recovered) ?? [];
      return {
        trajectory: (state as TargetState).trajectory,
        latest: latest && { period: latest.period, ...presentFigure(latest) },
        openBreaches: open.map(({ period }) => period),
      };
    }
    case 'decision': {
      const { conditions, reviewBy } = state as DecisionState;
      return { conditions: conditions.map(({ number, outcome }) => ({ number, outcome })), reviewBy };
    }
    case 'programme':
      return { group: maybe((state as ProgrammeState).group) };
  }
}

/** A date as a change shows it: the words and the last day that they promise. */
function dateOf(promised: Promised | undefined) {
  return promised && { text: promised.text, latest: promised.latest };
}
