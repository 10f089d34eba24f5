import { dayOf, days, instantOf } from '../text/days.js';
import { columns, table } from '../text/layout.js';
import { ending, type Framed, heading, section, sentence } from './frame.js';
import { inWords, titleOf } from './item-lines.js';

interface Coming {
  readonly reference: string;
  readonly title: string;
  readonly owner: string | null;
  readonly what: string;
  readonly on: string;
  readonly inDays: number;
  readonly firmness: string | null;
  readonly period: string | null;
  readonly beforeNextMeeting: boolean | null;
}

interface UpcomingShown extends Framed {
  readonly day: string;
  readonly until: string;
  readonly nextMeeting: { readonly reference: string; readonly startsAt: string } | null;
  readonly items: readonly Coming[];
}

export function upcomingLines(page: UpcomingShown): string[] {
  const { day, until, nextMeeting, items } = page;
  const [before, after] = [true, false].map((side) =>
    items.filter((item) => (item.beforeNextMeeting ?? true) === side),
  );
  const meeting = nextMeeting && `${nextMeeting.reference} (${instantOf(nextMeeting.startsAt)})`;
  return [
    ...heading(`What comes from ${dayOf(day)} up to ${dayOf(until)}`, page),
    ...(meeting ? sentence(`The next meeting is ${meeting}.`, '  ') : []),
    ...(items.length === 0 ? ['', 'Nothing comes in that time.'] : []),
    ...(meeting
      ? [...section(`Up to ${meeting}`, comingTable(before ?? [])), ...section('After it', comingTable(after ?? []))]
      : section('By day', comingTable(items))),
    ...ending(page),
  ];
}

const WHOLE = { whole: true };

const comingTable = (items: readonly Coming[]) =>
  table(
    [WHOLE, WHOLE, WHOLE, WHOLE, {}],
    items.map((item) => [
      dayOf(item.on),
      item.inDays === 0 ? 'today' : `in ${days(item.inDays)}`,
      item.reference,
      whatOf(item),
      titleOf(item),
    ]),
    columns(),
  );

function whatOf({ what, firmness, period }: Coming): string {
  const of = period === null ? inWords(what) : `${inWords(what)} ${dayOf(period)}`;
  return firmness === null || firmness === 'firm' ? of : `${of} (${inWords(firmness)})`;
}
