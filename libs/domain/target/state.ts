import type { Access } from '../kernel/access.js';
import type { OccurredAt, Period } from '../kernel/calendar.js';
import { type Recorded, unknownEvent, verbsOf } from '../kernel/decider.js';
import type {
  Baseline,
  BreachCause,
  Direction,
  Forecast,
  Measurement,
  Recalculation,
  TargetFact,
  TargetKind,
  TrajectoryPoint,
} from './events.js';
import { keyOf } from './periods.js';

export const TARGET_STATUSES = ['active', 'suspended', 'withdrawn'] as const;
export type TargetStatus = (typeof TARGET_STATUSES)[number];

export interface TargetPromise {
  readonly unit: string;
  readonly direction: Direction;
  readonly kind: TargetKind;
  readonly accumulates: boolean;
  readonly baseline?: Baseline;
  readonly trajectory: readonly TrajectoryPoint[];
}

export interface Measured extends Measurement {
  readonly trueAt: OccurredAt;
}

export interface BreachState {
  readonly period: Period;
  readonly cause: BreachCause;
  readonly endedIn?: Period;
}

export interface Report {
  readonly period: Period;
  readonly cases?: number;
  readonly narrative?: string;
}

export interface TargetState extends TargetPromise {
  readonly reference: string;
  readonly programme: string;
  readonly measure: string;
  readonly access: Access;
  readonly status: TargetStatus;
  readonly setAt: OccurredAt;
  readonly revision: number;
  readonly measurements: Readonly<Record<string, Measured>>;
  readonly reports: Readonly<Record<string, Report>>;
  readonly breaches: Readonly<Record<string, BreachState>>;
  readonly forecasts: Readonly<Record<string, Forecast>>;
  readonly recalculations: Readonly<Record<string, Recalculation>>;
}

export function evolve(state: TargetState | undefined, event: Recorded<TargetFact>): TargetState {
  if (event.type === 'TargetSet') return begun(event);
  if (!state) throw new Error(`${event.stream} begins with ${event.type}, not with TargetSet.`);
  return { ...state, ...change(state, event), revision: event.revision };
}

type Later = Exclude<Recorded<TargetFact>, { type: 'TargetSet' }>;

function begun({ data, metadata, revision }: Recorded<Extract<TargetFact, { type: 'TargetSet' }>>): TargetState {
  return {
    ...data,
    status: 'active',
    setAt: metadata.occurredAt,
    revision,
    measurements: {},
    reports: {},
    breaches: {},
    forecasts: {},
    recalculations: {},
  };
}

function change(state: TargetState, event: Later): Partial<TargetState> {
  switch (event.type) {
    case 'TargetTrajectorySet':
      return { trajectory: event.data.trajectory };
    case 'TargetMeasured':
      return withMeasured(state, { ...event.data, trueAt: event.metadata.occurredAt });
    case 'TargetMeasurementCorrected': {
      const { before, reason, ...measurement } = event.data;
      return withMeasured(state, { ...measurement, trueAt: event.metadata.occurredAt });
    }
    case 'TargetBreached': {
      const { period, cause } = event.data;
      const breaches = { ...state.breaches, [keyOf(period)]: { period, cause } };
      return cause === 'report' ? { breaches, ...withReport(state, event.data) } : { breaches };
    }
    case 'TargetRecovered':
      return { breaches: { ...state.breaches, ...ended(state, event.data.ends, event.data.period) } };
    case 'TargetForecast':
      return { forecasts: { ...state.forecasts, [keyOf(event.data.period)]: event.data } };
    case 'TargetLimitsRecalculated':
      return { recalculations: { ...state.recalculations, [keyOf(event.data.from)]: event.data } };
    case 'TargetSuspended':
      return { status: 'suspended' };
    case 'TargetResumed':
      return { status: 'active' };
    case 'TargetWithdrawn':
      return { status: 'withdrawn' };
    case 'TargetCorrected':
      return corrected(event.data.field, event.data.value);
    default:
      return unknownEvent(event);
  }
}

export function withMeasured({ measurements }: TargetState, measured: Measured): Pick<TargetState, 'measurements'> {
  return { measurements: { ...measurements, [keyOf(measured.period)]: measured } };
}

export function withReport(
  { reports }: TargetState,
  { period, cases, narrative }: Report,
): Pick<TargetState, 'reports'> {
  return { reports: { ...reports, [keyOf(period)]: { period, cases, narrative } } };
}

export function corrected(field: string, value: unknown): Partial<TargetState> {
  return { [field]: value ?? undefined };
}

function ended({ breaches }: TargetState, ends: readonly Period[], endedIn: Period): Record<string, BreachState> {
  return Object.fromEntries(
    ends.map((period) => {
      const { cause = 'measurement' } = breaches[keyOf(period)] ?? {};
      return [keyOf(period), { period, cause, endedIn }];
    }),
  );
}

/** Writes a verb of targets with its command's type inferred from `body`. */
export const targetVerb = verbsOf<TargetState, TargetFact>();
