import {
  type Access,
  type Baseline,
  type Breach,
  type Direction,
  type Forecast,
  type Measurement,
  omitUndefined,
  type Period,
  type Recalculation,
  type Recorded,
  type Recovery,
  spanOf,
  type TargetFact,
  type TargetKind,
  type TrajectoryPoint,
  unknownEvent,
} from '#domain/index.js';
import {
  accessColumns,
  breaches,
  type ChildTable,
  indexRow,
  type LedgerEvent,
  measurements,
  ordered,
  type Projection,
  targets,
} from '#read-store/index.js';
import { passagesOf } from '../passages/passages.projection.js';
import { VERSIONS } from '../versions/versions.js';

export interface TargetView {
  readonly reference: string;
  readonly title: string;
  readonly access: Access;
  readonly programme: string;
  readonly unit: string;
  readonly direction: Direction;
  readonly kind: TargetKind;
  readonly accumulates: boolean;
  readonly baseline?: Baseline;
  readonly trajectory: readonly TrajectoryPoint[];
  readonly status: 'active' | 'suspended' | 'withdrawn';
  readonly forecasts: readonly Forecast[];
  /** Points after which the control limits are calculated anew. */
  readonly recalculations: readonly Recalculation[];
}

export type MeasurementRow = Omit<Measurement, 'access'> & {
  readonly first?: Omit<Measurement, 'access'>;
  readonly reason?: string;
};
export type BreachRow = Breach & { readonly recovered?: Omit<Recovery, 'ends'> };
type Event = Recorded<TargetFact> & LedgerEvent;

const TARGET_FIELDS = ['programme', 'status', 'kind', 'direction', 'trajectory'] as const;

export const targetProjection: Projection<TargetView, Event> = {
  name: 'targets',
  kind: 'target',
  version: VERSIONS.targets,
  evolve,
  passages: passagesOf,
  indexes: [
    indexRow(targets, TARGET_FIELDS, ({ programme, status, kind, direction, trajectory }, { key }) => ({
      programme: key('programme', programme),
      status,
      target_kind: kind,
      direction,
      points: JSON.stringify(trajectory.map(({ period }) => period)),
    })),
  ],
  children: [measurementRows(), breachRows()],
};

function evolve(state: TargetView | undefined, event: Event): TargetView {
  if (event.type === 'TargetSet') {
    const { measure, ...data } = event.data;
    return { ...data, title: measure, status: 'active', forecasts: [], recalculations: [] };
  }
  if (!state) throw new Error(`${event.stream} begins with ${event.type}, not with TargetSet.`);
  switch (event.type) {
    case 'TargetTrajectorySet':
      return { ...state, trajectory: event.data.trajectory };
    case 'TargetMeasured':
    case 'TargetMeasurementCorrected':
    case 'TargetBreached':
    case 'TargetRecovered':
      return state;
    case 'TargetForecast':
      return { ...state, forecasts: [...state.forecasts.filter(otherThan(event.data)), event.data] };
    case 'TargetLimitsRecalculated': {
      const others = state.recalculations.filter(({ from }) => rowKeyOf(from) !== rowKeyOf(event.data.from));
      return { ...state, recalculations: [...others, event.data] };
    }
    case 'TargetSuspended':
      return { ...state, status: 'suspended' };
    case 'TargetResumed':
      return { ...state, status: 'active' };
    case 'TargetWithdrawn':
      return { ...state, status: 'withdrawn' };
    case 'TargetCorrected': {
      const { field, value } = event.data;
      return { ...state, [field === 'measure' ? 'title' : field]: value ?? undefined };
    }
    default:
      return unknownEvent(event);
  }
}

/** Keyed by dates, so that periods of the same days share a row under any label; keys sort by date. */
export function rowKeyOf(period: Period): string {
  const span = spanOf(period);
  return span ? `${span.first}..${span.last}` : period;
}
const lastDay = (period: Period) => spanOf(period)?.last ?? period;
const otherThan = (one: { period: Period }) => (other: { period: Period }) =>
  rowKeyOf(one.period) !== rowKeyOf(other.period);

/** A reported narrative must survive when a measurement for the period arrives later. */
function reportedDetails(reported: BreachRow | undefined): Pick<Breach, 'cases' | 'narrative'> {
  return omitUndefined({ cases: reported?.cases, narrative: reported?.narrative });
}

function measurementRows(): ChildTable<Event> {
  return {
    table: measurements,
    touches: (event) =>
      event.type === 'TargetMeasured' || event.type === 'TargetMeasurementCorrected'
        ? [rowKeyOf(event.data.period)]
        : [],
    evolve: (before, event) => measured(before as MeasurementRow | undefined, event),
    columns: (_after, event, keys) => {
      const { period, access } = event.data as Measurement;
      return { ends_on: lastDay(period), ...accessColumns(access, keys) };
    },
  };
}

function measured(standing: MeasurementRow | undefined, event: Event): MeasurementRow {
  const { access, before, ...figure } = event.data as Measurement & { before?: Measurement; reason?: string };
  if (!standing) return figure;
  const { first, reason, ...replaced } = standing;
  return { ...figure, first: first ?? ordered(replaced) };
}

function breachRows(): ChildTable<Event> {
  return {
    table: breaches,
    touches: (event) => {
      if (event.type === 'TargetBreached') return [rowKeyOf(event.data.period)];
      return event.type === 'TargetRecovered' ? event.data.ends.map(rowKeyOf) : [];
    },
    evolve: (before, event) => {
      if (event.type === 'TargetBreached')
        return { ...reportedDetails(before as BreachRow | undefined), ...event.data };
      const { ends, ...recovered } = event.data as Recovery;
      if (!before)
        throw new Error(
          `Cannot apply TargetRecovered of ${recovered.period} in ${event.stream}: the read model has no such breach.`,
        );
      return { ...before, recovered };
    },
    columns: (after) => {
      const { period, recovered } = after as BreachRow;
      return { ends_on: lastDay(period), status: recovered ? 'recovered' : 'open' };
    },
  };
}
