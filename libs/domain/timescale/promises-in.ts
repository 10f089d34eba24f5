import type { CalendarDate } from '../kernel/calendar.js';
import { readTimescale } from './reader.js';
import type { Reading, Timescale } from './reading.js';

export interface PromisesIn {
  readonly original: Timescale;
  readonly revised?: Timescale;
  readonly forecast?: Timescale;
  readonly reviewOn?: CalendarDate;
}

type Dates = Pick<Reading, 'earliest' | 'latest'>;

/** "March 2019 (revised from Dec 2018)" first promised December. */
export function promisesIn(timescale: Timescale): PromisesIn {
  const { earlier = [], reviewOn } = timescale;
  const [first] = earlier;
  const isMoved = first !== undefined && !isSameDay(first, timescale);
  return {
    ...(isMoved
      ? { original: only(timescale, first, `Of the dates in the text the first: "${first.text}".`), revised: timescale }
      : { original: timescale }),
    ...forecastOf(timescale),
    ...(reviewOn && { reviewOn }),
  };
}

function forecastOf(timescale: Timescale): Pick<PromisesIn, 'forecast'> {
  const { forecast } = timescale;
  return forecast ? { forecast: only(timescale, forecast, 'The date that the text gives as a forecast.') } : {};
}

export const revisedInText = ({ text }: Timescale): string =>
  `The text says that the date was moved, and not on whose word: "${text}"`;

const isSameDay = (one: Dates, other: Dates) => one.earliest === other.earliest && one.latest === other.latest;

/** Uses the precision of a part's own words only if they give the same dates. */
function only(whole: Timescale, { text, ...dates }: Dates & { readonly text?: string }, because: string): Timescale {
  const { earlier: _, forecast: __, reviewOn: ___, ...timescale } = whole;
  const own = text === undefined ? undefined : readTimescale(text, whole.context);
  return {
    ...timescale,
    ...(own && isSameDay(own, dates) ? { precision: own.precision, firmness: own.firmness } : byDates(dates)),
    earliest: dates.earliest,
    latest: dates.latest,
    openEnded: false,
    recurrence: null,
    condition: null,
    assumptions: [because],
    alternatives: [],
  };
}

function byDates({ earliest, latest }: Dates): Pick<Reading, 'precision' | 'firmness'> {
  if (earliest === null && latest === null) return { precision: 'none', firmness: 'firm' };
  const isOneDay = earliest === null || latest === null || earliest === latest;
  return { precision: isOneDay ? 'day' : 'range', firmness: 'firm' };
}
