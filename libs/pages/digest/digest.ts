import { type AnswerTo, type Ask, routes } from '#application/index.js';
import { addDays, type CalendarDate, londonDate } from '#domain/index.js';
import { askedOf, daysLate, dueOf, type LedAction, ledBy, openOf } from '../mine/my-items.js';
import { count, day, periodsDue, when } from '../words/dates.js';
import { type Names, nameOf, namesIn } from '../words/names.js';
import { difference } from '../words/reasons.js';
import { oneLine } from './one-line.js';

type FiguresDue = AnswerTo<typeof routes.figuresDue>;
type Party = AnswerTo<typeof routes.parties>['items'][number];

/** Items of a section that a message names; the others are counted. */
const MOST_ITEMS = 20;
/** Actions of one lead that are looked at. */
const MOST_LED = 10_000;
/** Without a meeting, due is what has so many days left. */
const DAYS_AHEAD = 14;
const MOST_TITLE = 200;

export interface DigestItem {
  readonly reference: string;
  readonly title: string;
  readonly path: string;
  readonly says: readonly string[];
}

export interface DigestSection {
  readonly heading: string;
  readonly total: number;
  readonly items: readonly DigestItem[];
}

/** What one party is told; plain data for the text and the HTML of its message. */
export interface Digest {
  readonly party: { readonly id: string; readonly reference: string; readonly name: string };
  readonly wanted: boolean;
  readonly subject: string;
  readonly sections: readonly DigestSection[];
  readonly stands: string;
  readonly ledger: string;
  readonly illustrative: boolean;
}

export interface MadeDigests {
  /** Names what is sent once: a day, or a meeting. */
  readonly period: string;
  readonly ledgerId: string;
  readonly digests: readonly Digest[];
}

export const dayPeriod = (day: CalendarDate): string => `day ${day}`;
export const meetingPeriod = (id: string): string => `meeting ${id}`;

/** Errors: `item-not-found` for an unknown meeting. */
export async function makeDigests(ask: Ask, today: CalendarDate, meetingRef?: string): Promise<MadeDigests> {
  const meeting = meetingRef === undefined ? undefined : await ask(routes.meeting, {}, { ref: meetingRef });
  const ledger = await ask(routes.ledger);
  const until = untilOf(meeting, today);
  const figures = figuresOf(ask);
  const about = {
    until,
    today,
    ledger: oneLine(ledger.name, MOST_TITLE),
    before: meeting && `Before ${oneLine(nameOf(namesIn(meeting), meeting.reference), MOST_TITLE)}`,
    asOf: ledger.asOf,
  };
  const digests: Digest[] = [];
  for (const party of await activeParties(ask)) {
    const led = await ledBy(ask, party.id, MOST_LED);
    const open = openOf(led.items);
    if (open.length === 0) continue;
    const due = await figures([...new Set(open.map(({ programme }) => programme))]);
    const digest = digestOf(party, open, due, led.names, about);
    if (digest) digests.push(digest);
  }
  const period = meeting ? meetingPeriod(meeting.id) : dayPeriod(today);
  return { period, ledgerId: ledger.asOf.ledger ?? '', digests };
}

function untilOf(meeting: AnswerTo<typeof routes.meeting> | undefined, today: CalendarDate): CalendarDate {
  const on = meeting && londonDate(meeting.startsAt);
  return on && on >= today ? on : addDays(today, DAYS_AHEAD);
}

async function activeParties(ask: Ask): Promise<readonly Party[]> {
  const parties: Party[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: AnswerTo<typeof routes.parties> = await ask(routes.parties, {
      limit: '100',
      ...(cursor && { cursor }),
    });
    parties.push(...page.items.filter(({ status }) => status === 'active'));
    cursor = page.nextCursor;
  }
  return parties;
}

