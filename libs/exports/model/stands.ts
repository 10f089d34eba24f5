import { OWN } from '#documents/index.js';
import type { AsOf } from '#read-store/index.js';
import type { ExportRow, Heading } from './columns.js';

export const ILLUSTRATIVE = 'Illustrative data: a real plan and an invented year';

const MARKS: readonly Heading[] = [
  { heading: OWN.asOfEvent, is: 'number', width: 12 },
  { heading: OWN.asOf, is: 'instant', width: 20 },
];
const ILLUSTRATIVE_MARK: Heading = { heading: 'Illustrative data', is: 'text', width: 16 };

/** The last columns say what a row stands on, because a line before the header would break readers of CSV. */
export const headingsWithMark = (headings: readonly Heading[], { illustrative }: AsOf): readonly Heading[] => [
  ...headings,
  ...MARKS,
  ...(illustrative ? [ILLUSTRATIVE_MARK] : []),
];

export const markOf = ({ number, recordedAt, illustrative }: AsOf): ExportRow => [
  number,
  recordedAt,
  ...(illustrative ? ['yes'] : []),
];

/** `actions-event-570.csv` */
export const fileName = (stem: string, { number, illustrative }: AsOf, format: string): string =>
  `${stem}-event-${number}${illustrative ? '-illustrative' : ''}.${format}`;
