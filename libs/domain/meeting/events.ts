import type { Instant } from '../kernel/calendar.js';
import type { Fact } from '../kernel/decider.js';

export type MeetingFact =
  | Fact<'MeetingScheduled', { reference: string; group: string; startsAt: Instant; title?: string }>
  | Fact<'MeetingRescheduled', { startsAt: Instant; reason: string }>
  | Fact<'MeetingPackIssued', { position: number; hash: string }>
  | Fact<'MeetingHeld', { present: string[]; apologies: string[]; quorate?: boolean }>
  | Fact<'MeetingMinutesApproved', object>
  | Fact<'MeetingCancelled', { reason: string }>;
