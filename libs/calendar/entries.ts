import type { AnswerTo, routes } from '#application/index.js';
import { day, readAs, statusWord } from '#pages/index.js';
import type { Names } from '#read-models/index.js';
import type { CalendarEvent } from './icalendar.js';

export type DatedItem = AnswerTo<typeof routes.calendar>['items'][number];

interface Around {
  readonly names: Names;
  readonly illustrative: boolean;
  urlOf(item: DatedItem): string | undefined;
}

export const ILLUSTRATIVE = 'Illustrative data: a real plan and an invented year.';

/** A date of the ledger as an event of a calendar. */
export function entryOf(item: DatedItem, around: Around): CalendarEvent {
  const { id, what, on, startsAt, revision, recordedAt } = item;
  return {
    key: `${id} ${what} ${what === 'occurrence' ? on : ''}`,
    ...{ on, startsAt, revision, recordedAt },
    title: titleOf(item, around.names),
    description: descriptionOf(item, around),
    categories: [nameIn(around.names, item.programme ?? item.group), KINDS[item.kind]].filter((each) => each !== null),
    status: item.state === 'cancelled' ? 'CANCELLED' : doubtOf(item) === null ? 'CONFIRMED' : 'TENTATIVE',
    url: around.urlOf(item),
  };
}

const KINDS = { action: 'Action', milestone: 'Milestone', decision: 'Decision', meeting: 'Meeting' } as const;
const OUTCOMES = { open: '', done: 'Done: ', missed: 'Missed: ', cancelled: 'Cancelled: ' } as const;

/** "By 30 September 2018 (estimate): SMI-A05 Agree the model". */
function titleOf(item: DatedItem, names: Names): string {
  const named = `${item.reference} ${item.title ?? nameIn(names, item.group) ?? ''}`.trimEnd();
  const before = item.what === 'meeting' && item.state === 'done' ? '' : OUTCOMES[item.state];
  return `${before}${leadIn(item)}${named}`;
}

function leadIn(item: DatedItem): string {
  switch (item.what) {
    case 'due': {
      const doubt = doubtOf(item);
      if (!isVague(item) && doubt === null) return '';
      return `${isVague(item) ? 'By' : 'On'} ${plain(day(item.on))}${doubt === null ? '' : ` (${doubt})`}: `;
    }
    case 'occurrence':
      return 'Due this time: ';
    case 'review':
      return item.kind === 'decision' ? 'Decision to be reviewed: ' : 'To be looked at again: ';
    case 'deferral':
      return 'Its deferral ends: ';
    case 'meeting':
      return '';
  }
}

/** True unless the text names the very day. */
const isVague = ({ timescale }: DatedItem): boolean => timescale !== null && timescale.earliest !== timescale.latest;

/** Why nobody can be held to the day; null where they can. */
function doubtOf({ what, timescale }: DatedItem): string | null {
  if (what !== 'due' || timescale === null) return null;
  if (timescale.firmness === 'conditional') return 'if its condition is met';
  const isGuess = timescale.assumptions.length > 0 || timescale.alternatives.length > 0;
  return timescale.firmness === 'estimate' || isGuess ? 'estimate' : null;
}

function descriptionOf(item: DatedItem, { names, illustrative }: Around): string {
  const { timescale, first, forecast, lead, programme, status, startsAt } = item;
  const lines = [
    ...(timescale ? promiseLines(timescale) : []),
    ...(first ? [`First written: “${first}”`] : []),
    ...(forecast ? [`Now expected: ${readAs(forecast)}`] : []),
    `Status: ${statusWord(status)}`,
    ...(lead ? [`Lead: ${lead}`] : []),
    ...(programme ? [`Programme: ${nameIn(names, programme)}`] : []),
    ...(startsAt ? ['The ledger does not know when it ends.'] : []),
    ...(illustrative ? [ILLUSTRATIVE] : []),
  ];
  return plain(lines.join('\n'));
}

function promiseLines(timescale: NonNullable<DatedItem['timescale']>): readonly string[] {
  const { text, firmness, assumptions, alternatives, condition } = timescale;
  const others = alternatives.map((other) => `to ${day(other.latest)}, with ${other.because}`);
  return [
    `As written: “${text}”`,
    `How we understood it: ${readAs(timescale)}`,
    ...(firmness === 'estimate' ? ['It is an estimate: the text names no firm day.'] : []),
    ...(assumptions.length > 0 ? [`Because: ${assumptions.join(' ')}`] : []),
    ...(others.length > 0 ? [`It could also mean: ${others.join('; ')}`] : []),
    ...(condition ? [`On condition: “${condition}”`] : []),
  ];
}

function nameIn(names: Names, reference: string | null): string | null {
  return reference === null ? null : (names[reference]?.name ?? reference);
}

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
