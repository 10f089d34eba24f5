import type { Access } from '#domain/kernel/access.js';
import { spanOf } from '#domain/kernel/calendar.js';
import { type Recorded, unknownEvent } from '#domain/kernel/decider.js';
import type { Direction, Figure, Measurement, TargetFact, TargetKind, TrajectoryPoint } from '#domain/target/events.js';
import { accessColumns } from '../model/access.js';
import type { LedgerEvent } from '../model/events.js';
import { facet, type Keyed, type Projection } from '../model/projection.js';
import { breaches, measurements, targets } from '../model/tables.js';

/** A target as pages show it, without its figures; `title` is what it measures. */
export interface TargetState {
  readonly reference: string;
  readonly title: string;
  readonly access: Access;
  readonly programme: string;
  readonly unit: string;
  readonly direction: Direction;
  readonly kind: TargetKind;
  readonly accumulates: boolean;
  readonly baseline?: { readonly period: string; readonly value: Figure };
  readonly trajectory: readonly TrajectoryPoint[];
  readonly status: 'active' | 'suspended' | 'withdrawn';
  readonly forecast?: { readonly period: string; readonly value: Figure; readonly narrative?: string };
}

/** A period's figure: the one that stands, the first one where it was corrected, and why. */
export type MeasurementRow = Omit<Measurement, 'access'> & {
  readonly first?: Omit<Measurement, 'access' | 'period'>;
  readonly reason?: string;
};
export type BreachRow = Omit<Extract<TargetFact, { type: 'TargetBreached' }>['data'], 'period'> & {
  readonly recovered?: { readonly cause: string; readonly answersTo?: string };
};
type Event = Recorded<TargetFact> & LedgerEvent;

export const targetProjection: Projection<TargetState, Event> = {
  name: 'targets',
  kind: 'target',
  version: 1,
  evolve,
  facets: [
    facet(targets, ({ programme, status, kind, direction }, { key }) => ({
      programme: key('programme', programme),
      status,
      target_kind: kind,
      direction,
    })),
  ],
  keyed: [measurementRows(), breachRows()],
};

function evolve(state: TargetState | undefined, event: Event): TargetState {
  if (event.type === 'TargetSet') {
    const { measure, ...data } = event.data;
    return { ...data, title: measure, status: 'active' };
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
      return { ...state, forecast: event.data };
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

const lastDay = (period: string) => spanOf(period)?.last ?? period;

function measurementRows(): Keyed<Event> {
  return {
    table: measurements,
    touches: (event) =>
      event.type === 'TargetMeasured' || event.type === 'TargetMeasurementCorrected' ? event.data.period : undefined,
    evolve: (before, event) => measured(before as MeasurementRow | undefined, event),
    columns: (_after, event, keys) => {
      const { period, access } = event.data as Measurement;
      return { ends_on: lastDay(period), ...accessColumns(access, keys) };
    },
  };
}

function measured(before: MeasurementRow | undefined, event: Event): MeasurementRow {
  const { access, ...figure } = event.data as Measurement & { reason?: string };
  if (!before) return figure;
  const { first, reason, period, ...standing } = before;
  return { ...figure, first: first ?? standing };
}

function breachRows(): Keyed<Event> {
  return {
    table: breaches,
    touches: (event) =>
      event.type === 'TargetBreached' || event.type === 'TargetRecovered' ? event.data.period : undefined,
    evolve: (before, event) => {
      const { period, ...data } = event.data as { period: string; cause: string; answersTo?: string };
      return event.type === 'TargetBreached' ? data : { ...before, recovered: data };
    },
    columns: (_after, event) => ({
      ends_on: lastDay((event.data as { period: string }).period),
      status: event.type === 'TargetBreached' ? 'open' : 'recovered',
    }),
  };
}
