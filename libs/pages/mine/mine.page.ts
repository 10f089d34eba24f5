import { type AnswerTo, routes } from '#application/index.js';
import { READS, REPORTS } from '#domain/index.js';
import { addressOf } from '../forms/form.js';
import { pathOf } from '../frame/address.js';
import { isPast } from '../frame/moment.js';
import { definePage, type PageContext } from '../frame/page.js';
import { count, day } from '../words/dates.js';
import { fullNameOf } from '../words/names.js';
import { because, difference } from '../words/reasons.js';
import { promisedDay } from '../words/timescale.js';
import { askedOf, daysLate, dueOf, type LedAction, ledBy, openOf } from './my-items.js';

const SHOWN = 100;

/** Made for a lead on a phone. */
export const mine = definePage({
  path: 'mine',
  template: 'mine',
  section: 'mine',
  roles: READS,
  async make(context) {
    const { ask, signedIn, names, href } = context;
    const { party } = signedIn;
    const led = await ledBy(ask, party, SHOWN);
    const open = openOf(led.items);
    const own = await ask(routes.party, {}, { ref: party });
    const reports = !isPast(context.moment) && signedIn.roles.some((role) => REPORTS.includes(role));
    return {
      title: 'My items',
      who: fullNameOf(names, party),
      summary: summaryOf(led.items.length, open),
      items: open.map((action) => itemOf(action, context, reports)),
      done: led.items
        .filter(({ status }) => status === 'complete' || status === 'verified')
        .map(({ reference, title, status }) => ({ kind: 'action', reference, title, waits: status === 'complete' })),
      all: led.whole ? null : href('/actions', { owner: party }),
      partyHref: href(pathOf('party', party)),
      digest: isPast(context.moment) ? null : digestOf(own),
    };
  },
});

function summaryOf(all: number, open: readonly LedAction[]): string {
  const late = open.filter(({ overdue }) => overdue).length;
  if (all === 0) return 'No action names you as its lead.';
  const lateness = late === 0 ? 'none is past its date' : `${late} past ${late === 1 ? 'its' : 'their'} date`;
  return `${count(all, 'action')}, ${open.length} open: ${lateness}.`;
}

function itemOf(action: LedAction, { day: today, names }: PageContext, reports: boolean) {
  const { reference, title, agreed, nextDue, rating, derivedRating, status, forecast } = action;
  const due = dueOf(action);
  const late = daysLate(action, today);
  const form = (verb: string) => addressOf({ kind: 'action', verb }, reference);
  const [reason] = derivedRating.reasons;
  return {
    kind: 'action',
    reference,
    title,
    late: late === null ? null : `${count(late, 'day')} past its agreed date`,
    date: due ? day(due) : promisedDay(agreed, nextDue),
    expected: forecast ? promisedDay(forecast) : null,
    rating,
    found: derivedRating,
    because: reason && derivedRating.rating ? because(reason) : null,
    asked: askedOf(action, names),
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

/** What the party has chosen of the digest, and where it changes that. */
function digestOf({ reference, digest, hasMailAddress }: AnswerTo<typeof routes.party>) {
  const form = (verb: string) => addressOf({ kind: 'party', verb }, reference);
  if (digest === 'off')
    return { says: 'No digest is sent to you.', text: 'Send it again', href: form('resume-digest') };
  if (!hasMailAddress)
    return {
      says: 'No digest is sent to you: you have no mail address here.',
      text: 'Say where your mail goes',
      href: form('record-mail-address'),
    };
  return {
    says: 'What is due, late and asked is also sent to you.',
    text: 'Stop the digest',
    href: form('stop-digest'),
  };
}
