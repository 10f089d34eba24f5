/** A period of a target, as a heading names it. */
export interface PeriodFound {
  /** `2018/19`, `2016/17-Q4`, `2017-12`, `2021`. */
  readonly period: string;
  /** Its last day. */
  readonly ends: string;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const FINANCIAL = /(?:^|[^\d/])(?:fy\s*)?(\d{4}|\d{2})\s*[/-]\s*(\d{4}|\d{2})(?![\d/])/i;
const QUARTER = /\b(?:q|quarter\s*|qtr\s*)([1-4])\b/i;
const MONTH_YEAR = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[\s'’-]*(\d{4}|\d{2})\b/i;
const YEAR = /(?:^|\D)((?:19|20)\d\d)(?!\d)/;

const century = (year: string) => (year.length === 2 ? 2000 + Number(year) : Number(year));
const two = (number: number) => String(number).padStart(2, '0');

/** Reads "16/17 Actual", "Year 1 Q4 2016/17", "Dec 17 (rounded)" and "Quarter 1 2017"; the quarter of a single year is the financial one. */
export function periodIn(text: string): PeriodFound | undefined {
  const quarter = QUARTER.exec(text)?.[1];
  const years = FINANCIAL.exec(text);
  const start = years && century(years[1] as string);
  if (start && century(years[2] as string) % 100 === (start + 1) % 100) {
    return quarter ? quarterOf(start, Number(quarter)) : yearOf(start);
  }
  const month = MONTH_YEAR.exec(text);
  if (month) {
    const number = MONTHS.indexOf((month[1] as string).toLowerCase()) + 1;
    const period = `${century(month[2] as string)}-${two(number)}`;
    return { period, ends: `${period}-31` };
  }
  const year = YEAR.exec(text)?.[1];
  if (!year) return undefined;
  return quarter ? quarterOf(Number(year), Number(quarter)) : { period: year, ends: `${year}-12-31` };
}

const yearOf = (start: number): PeriodFound => ({
  period: `${start}/${two((start + 1) % 100)}`,
  ends: `${start + 1}-03-31`,
});

function quarterOf(start: number, quarter: number): PeriodFound {
  const ends = ['06-30', '09-30', '12-31', '03-31'][quarter - 1];
  return { period: `${yearOf(start).period}-Q${quarter}`, ends: `${quarter === 4 ? start + 1 : start}-${ends}` };
}

/** Whether a text is a period and little else: a heading or the first cell of a row. */
export function isPeriod(text: string): boolean {
  if (!periodIn(text)) return false;
  const rest = text
    .replace(/\([^)]*\)/g, '')
    .replace(
      /\b(?:year|fy|quarter|qtr|month|actual|target|plan|planned|outturn|forecast|ambition|trajectory|baseline|to|end|ending|position|q)\b/gi,
      '',
    )
    .replace(/\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/gi, '')
    .replace(/[\d\s/'’.,:%q-]/gi, '');
  return rest.length <= 3;
}
