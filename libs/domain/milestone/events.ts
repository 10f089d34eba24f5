import type { Access } from '../kernel/access.js';
import type { CalendarDate } from '../kernel/calendar.js';
import type { Fact } from '../kernel/decider.js';
import type { Authority } from '../timescale/authorities.js';
import type { Timescale } from '../timescale/reading.js';

export type MilestoneFact =
  | Fact<
      'MilestoneSet',
      { reference: string; title: string; programme: string; action?: string; due: Timescale; access: Access }
    >
  | Fact<'MilestoneDateRevised', { due: Timescale; reason: string; authority: Authority; askedBy?: string }>
  | Fact<'MilestoneDateRequested', { due: Timescale; reason: string }>
  | Fact<'MilestoneDateRequestRefused', { reason: string }>
  | Fact<'MilestoneReadingConfirmed', { due: Timescale; basis: string }>
  | Fact<'MilestoneForecast', { due: Timescale; narrative?: string }>
  | Fact<'MilestoneMet', { metOn?: CalendarDate; evidence?: string }>
  | Fact<'MilestoneMetReversed', { reason: string }>
  | Fact<'MilestoneMissed', { due: CalendarDate | null; narrative?: string }>
  | Fact<'MilestoneWithdrawn', { reason: string }>
  | Fact<'MilestoneCorrected', { field: string; before: unknown; value: unknown; reason: string }>;
