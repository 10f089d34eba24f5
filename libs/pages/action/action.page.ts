import { type AnswerTo, historyRoutes, routes } from '#application/index.js';
import { type CalendarDate, OPEN, READS } from '#domain/index.js';
import { offeredForms } from '../forms/offered.js';
import { pathOf } from '../frame/address.js';
import { definePage, type PageContext } from '../frame/page.js';
import { type HistoryEntry, historyEntries } from '../history/history.js';
import { askedFor } from '../words/date-request.js';
import { capital, count, day, daysBetween, list } from '../words/dates.js';
import { authority, disposition, partSays, partyPart, status as statusWord } from '../words/labels.js';
import { fullNameOf, type Names, nameOf } from '../words/names.js';
import { because, difference } from '../words/reasons.js';
import { promisedDay, timescaleLines } from '../words/timescale.js';
import { type Action, actionState } from './action-state.js';

type Told = AnswerTo<typeof routes.actionMeetings>['items'][number];
type Milestones = AnswerTo<typeof routes.milestones>['items'];

const ENTRIES = 50;
const MEETINGS = 24;

export const action = definePage({
  path: 'actions/:ref',
  template: 'action',
  section: 'plan',
  roles: READS,
  async make(context) {
    const { ask, path, names, href } = context;
    const shown = await ask(routes.action, {}, path);
    const history = await ask(historyRoutes.action, { order: 'newest', limit: String(ENTRIES) }, path);
    const milestones = await ask(routes.milestones, { action: shown.reference, limit: '20' });
    const told = await ask(routes.actionMeetings, { limit: String(MEETINGS) }, path);
    const entries = historyEntries(history.items, { names });
    const { reference } = shown;
    return {
      title: `${shown.title} (${reference})`,
      heading: shown.title,
      reference,
      offered: await offeredForms(context, 'action', reference, shown),
      crumbs: [
        { text: 'Plan', href: href('/') },
        { text: nameOf(names, shown.programme), href: href(pathOf('programme', shown.programme)) },
      ],
      description: shown.description,
      state: actionState(shown, { names, entries, today: context.day }),
      asked: askedFor(
        shown.dateRequest,
        names,
        shown.overseenBy ? `the ${nameOf(names, shown.overseenBy)}` : undefined,
      ),
      agreed: agreedPane(shown, entries, history.nextCursor === null),
      ratings: ratingsPane(shown, entries),
      lead: shown.owner,
      parts: partsOf(shown, names),
      timescale: timescaleLines(shown.agreed, {
        original: shown.original,
        source: sourceOf(entries),
        confirmed: confirmedBy(entries),
        reviewOn: shown.reviewOn,
        nextDue: shown.nextDue,
      }),
      occurrences: shown.occurrences,
      told: told.items.map((meeting, index) => toldRow(meeting, told.items[index + 1], names)),
      toldComplete: told.nextCursor === null,
      milestones: milestones.items.map(milestoneRow),
      decisions: shown.decisions.map((decision) => ({
        kind: 'decision',
        ...decision,
        says: `${disposition(decision.disposition)}${decision.status === 'in-force' ? '' : `, ${statusWord(decision.status).toLowerCase()}`}. ${partSays(decision.as)}`,
      })),
      related: relatedTo(shown, context),
      evidence: shown.evidence,
      notes: shown.notes,
      entries,
      complete: history.nextCursor === null,
      more: history.nextCursor === null ? null : href('/audit', { reference, order: 'newest' }),
      standsMore: `This action is at version ${shown.revision}.`,
    };
  },
});

/** Of the first entry, where it is at hand. */
const sourceOf = (entries: readonly HistoryEntry[]) =>
  entries.find(({ type }) => type === 'ActionCreated')?.source ?? null;

/** "by the board secretary on 4 April 2018", where the reading that stands was confirmed. */
function confirmedBy(entries: readonly HistoryEntry[]): string | null {
  const last = entries.find(({ type }) => /TimescaleRevised|ReadingConfirmed/.test(type));
  return last?.type === 'ActionReadingConfirmed' ? `by ${last.by.name}, ${last.recorded}.` : null;
}

interface Pane {
  readonly strong: string;
  readonly rest: string;
  readonly notes: readonly string[];
}

function agreedPane(shown: Action, entries: readonly HistoryEntry[], complete: boolean): Pane {
  const { agreed, original, agreedBy, forecast, restated, carried } = shown;
  const moves = entries.filter(({ type }) => type === 'ActionTimescaleRevised').length;
  const notes = [
    agreedBy && moves > 0 ? `${capital(authority(agreedBy))}.` : null,
    agreed?.condition ? `On condition: “${agreed.condition}”.` : null,
    forecast
      ? `Its lead ${OPEN.includes(shown.status) ? 'expects' : 'had expected'} ${promisedDay(forecast)} instead. A forecast does not move the agreed date.`
      : null,
    restated
      ? `A correction moved it by ${count(Math.abs(restated.days), 'day')} from ${restated.first.latest ? day(restated.first.latest) : `“${restated.first.text}”`}: that is no slip.`
      : null,
    carried?.movement === 'slip' && carried.days > 0
      ? `With what it took over it stands ${count(carried.days, 'day')} later than first promised.`
      : null,
  ];
  return {
    strong: promisedDay(agreed, shown.nextDue),
    rest: moves > 0 || !complete ? distance(original?.latest, agreed?.latest, moves) : agreed ? 'never moved' : '',
    notes: notes.filter((note) => note !== null),
  };
}

