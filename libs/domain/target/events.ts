import type { Access } from '../kernel/access.js';
import type { CalendarDate, Period } from '../kernel/calendar.js';
import type { Fact } from '../kernel/decider.js';

export const TARGET_KINDS = ['standard', 'trajectory', 'ambition'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];
/** `reduce-by` and `increase-by` compare with the same period a year before, in percent. */
export const DIRECTIONS = ['at-least', 'above', 'at-most', 'below', 'reduce-by', 'increase-by'] as const;
export type Direction = (typeof DIRECTIONS)[number];
export const QUALIFIERS = ['about', 'over', 'under', 'rounded'] as const;
export type Qualifier = (typeof QUALIFIERS)[number];

/** A decimal as it was written, as a JSON number or as text; compared exactly, never as a binary float. */
export type Figure = number | string;

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

/** What made a period be judged: its own figure, a correction, or a changed path. */
export type BreachCause = 'measurement' | 'correction' | 'trajectory' | 'report';

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
        baseline?: { period: Period; value: Figure };
        trajectory: TrajectoryPoint[];
        access: Access;
      }
    >
  | Fact<'TargetTrajectorySet', { trajectory: TrajectoryPoint[]; reason: string }>
  | Fact<'TargetMeasured', Measurement>
  | Fact<'TargetMeasurementCorrected', Measurement & { reason: string }>
  | Fact<
      'TargetBreached',
      {
        period: Period;
        cause: BreachCause;
        expected?: Figure;
        actual?: string;
        cases?: number;
        narrative?: string;
        answersTo?: string;
      }
    >
  | Fact<'TargetRecovered', { period: Period; cause: BreachCause; answersTo?: string }>
  | Fact<'TargetForecast', { period: Period; value: Figure; narrative?: string }>
  | Fact<'TargetSuspended', { reason: string }>
  | Fact<'TargetResumed', { reason: string }>
  | Fact<'TargetWithdrawn', { reason: string }>
  | Fact<'TargetCorrected', { field: string; before: unknown; value: unknown; reason: string }>;
