import { type AnswerTo, routes } from '#application/index.js';
import { type CalendarDate, OPEN, READS, REPORTS } from '#domain/index.js';
import { addressOf } from '../forms/form.js';
import { pathOf } from '../frame/address.js';
import { isPast } from '../frame/moment.js';
import { definePage, type PageContext } from '../frame/page.js';
import { count, day, daysBetween } from '../words/dates.js';
import { fullNameOf } from '../words/names.js';
import { because, difference } from '../words/reasons.js';
import { promisedDay } from '../words/timescale.js';

type Action = AnswerTo<typeof routes.actions>['items'][number];

const SHOWN = '100';

/** Made for a lead on a phone. */
export const mine = definePage({
  path: 'mine',
  template: 'mine',
  section: 'mine',
  roles: READS,
  async make(context) {
    const { ask, signedIn, names, href } = context;
    const { party } = signedIn;
    const led = await ask(routes.actions, { owner: party, limit: SHOWN });
    const open = led.items.filter(({ status }) => OPEN.includes(status)).sort(latestFirst);
    const reports = !isPast(context.moment) && signedIn.roles.some((role) => REPORTS.includes(role));
    return {
      title: 'My items',
      who: fullNameOf(names, party),
      summary: summaryOf(led.items.length, open),
      items: open.map((action) => itemOf(action, context, reports)),
      done: led.items
        .filter(({ status }) => status === 'complete' || status === 'verified')
        .map(({ reference, title, status }) => ({ kind: 'action', reference, title, waits: status === 'complete' })),
      all: led.nextCursor === null ? null : href('/actions', { owner: party }),
      partyHref: href(pathOf('party', party)),
    };
  },
});

function summaryOf(all: number, open: readonly Action[]): string {
  const late = open.filter(({ overdue }) => overdue).length;
  if (all === 0) return 'No action names you as its lead.';
  const lateness = late === 0 ? 'none is past its date' : `${late} past ${late === 1 ? 'its' : 'their'} date`;
  return `${count(all, 'action')}, ${open.length} open: ${lateness}.`;
}

/** By the day that each was agreed for; those without a day last. */
function latestFirst(one: Action, other: Action): number {
  const [first, second] = [dueOf(one) ?? '9999', dueOf(other) ?? '9999'];
  return first < second ? -1 : first > second ? 1 : one.reference < other.reference ? -1 : 1;
}

const dueOf = ({ nextDue, agreed }: Action): CalendarDate | null => nextDue ?? agreed?.latest ?? null;

function itemOf(action: Action, { day: today }: PageContext, reports: boolean) {
  const { reference, title, agreed, nextDue, overdue, rating, derivedRating, status, forecast } = action;
  const due = dueOf(action);
  const form = (verb: string) => addressOf({ kind: 'action', verb }, reference);
  const [reason] = derivedRating.reasons;
  return {
    kind: 'action',
    reference,
    title,
    late: overdue && due ? `${count(daysBetween(due, today), 'day')} past its agreed date` : null,
    date: due ? day(due) : promisedDay(agreed, nextDue),
    expected: forecast ? promisedDay(forecast) : null,
    rating,
    found: derivedRating,
    because: reason && derivedRating.rating ? because(reason) : null,
    differs: derivedRating.differs ? difference(derivedRating.difference) : null,
    buttons: reports
      ? {
          progress: form('report-progress'),
          done: nextDue ? form('complete-occurrence') : form(status === 'blocked' ? 'unblock' : 'complete'),
          doneText: nextDue ? 'It is done this time' : status === 'blocked' ? 'It is no longer blocked' : 'It is done',
          more: [
            { text: 'Say when you now expect it', href: form('forecast') },
            { text: 'Rate it', href: form('rate') },
            ...(status === 'blocked' ? [] : [{ text: 'It is blocked', href: form('block') }]),
          ],
        }
      : null,
  };
}