function distance(from: CalendarDate | null | undefined, to: CalendarDate | null | undefined, moves: number): string {
  const days = from && to ? daysBetween(from, to) : null;
  const times = moves > 0 ? `moved ${moves === 1 ? 'once' : `${moves} times`}` : null;
  const by =
    days === null || days === 0
      ? null
      : `${count(Math.abs(days), 'day')} ${days > 0 ? 'later' : 'earlier'} than first promised`;
  return [times, by].filter(Boolean).join(', ');
}

function ratingsPane({ rating, derivedRating, owner, status }: Action, entries: readonly HistoryEntry[]) {
  const given = entries.find(({ type }) => type === 'ActionRated');
  const reasons = derivedRating.rating ? derivedRating.reasons.filter(({ code }) => code !== status).map(because) : [];
  return {
    given: rating,
    givenBy: given && given.by.party !== owner ? given.by.name : 'Lead',
    givenAt: given?.recorded.split(',')[0] ?? null,
    narrative: rating?.narrative ?? null,
    found: derivedRating,
    reasons: reasons.length > 0 ? `${capital(list(reasons))}.` : null,
    differs: derivedRating.differs ? `${difference(derivedRating.difference)}.` : null,
  };
}

/** Everybody with a part but the lead, in words and with where their page is. */
const partsOf = ({ parties }: Action, names: Names) =>
  parties
    .filter(({ part }) => part !== 'lead')
    .map(({ party, part }) => ({ says: partyPart(part), party, name: fullNameOf(names, party) }));

const milestoneRow = (milestone: Milestones[number]) => ({
  kind: 'milestone',
  reference: milestone.reference,
  title: milestone.title,
  says: milestone.metOn
    ? `Met on ${day(milestone.metOn)}`
    : `${statusWord(milestone.status)}, ${promisedDay(milestone.due)}`,
});

/** What a meeting was told; `before` is what the meeting before it was. */
function toldRow(told: Told, before: Told | undefined, names: Names) {
  const { meeting, rating, derivedRating, agreed } = told;
  const promised = promisedDay(agreed);
  const was = before && promisedDay(before.agreed);
  return {
    meeting,
    name: nameOf(names, meeting),
    status: statusWord(told.status),
    rating,
    found: derivedRating,
    differs: derivedRating.differs && derivedRating.difference !== 'before-completion',
    note: noteOf(told),
    promised,
    was: was !== undefined && was !== promised ? was : null,
  };
}

function noteOf({ derivedRating: { differs, difference, reasons }, overdue }: Told): string | null {
  const [reason] = reasons;
  if (difference === 'before-completion') return 'Rated before it was complete';
  return reason && (differs || overdue || reason.code === 'forecast-late') ? because(reason) : null;
}

/** What it hangs together with: one line a kind of tie, each with its references. */
function relatedTo(shown: Action, { names, href }: PageContext) {
  const items = (references: readonly (string | null)[]) =>
    references.flatMap((reference) => (reference ? [{ kind: 'action', reference }] : []));
  const escalation = shown.escalation;
  const ties = [
    { says: 'It waits for', items: items(shown.dependsOn) },
    { says: 'It is part of', items: items([shown.parent]) },
    { says: 'Split into', items: items(shown.splitInto) },
    { says: 'Merged into', items: items([shown.mergedInto]) },
    { says: 'Replaced by', items: items([shown.replacedBy]) },
    { says: 'It carries on', items: items(shown.carriedFrom.map(({ reference }) => reference)) },
  ].filter((tie) => tie.items.length > 0);
  return {
    ties,
    overseenBy: shown.overseenBy && {
      name: nameOf(names, shown.overseenBy),
      href: href(pathOf('group', shown.overseenBy)),
    },
    alsoIn: shown.alsoIn.map((reference) => ({
      name: nameOf(names, reference),
      href: href(pathOf('programme', reference)),
    })),
    escalation: escalation && {
      says: `Asked of ${nameOf(names, escalation.to)}: “${escalation.ask}”`,
      answer: escalation.answer
        ? `${capital(escalation.answer)}${escalation.narrative ? `: “${escalation.narrative}”` : '.'}`
        : 'Not yet answered.',
    },
    elsewhere: shown.externalRefs.map(({ system, ref }) => `${system} ${ref}`),
  };
}
