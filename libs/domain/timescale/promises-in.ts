import type { CalendarDate } from '../kernel/calendar.js';
import { readTimescale } from './reader.js';
import type { Reading, Timescale } from './reading.js';

/** What a text promises of which it may hold several: each a timescale of the whole text, kept to the letter. */
export interface PromisesIn {
  /** The first promise that it tells of. */
  readonly original: Timescale;
  /** The one that stands, where the text says that it took the place of another. */
  readonly revised?: Timescale;
  readonly forecast?: Timescale;
  readonly reviewOn?: CalendarDate;
}

type Dates = Pick<Reading, 'earliest' | 'latest'>;

/** The promises that a text tells of, apart: "March 2019 (revised from Dec 2018)" was promised for December first. */
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

/** Why a date that a text says was moved is recorded as moved. */
export const revisedInText = ({ text }: Timescale): string =>
  `The text says that the date was moved, and not on whose word: "${text}"`;

const isSameDay = (one: Dates, other: Dates) => one.earliest === other.earliest && one.latest === other.latest;

/** The same text by some of its dates alone: as precise as their own words are, where they say the same dates. */
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
