import type { ReportAnswers } from '#application/index.js';
import { dayOf, days, instantOf } from '../text/days.js';
import { columns, table } from '../text/layout.js';
import { ending, heading, section, sentence } from './frame.js';
import { inWords, titleOf } from './item-lines.js';

type Coming = ReportAnswers['upcoming']['items'][number];

export function upcomingLines(page: ReportAnswers['upcoming']): string[] {
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
