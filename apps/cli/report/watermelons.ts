import { dayOf } from '../text/days.js';
import { columns, table } from '../text/layout.js';
import { inOneLine } from '../text/render.js';
import { formatValue } from '../text/values.js';
import { ending, type Framed, heading, sentence } from './frame.js';
import { inWords } from './item-lines.js';

interface Derived {
  readonly rating: string | null;
  readonly reasons: readonly object[];
}

interface MeetingShown {
  readonly meeting: string;
  readonly day: string;
  readonly given: string | null;
  readonly derived: Derived;
  readonly differs: boolean;
  readonly difference?: string | null;
}

interface Watermelon {
  readonly reference: string;
  readonly title: string;
  readonly programme: string;
  readonly owner: string | null;
  readonly status: string;
  readonly rating: string;
  readonly narrative: string | null;
  readonly derived: Derived;
  readonly since: string | null;
  readonly difference?: string | null;
  readonly meetings: readonly MeetingShown[];
}

export function watermelonLines(page: Framed & { readonly items: readonly Watermelon[] }): string[] {
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
  const facts = derived.reasons.length === 0 ? '' : `: ${derived.reasons.map(reasonIn).join('; ')}`;
  const lead = owner === null ? 'nobody leads it' : `led by ${owner}`;
  return [
    '',
    ...sentence(`${reference}  ${inOneLine(title)}  (${programme}, ${inWords(status)}, ${lead})`, '', '  '),
    ...sentence(`Rated ${rating}${narrative === null ? '' : `: ${inOneLine(narrative)}`}`, '  ', '    '),
    ...sentence(`The facts speak for ${derived.rating ?? 'no rating'}${facts}`, '  ', '    '),
    ...(since === null ? [] : sentence(`They differ since ${dayOf(since)}${how}.`, '  ')),
    ...(meetings.length === 0 ? [] : ['  At the last meetings:', ...meetingTable(meetings)]),
  ];
}

const meetingTable = (meetings: readonly MeetingShown[]) =>
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
function reasonIn(reason: object): string {
  const { code, ...facts } = reason as Readonly<Record<string, unknown>>;
  const parts = Object.entries(facts).flatMap(([name, value]) => {
    const text = typeof value === 'string' ? inOneLine(dayOf(value)) : formatValue(value);
    return text === '-' ? [] : [`${inWords(name)} ${text}`];
  });
  return [inWords(String(code)), ...parts].join(', ');
}
