import type { ReportAnswers } from '#application/index.js';
import { dayOf } from '../text/days.js';
import { columns, table } from '../text/layout.js';
import { inOneLine } from '../text/render.js';
import { formatValue } from '../text/values.js';
import { ending, heading, sentence } from './frame.js';
import { inWords } from './item-lines.js';

type Watermelon = ReportAnswers['watermelons']['items'][number];
type Reason = NonNullable<Watermelon['derived']>['reasons'][number];

export function watermelonLines(page: ReportAnswers['watermelons']): string[] {
  return [
    ...heading('Open actions whose own rating the facts do not bear out', page),
    ...(page.items.length === 0 ? ['', 'The list is empty: all ratings agree with the facts.'] : []),
    ...page.items.flatMap(watermelon),
    ...ending(page),
  ];
}

function watermelon({ reference, title, programme, owner, status, ...item }: Watermelon): string[] {
  const { rating, narrative, derived, since, difference, meetings } = item;
  const how = difference ? ` (${inWords(difference)})` : '';
  const reasons = derived?.reasons ?? [];
  const facts = reasons.length === 0 ? '' : `: ${reasons.map(reasonIn).join('; ')}`;
  const lead = owner === null ? 'nobody leads it' : `led by ${owner}`;
  return [
    '',
    ...sentence(`${reference}  ${inOneLine(title)}  (${programme}, ${inWords(status)}, ${lead})`, '', '  '),
    ...sentence(`Rated ${rating}${narrative === null ? '' : `: ${inOneLine(narrative)}`}`, '  ', '    '),
    ...sentence(`The facts speak for ${derived?.rating ?? 'no rating'}${facts}`, '  ', '    '),
    ...(since === null ? [] : sentence(`They differ since ${dayOf(since)}${how}.`, '  ')),
    ...(meetings.length === 0 ? [] : ['  At the last meetings:', ...meetingTable(meetings)]),
  ];
}

const meetingTable = (meetings: Watermelon['meetings']) =>
  table(
    [{}, {}, {}, {}, {}],
    meetings.map(({ meeting, day, given, derived, differs, difference }) => [
      meeting,
      dayOf(day),
      given === null ? 'not rated' : `rated ${given}`,
      `facts ${derived.rating ?? 'none'}`,
      difference ? inWords(difference) : differs ? 'they differ' : '',
    ]),
    columns(),
    '    ',
  );

/** `{code: 'overdue', latest: '2018-06-30', days: 138}` becomes `overdue, latest 30 June 2018, days 138`. */
function reasonIn({ code, ...facts }: Reason): string {
  const parts = Object.entries(facts).flatMap(([name, value]) => {
    const text = typeof value === 'string' ? inOneLine(dayOf(value)) : formatValue(value);
    return text === '-' ? [] : [`${inWords(name)} ${text}`];
  });
  return [inWords(code), ...parts].join(', ');
}
