import type { CalendarDate } from '#domain/index.js';
import { count, day } from '../words/dates.js';
import { isPast, type PageMoment } from './moment.js';

/** The moment in words: `before`, then what is strong, then `after`. */
export interface SaidMoment {
  readonly label: 'The past' | 'With hindsight' | null;
  readonly before: string;
  readonly strong: string;
  readonly after: string;
  /** "48 events since.", where the moment is a past one of the ledger. */
  readonly since: string | null;
}

interface Around {
  readonly today: CalendarDate;
  readonly meetingName: string | undefined;
  /** When the event of the moment was recorded, in words. */
  readonly recorded: string | undefined;
  readonly eventsSince: number;
}

export function sayMoment(moment: PageMoment, { today, meetingName, recorded, eventsSince }: Around): SaidMoment {
  const since = isPast(moment) && eventsSince > 0 ? `${count(eventsSince, 'event')} since.` : null;
  const past = (before: string, strong: string, after = '.'): SaidMoment => ({
    label: 'The past',
    before,
    strong,
    after,
    since,
  });
  if (moment.meeting) return past('What the board was', `shown for its ${meetingName ?? moment.meeting}`);
  if (moment.event) return past('As it stood after', `event ${moment.event}`, recorded ? `, ${recorded}.` : '.');
  if (moment.known && moment.true) return past('What was known on', day(moment.known), `, about ${day(moment.true)}.`);
  if (moment.known) return past('As it was', `known on ${day(moment.known)}`);
  if (moment.true)
    return {
      label: 'With hindsight',
      before: 'As it truly was on',
      strong: day(moment.true),
      after: ', by all that is known now.',
      since: null,
    };
  return { label: null, before: 'Showing', strong: `today, ${day(today)}`, after: '', since: null };
}
