import type { CalendarDate } from '#domain/index.js';
import { count, day } from '../words/dates.js';
import { isPast, type PageMoment } from './moment.js';

/** The moment in words: `before`, then what is strong, then `after`. */
export interface SaidMoment {
  readonly label: string | null;
  readonly before: string;
  readonly strong: string;
  readonly after: string;
  /** "48 events since.", where the moment is a past one of the ledger. */
  readonly since: string | null;
  /** The moment as the end of a span: "what was known on 8 January 2019". */
  readonly end: string;
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
  const past = (end: string, before: string, strong: string, after = '.'): SaidMoment => ({
    label: 'The past',
    before,
    strong,
    after,
    since,
    end,
  });
  if (moment.meeting) {
    const shown = `shown for its ${meetingName ?? moment.meeting}`;
    return past(`what the board was ${shown}`, 'What the board was', shown);
  }
  if (moment.event) {
    const event = `event ${moment.event}`;
    return past(event, 'As it stood after', event, recorded ? `, ${recorded}.` : '.');
  }
  if (moment.known) {
    const known = `known on ${day(moment.known)}`;
    if (!moment.true) return past(`what was ${known}`, 'As it was', known);
    const about = `, about ${day(moment.true)}`;
    return past(`what was ${known}${about}`, 'What was known on', day(moment.known), `${about}.`);
  }
  if (moment.true)
    return {
      label: 'With hindsight',
      before: 'As it truly was on',
      strong: day(moment.true),
      after: ', by all that is known now.',
      since: null,
      end: `what was true on ${day(moment.true)}`,
    };
  const strong = `today, ${day(today)}`;
  return { label: null, before: 'Showing', strong, after: '', since: null, end: strong };
}

/** The two moments that a page compares; without `to` the later one is the page's own. */
export interface TwoMoments {
  readonly from: string;
  readonly to: string | null;
}

export function sayTwoMoments(own: SaidMoment, { from, to }: TwoMoments): SaidMoment {
  const label = own.label ? `${own.label}: two moments` : 'Two moments';
  return { ...own, label, before: 'From', strong: `${from} to ${to ?? own.end}`, after: '.' };
}
