import type { Access } from '../kernel/access.js';
import type { CalendarDate, Period } from '../kernel/calendar.js';
import type { Fact } from '../kernel/decider.js';
import type { Figure } from '../kernel/figures.js';

export type { Figure };

export const TARGET_KINDS = ['standard', 'trajectory', 'ambition'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];
export const DIRECTIONS = ['at-least', 'above', 'at-most', 'below', 'reduce-by', 'increase-by'] as const;
export type Direction = (typeof DIRECTIONS)[number];
export const QUALIFIERS = ['about', 'over', 'under', 'rounded'] as const;
export type Qualifier = (typeof QUALIFIERS)[number];

export interface Baseline {
  readonly period: Period;
  readonly value: Figure;
}

export interface TrajectoryPoint {
  readonly period: Period;
  readonly value: Figure;
  /** "subject to wave 2 funding" */
  readonly condition?: string;
}

/** What was measured for a period; a ratio is kept as its two parts. */
export interface Measurement {
  readonly period: Period;
  readonly value?: Figure;
  readonly numerator?: Figure;
  readonly denominator?: Figure;
  readonly qualifier?: Qualifier;
  readonly low?: Figure;
  readonly high?: Figure;
  readonly status: 'provisional' | 'final';
  readonly source?: string;
  readonly reportedOn?: CalendarDate;
  readonly access: Access;
}

/** What made a period be judged: a figure, a correction, a changed path, or somebody's word. */
export type BreachCause = 'measurement' | 'correction' | 'trajectory' | 'report';

/** A period that missed its point; `expected` and `actual` are absent where it was reported without a figure. */
export interface Breach {
  readonly period: Period;
  readonly cause: BreachCause;
  /** The point as written; the percentage of change for a year-on-year direction. */
  readonly expected?: Figure;
  /** The condition that the point stands under. */
  readonly condition?: string;
  /** The figure that was judged, or the sum where a target accumulates, as text. */
  readonly actual?: string;
  /** The same a year before, for a year-on-year direction. */
  readonly yearBefore?: string;
  readonly cases?: number;
  readonly narrative?: string;
  /** The revision, in this stream, of the event that made the period be judged. */
  readonly answersTo?: number;
}

/** The breaches of some periods are over: `period` is the one whose figure ended them. */
export interface Recovery {
  readonly period: Period;
  /** The breached periods: earlier ones that `period` followed well, or `period` itself once it is judged otherwise. */
  readonly ends: readonly Period[];
  readonly cause: BreachCause;
  /** The revision, in this stream, of the event that made the period be judged. */
  readonly answersTo: number;
}

export interface Forecast {
  readonly period: Period;
  readonly value: Figure;
  readonly narrative?: string;
}

/** From `from` on the limits of what chance explains are drawn anew: a change that a decision, by its id, brought about. */
export interface Recalculation {
  readonly from: Period;
  readonly decision: string;
}

export type TargetFact =
  | Fact<
      'TargetSet',
      {
        reference: string;
        programme: string;
        measure: string;
        unit: string;
        direction: Direction;
        kind: TargetKind;
        accumulates: boolean;
        baseline?: Baseline;
        trajectory: TrajectoryPoint[];
        access: Access;
      }
    >
  | Fact<'TargetTrajectorySet', { trajectory: TrajectoryPoint[]; reason: string }>
  | Fact<'TargetMeasured', Measurement>
  | Fact<'TargetMeasurementCorrected', Measurement & { before: Measurement; reason: string }>
  | Fact<'TargetBreached', Breach>
  | Fact<'TargetRecovered', Recovery>
  | Fact<'TargetForecast', Forecast>
  | Fact<'TargetLimitsRecalculated', Recalculation>
  | Fact<'TargetSuspended', { reason: string }>
  | Fact<'TargetResumed', { reason: string }>
  | Fact<'TargetWithdrawn', { reason: string }>
  | Fact<'TargetCorrected', { field: string; before: unknown; value: unknown; reason: string }>;
