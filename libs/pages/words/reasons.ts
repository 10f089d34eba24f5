import type { RatingReason } from '#domain/index.js';
import { count, day } from './dates.js';

/** What a reason of a derived rating says, after "it is" or alone. */
export function because(reason: RatingReason): string {
  switch (reason.code) {
    case 'overdue':
      return `${count(reason.days, 'day')} past its agreed date`;
    case 'occurrence-missed':
      return `what was due on ${day(reason.due)} was missed`;
    case 'dependency-overdue':
      return `it waits for ${reason.reference}, which is past its date`;
    case 'dependency-blocked':
      return `it waits for ${reason.reference}, which is blocked`;
    case 'forecast-late':
      return `its lead expects ${day(reason.forecast)}, after the agreed ${day(reason.latest)}`;
    case 'not-started':
      return `not started, and due in ${count(reason.days, 'day')}`;
    case 'no-timescale':
      return 'no date to judge it by';
    case 'timescale-unread':
      return 'its date could not be read';
    case 'timescale-undated':
      return 'its timescale gives no date';
    case 'timescale-conditional':
      return 'its date waits for a condition';
    case 'complete':
      return 'reported complete';
    case 'verified':
    case 'withdrawn':
    case 'deferred':
    case 'blocked':
      return reason.code;
  }
}

const DIFFERENCE: Readonly<Record<string, string>> = {
  'better-than-facts': 'Rated better than the facts',
  'worse-than-facts': 'More worried than the facts',
  'before-completion': 'They differ: the lead last rated it before it was complete',
};

export const difference = (value: string | null | undefined): string => (value ? (DIFFERENCE[value] ?? '') : '');