/** The figures due of some programmes; each programme is asked about once. */
function figuresOf(ask: Ask) {
  const asked = new Map<string, Promise<FiguresDue>>();
  return async (programmes: readonly string[]): Promise<readonly FiguresDue[]> => {
    const found: FiguresDue[] = [];
    for (const programme of programmes) {
      const due = asked.get(programme) ?? ask(routes.figuresDue, { programme });
      asked.set(programme, due);
      found.push(await due);
    }
    return found;
  };
}

interface About {
  readonly until: CalendarDate;
  readonly today: CalendarDate;
  readonly ledger: string;
  readonly before: string | undefined;
  readonly asOf: AnswerTo<typeof routes.ledger>['asOf'];
}

/** Undefined where there is nothing to tell. */
function digestOf(
  { id, reference, name, digest }: Party,
  open: readonly LedAction[],
  figuresDue: readonly FiguresDue[],
  names: Names,
  { until, today, ledger, before, asOf }: About,
): Digest | undefined {
  const late = open.filter((action) => daysLate(action, today) !== null);
  const due = open.filter((action) => daysLate(action, today) === null && (dueOf(action) ?? '9999') <= until);
  const asked = open.filter((action) => asksOf(action, names).length > 0);
  const figures = distinct(figuresDue);
  const sections = [
    sectionOf('Late', late, (action) => [`${count(daysLate(action, today) ?? 0, 'day')} past ${day(dueOf(action))}.`]),
    sectionOf(`Due by ${day(until)}`, due, (action) => [`Agreed for ${day(dueOf(action))}.`]),
    sectionOf('Asked, and not settled', asked, (action) => asksOf(action, names)),
    {
      heading: 'Figures that are due in your programmes',
      total: figures.total,
      items: figures.items.slice(0, MOST_ITEMS).map(({ reference, title, period, missing }) => ({
        reference,
        title: oneLine(title ?? '', MOST_TITLE),
        path: `/targets/${reference}`,
        says: [`Due: ${periodsDue(period, missing)}.`],
      })),
    },
  ].filter(({ total }) => total > 0);
  if (sections.length === 0) return undefined;
  const counts = [
    [late.length, 'late'],
    [due.length, 'due'],
    [asked.length, 'asked'],
    [figures.total, figures.total === 1 ? 'figure' : 'figures'],
  ] as const;
  const said = counts.flatMap(([number, word]) => (number > 0 ? [`${number} ${word}`] : [])).join(', ');
  return {
    party: { id, reference, name: oneLine(name ?? reference, MOST_TITLE) },
    wanted: digest === 'on',
    subject: `${asOf.illustrative ? 'Illustrative: ' : ''}${before ?? 'Your items'}: ${said}`,
    sections,
    stands: `It stands on event ${asOf.number}, recorded on ${when(asOf.recordedAt)}.`,
    ledger,
    illustrative: asOf.illustrative === true,
  };
}

/** A programme's figures are also those of the programme above it. */
function distinct(due: readonly FiguresDue[]) {
  const items = [...new Map(due.flatMap((each) => each.items).map((item) => [item.reference, item])).values()];
  const unnamed = due.reduce((sum, each) => sum + each.total - each.items.length, 0);
  return { items, total: items.length + unnamed };
}

const asksOf = (action: LedAction, names: Names): readonly string[] => [
  ...askedOf(action, names),
  ...(action.derivedRating.differs ? [difference(action.derivedRating.difference)] : []),
];

const MOST_SENTENCE = 300;

const sectionOf = (
  heading: string,
  actions: readonly LedAction[],
  says: (action: LedAction) => readonly string[],
): DigestSection => ({
  heading,
  total: actions.length,
  items: actions.slice(0, MOST_ITEMS).map((action) => ({
    reference: action.reference,
    title: oneLine(action.title, MOST_TITLE),
    path: `/actions/${action.reference}`,
    says: says(action).map((sentence) => oneLine(sentence, MOST_SENTENCE)),
  })),
});
