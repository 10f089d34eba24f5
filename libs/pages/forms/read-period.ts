import { readTimescale, spanOf } from '#domain/index.js';

const MONTH = /^([a-z]{3,9})\.?\s+(\d{4})$/i;
const QUARTER = /^(?:(q[1-4])\s+(\d{4}(?:\/\d{2})?)|(\d{4}(?:\/\d{2})?)[\s-]+(q[1-4]))$/i;

/** A period as people write it: "July 2018", "Q2 2018/19", "2018/19"; undefined for any other text. */
export function readPeriod(text: string): string | undefined {
  const typed = text.trim();
  if (spanOf(typed)) return typed;
  const quarter = QUARTER.exec(typed);
  if (quarter) {
    const [, number, year, otherYear, otherNumber] = quarter;
    const period = `${year ?? otherYear}-${(number ?? otherNumber ?? '').toUpperCase()}`;
    return spanOf(period) ? period : undefined;
  }
  if (!MONTH.test(typed)) return undefined;
  const { latest, precision, assumptions } = readTimescale(typed, { documentDate: '2000-01-01' });
  return precision === 'month' && latest && assumptions.length === 0 ? latest.slice(0, 7) : undefined;
}
