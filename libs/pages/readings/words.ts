import { day } from '../words/dates.js';

interface Reading {
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly precision: string;
  readonly firmness: string;
  readonly openEnded: boolean;
  readonly recurrence: { readonly every: string } | null;
  readonly condition: string | null;
}

/** A reading in one line: "By 31 December 2018", "About 9 March 2018", "We could not read this as a date". */
export function readingSaid({
  earliest,
  latest,
  precision,
  firmness,
  openEnded,
  recurrence,
  condition,
}: Reading): string {
  if (precision === 'unread') return 'We could not read this as a date';
  const when = condition ? `, when “${condition}”` : '';
  if (recurrence) return `Every ${recurrence.every}${latest ? `, until ${day(latest)}` : ''}${when}`;
  if (openEnded) return `Ongoing${earliest ? ` from ${day(earliest)}` : ''}${when}`;
  if (!latest) return `No date${when}`;
  if (firmness === 'estimate') return `About ${day(latest)}${when}`;
  return `${earliest && earliest !== latest ? `From ${day(earliest)} to` : 'By'} ${day(latest)}${when}`;
}
