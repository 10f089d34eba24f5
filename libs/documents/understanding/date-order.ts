import type { SourceCell } from '../model/source-document.js';
import { MONTH_NAME } from './date-texts.js';
import { ask, type Gathering } from './gathering.js';

export type DateOrder = 'day-first' | 'month-first';

const FIGURES = /\b(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)\b/g;

interface Counted {
  readonly dayFirst: SourceCell[];
  readonly monthFirst: SourceCell[];
  readonly either: SourceCell[];
}

/** Decides once for a column whether day or month comes first, and asks where a value contradicts or none decides. */
export function orderOf(cells: readonly SourceCell[], gathering: Gathering): DateOrder {
  const counted: Counted = { dayFirst: [], monthFirst: [], either: [] };
  for (const cell of cells) {
    if (cell.date) continue;
    for (const [, first = '', , second = ''] of `${cell.text} ${cell.earlier.join(' ')}`.matchAll(FIGURES)) {
      const [one, other] = [Number(first), Number(second)];
      if (one > 12 && other <= 12) counted.dayFirst.push(cell);
      else if (other > 12 && one <= 12) counted.monthFirst.push(cell);
      else if (one !== other && one <= 12) counted.either.push(cell);
    }
  }
  const { dayFirst, monthFirst, either } = counted;
  const isMonthFirst =
    monthFirst.length > dayFirst.length ||
    (monthFirst.length + dayFirst.length === 0 && gathering.dateOrder === 'month-first');
  const taken: DateOrder = isMonthFirst ? 'month-first' : 'day-first';
  const against = isMonthFirst ? dayFirst : monthFirst;
  const place = against[0]?.place ?? either[0]?.place;
  const isOpen = gathering.dateOrder === undefined && either.length > 0 && dayFirst.length + monthFirst.length === 0;
  if (!place || (against.length === 0 && !isOpen)) return taken;
  const text = isOpen
    ? `"${either[0]?.text}" may have the day or the month first. Which is it in this column?`
    : `"${against[0]?.text}" contradicts the other dates of its column. Which comes first, the day or the month?`;
  const answer = ask(
    gathering,
    'date-order',
    place,
    text,
    [],
    [
      { value: 'day-first', label: 'The day comes first', ...(taken === 'day-first' && { isTaken: true as const }) },
      {
        value: 'month-first',
        label: 'The month comes first',
        ...(taken === 'month-first' && { isTaken: true as const }),
      },
    ],
  );
  return answer === 'day-first' || answer === 'month-first' ? answer : taken;
}

const MONTH_AND_TWO = /^\s*((?:(?:by|the|end(?: of)?|early|mid|late)\s+)*)([a-z]{3,9})\.?\s+['’]?(\d{1,2})\s*$/i;
const NEAR = 8;

/** Where every "Jan 23" of a column lies near the document's year, its figures are years: nobody counts days so. */
export function isOfYears(cells: readonly SourceCell[], { dated, dateOrder }: Gathering): boolean {
  if (dateOrder === 'month-first') return false;
  const year = Number(dated.date.slice(2, 4));
  const figures = cells.flatMap(({ text, date }) => {
    const [, , month = '', figure] = date ? [] : (MONTH_AND_TWO.exec(text) ?? []);
    return figure !== undefined && MONTH_NAME.test(month) ? [Number(figure)] : [];
  });
  return figures.length > 0 && figures.every((figure) => figure > 9 && Math.abs(figure - year) <= NEAR);
}

/** "Jan 23" as "Jan 2023". */
export const withYear = (text: string): string =>
  text.replace(MONTH_AND_TWO, (written, before = '', month: string, figure: string) =>
    MONTH_NAME.test(month) ? `${before}${month} 20${figure}` : written,
  );

const MONTHS = ['Jan', 'Feb', 'March', 'April', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];

/** "07/31/2020" as "31 July 2020"; a value that contradicts stays. */
export function inWords(text: string): string {
  return text.replace(FIGURES, (written, first: string, _separator: string, second: string, year: string) => {
    const month = MONTHS[Number(first) - 1];
    return month === undefined ? written : `${Number(second)} ${month} ${year.length === 2 ? `20${year}` : year}`;
  });
}
