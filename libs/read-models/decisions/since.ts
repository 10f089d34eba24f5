import { type Affected, agreedOf } from '#domain/index.js';
import {
  type Item,
  itemsOf,
  type Promised,
  type QueryContext,
  type ReferenceNames,
  visibleTo,
  withReferences,
} from '#read-store/index.js';
import { type ActionView, ownerOf } from '../actions/action.view.js';
import type { MilestoneView } from '../milestones/milestones.projection.js';
import type { ProgrammeView } from '../programmes/programmes.projection.js';
import { breachesOf, measurementsOf } from '../targets/figures.js';
import { presentFigure } from '../targets/targets.present.js';
import type { BreachRow, MeasurementRow, TargetView } from '../targets/targets.projection.js';
import type { DecisionView } from './decisions.projection.js';

type Kind = Affected['kind'];
export type FieldValues = Readonly<Record<string, unknown>>;

export interface ItemStates {
  readonly items: ReadonlyMap<number, Item<{ readonly title?: string; readonly status: string }>>;
  readonly measurements: ReadonlyMap<number, readonly MeasurementRow[]>;
  readonly breaches: ReadonlyMap<number, readonly BreachRow[]>;
}

/** Compares fields at recording with now; `before` is null for items created later. Hidden items are left out. */
export async function affectedSince(view: QueryContext, { key, state }: Item<DecisionView>) {
  const rows = await affectedBy(view, state);
  if (rows.length === 0) return [];
  const keys = rows.map((item) => item.key);
  const then = await itemStatesAt(await contextAtRecording(view, key), keys);
  const now = await itemStatesAt(view, keys);
  return withReferences(view, rows, ({ key: item, id, reference, kind, as }, references) => {
    const currentState = now.items.get(item)?.state;
    return {
      reference: reference ?? id,
      kind,
      as,
      title: currentState?.title ?? null,
      status: currentState?.status ?? null,
      since: changes(fieldValuesOf(then, item, kind, references), fieldValuesOf(now, item, kind, references)),
    };
  });
}

export async function affectedBy({ db, reader }: QueryContext, { affects }: Pick<DecisionView, 'affects'>) {
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

async function contextAtRecording(view: QueryContext, key: number): Promise<QueryContext> {
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

export async function itemStatesAt(view: QueryContext, keys: readonly number[]): Promise<ItemStates> {
  const items = await itemsOf<{ title?: string; status: string }>(view.db, keys, view.moment);
  return {
    items: new Map(items.map((item) => [item.key, item])),
    measurements: await measurementsOf(view, keys),
    breaches: await breachesOf(view, keys),
  };
}

function changes(before: FieldValues, after: FieldValues) {
  return Object.keys({ ...before, ...after })
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

export function fieldValuesOf(then: ItemStates, key: number, kind: Kind, references: ReferenceNames): FieldValues {
  const state = then.items.get(key)?.state;
  if (!state) return {};
  return { title: state.title, status: state.status, ...fieldValuesByKind(state, kind, references, then, key) };
}

function fieldValuesByKind(
  state: object,
  kind: Kind,
  { of, maybe }: ReferenceNames,
  then: ItemStates,
  key: number,
): FieldValues {
  switch (kind) {
    case 'action': {
      const action = state as ActionView;
      const { programme, forecast, rating, reviewOn } = action;
      const dates = { timescale: dateOf(agreedOf(action)), forecast: dateOf(forecast), reviewOn };
      return { programme: of(programme), owner: maybe(ownerOf(action)), rating: rating?.rating, ...dates };
    }
    case 'milestone': {
      const { revised, original, forecast, metOn } = state as MilestoneView;
      return { due: dateOf(revised ?? original), forecast: dateOf(forecast), metOn };
    }
    case 'target': {
      const latest = then.measurements.get(key)?.at(-1);
      const open = then.breaches.get(key)?.filter(({ recovered }) => !recovered) ?? [];
      return {
        trajectory: (state as TargetView).trajectory,
        latest: latest && { period: latest.period, ...presentFigure(latest) },
        openBreaches: open.map(({ period }) => period),
      };
    }
    case 'decision': {
      const { conditions, reviewBy } = state as DecisionView;
      return { conditions: conditions.map(({ number, outcome }) => ({ number, outcome })), reviewBy };
    }
    case 'programme':
      return { group: maybe((state as ProgrammeView).group) };
  }
}

function dateOf(promised: Promised | undefined) {
  return promised && { text: promised.text, latest: promised.latest };
}
