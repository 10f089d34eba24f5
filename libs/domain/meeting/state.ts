import type { Instant } from '../kernel/calendar.js';
import type { IssuedPack } from './events.js';

export const MEETING_STATUSES = ['scheduled', 'held', 'minuted', 'cancelled'] as const;
export type MeetingStatus = (typeof MEETING_STATUSES)[number];

export interface MeetingState {
  readonly reference: string;
  readonly status: MeetingStatus;
  readonly group: string;
  readonly startsAt: Instant;
  readonly title?: string;
  readonly pack?: IssuedPack;
}
