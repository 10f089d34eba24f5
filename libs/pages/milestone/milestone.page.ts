import { type AnswerTo, historyRoutes, routes } from '#application/index.js';
import { READS } from '#domain/index.js';
import { offeredForms } from '../forms/offered.js';
import { pathOf } from '../frame/address.js';
import { definePage } from '../frame/page.js';
import { historyEntries } from '../history/history.js';
import { askedFor } from '../words/date-request.js';
import { capital, count, day, daysBetween, onWhen } from '../words/dates.js';
import { authority, status } from '../words/labels.js';
import { nameOf } from '../words/names.js';
import { promisedDay, saysMore, timescaleLines } from '../words/timescale.js';

type Milestone = AnswerTo<typeof routes.milestone>;

export const milestone = definePage({
  path: 'milestones/:ref',
  template: 'milestone',
  section: 'plan',
  roles: READS,
  async make(context) {
    const { ask, path, names, href, day: today } = context;
    const shown = await ask(routes.milestone, {}, path);
    const history = await ask(historyRoutes.milestone, { order: 'newest', limit: '50' }, path);
    const entries = historyEntries(history.items, { names });
    const { reference, due, original, agreedBy } = shown;
    const set = entries.find(({ type }) => type === 'MilestoneSet');
    const met = history.items.find(({ type }) => type === 'MilestoneMet');
    const confirmed = entries.find(({ type }) => /DateRevised|ReadingConfirmed/.test(type));
    return {
      title: `${shown.title} (${reference})`,
      heading: shown.title,
      reference,
      offered: await offeredForms(context, 'milestone', reference, shown),
      crumbs: [
        { text: 'Plan', href: href('/') },
        { text: nameOf(names, shown.programme), href: href(pathOf('programme', shown.programme)) },
        { text: 'Milestones', href: href('/milestones', { programme: shown.programme }) },
      ],
      ...stateOf(shown, met?.occurredAt, today),
      panes: [
        { heading: 'First promised', strong: promisedDay(original), note: saysMore(original) },
        {
          heading: 'Agreed date',
          strong: promisedDay(due),
          note: agreedBy ? `${capital(authority(agreedBy))}.` : 'Never moved.',
        },
        lastPane(shown),
      ],
      asked: askedFor(shown.dateRequest, names),
      action: shown.action,
      evidence: shown.evidence,
      narrative: shown.status === 'met' ? null : shown.narrative,
      timescale: timescaleLines(due, {
        original,
        source: set?.source ?? null,
        confirmed:
          confirmed?.type === 'MilestoneReadingConfirmed' ? `by ${confirmed.by.name}, ${confirmed.recorded}.` : null,
        reviewOn: null,
        nextDue: null,
      }),
      entries,
      complete: history.nextCursor === null,
      more: history.nextCursor === null ? null : href('/audit', { reference, order: 'newest' }),
      standsMore: `This milestone is at version ${shown.revision}.`,
    };
  },
});

function stateOf({ status: state, metOn, due, overdue }: Milestone, metAt: string | undefined, today: string) {
  if (state === 'met') {
    const days = metOn && due.latest ? daysBetween(due.latest, metOn) : 0;
    const when = metOn ? `on ${day(metOn)}` : metAt ? onWhen(metAt) : 'on a day that is not stated';
    return { state: pieces(`Met ${when}`, days > 0 ? `${count(days, 'day')} late` : null) };
  }
  if (state !== 'pending') return { state: pieces(status(state), null) };
  const past = overdue && due.latest ? `${count(daysBetween(due.latest, today), 'day')} past its agreed date` : null;
  return { state: pieces('Still to come', past) };
}

const pieces = (said: string, strong: string | null) => [
  { text: strong ? `${said}: ` : `${said}.` },
  ...(strong ? [{ text: strong, strong: true }, { text: '.' }] : []),
];

function lastPane({ status: state, metOn, forecast }: Milestone) {
  if (state === 'met') return { heading: 'Met', strong: metOn ? day(metOn) : 'Day not stated', note: null };
  return forecast
    ? { heading: 'Its lead expects', strong: promisedDay(forecast), note: 'A forecast does not move the agreed date.' }
    : { heading: 'Its lead expects', strong: 'Nothing else', note: 'No other date was forecast.' };
}
