import { type CalendarDate } from '#domain/kernel/calendar.js';
import type { Reading } from '#domain/timescale/reading.js';
import type { ReadingsPage } from '#projections/reports/readings/readings.js';
import { inOneLine } from './render.js';
import { told } from './values.js';

type Listed = ReadingsPage['items'][number];

/** Items that are read otherwise today: the text, how it is stored, and what would be read. */
export function readingLines({ reference, title, text, stored, present, differs }: Listed): string[] {
  return [
    `${reference}  ${inOneLine(title)}: "${inOneLine(text)}"`,
    `    stored by ${stored.reader}: ${inWords(stored.reading)}`,
    `    read today: ${inWords(present)}${besideDates(differs, present)}`,
  ];
}

function inWords({ earliest, latest, firmness, precision, openEnded }: Reading): string {
  if (precision === 'unread') return 'not read';
  const dates = windowOf(earliest, latest);
  return [dates, firmness, ...(openEnded ? ['open-ended'] : [])].join(', ');
}

function windowOf(earliest: CalendarDate | null, latest: CalendarDate | null): string {
  if (latest === null) return earliest === null ? 'no date' : `from ${earliest}`;
  if (earliest === null) return `by ${latest}`;
  return earliest === latest ? `on ${latest}` : `${earliest} to ${latest}`;
}

const IN_WORDS: ReadonlySet<string> = new Set(['earliest', 'latest', 'firmness', 'precision', 'openEnded']);

/** What else differs, by its name. */
function besideDates(differs: readonly string[], present: Reading): string {
  const others = differs.filter((name) => !IN_WORDS.has(name));
  return others.map((name) => `; ${told({ [name]: present[name as keyof Reading] })}`).join('');
}
