import type { ColumnRole } from '#documents/index.js';
import type { ImportStatus } from '#domain/index.js';
import { BECOMES, type Becomes, type PlannedItem, type PlannedNew, type RowCounts } from '#imports/index.js';
import { readingSaid } from '../readings/words.js';
import { capital, count, day, list } from '../words/dates.js';

type PlannedTimescale = PlannedItem['timescales'][number];

/** What waits for somebody stands first. */
export const OUTCOMES: readonly Becomes[] = ['ask', 'not-understood', 'create', 'change', 'leave', 'furniture'];

export const isOutcome = (text: string | undefined): text is Becomes =>
  text !== undefined && (BECOMES as readonly string[]).includes(text);

const OUTCOME: Readonly<Record<Becomes, string>> = {
  ask: 'Waits for your answer',
  'not-understood': 'Not understood',
  create: 'Comes in as new',
  change: 'Changes what is there',
  leave: 'Changes nothing',
  furniture: 'No item: a heading, a total or a note',
};
export const outcomeSaid = (becomes: Becomes): string => OUTCOME[becomes];

/** "145 rows: 83 come in as new, 6 wait for your answer and 56 are headings, totals or notes." */
export function countsSaid(counts: RowCounts): string {
  const rows = BECOMES.reduce((sum, each) => sum + counts[each], 0);
  if (rows === 0) return 'We found no row of a table, no list and no line that names an action in it.';
  const said = [
    said1(counts.create, 'comes in as new', 'come in as new'),
    said1(counts.change, 'changes what is there', 'change what is there'),
    said1(counts.leave, 'changes nothing', 'change nothing'),
    said1(counts.ask, 'waits for your answer', 'wait for your answer'),
    said1(counts['not-understood'], 'was not understood', 'were not understood'),
    said1(counts.furniture, 'is a heading, a total or a note', 'are headings, totals or notes'),
  ];
  return `${count(rows, 'row')}: ${list(said.filter((each) => each !== null))}.`;
}

const said1 = (number: number, one: string, many: string): string | null =>
  number === 0 ? null : count(number, one, many);

const STATUS: Readonly<Record<ImportStatus, string>> = {
  uploaded: 'Not confirmed: nothing of it is recorded',
  running: 'Being recorded',
  finished: 'Recorded',
  undone: 'Taken back',
};
export const statusSaid = (status: ImportStatus): string => STATUS[status];

const TIMESCALE: Readonly<Record<PlannedTimescale['is'], string>> = {
  promise: 'Promised',
  revised: 'Moved to',
  forecast: 'Forecast',
  completed: 'Completed',
  start: 'Begins',
};

export interface ReadDate {
  readonly is: string;
  readonly text: string;
  /** What was read from it, with what was assumed for that. */
  readonly read: string;
  readonly notes: readonly string[];
}

const MOST_MEANINGS = 2;

export function dateSaid(timescale: PlannedTimescale): ReadDate {
  const { is, text, earliest, latest, openEnded, condition, assumptions, alternatives } = timescale;
  const isUnread = !earliest && !latest && !openEnded && !condition;
  return {
    is: TIMESCALE[is],
    text,
    read: isUnread ? 'no date is read from it: it stays as it is written' : lowerFirst(said(timescale)),
    notes: [
      ...assumptions,
      ...alternatives.slice(0, MOST_MEANINGS).map((each) => `It could also mean ${each.replace(/^[-\d]{10}/, day)}.`),
      ...(alternatives.length > MOST_MEANINGS ? ['It could mean more than these.'] : []),
    ],
  };
}

const said = (timescale: PlannedTimescale) => readingSaid({ ...timescale, precision: '', recurrence: null });
const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const SURE: Readonly<Record<PlannedItem['sure'], string>> = {
  certain: 'Certain',
  likely: 'Likely',
  doubtful: 'Doubtful, look at it',
};
export const sureSaid = ({ sure, why }: Pick<PlannedItem, 'sure' | 'why'>): string =>
  `${SURE[sure]}: ${lowerFirst(why)}`;

const NEW: Readonly<Record<PlannedNew['is'], string>> = {
  programme: 'Programme',
  organisation: 'Organisation',
  post: 'Post',
  person: 'Person',
};
export const newSaid = (is: PlannedNew['is']): string => NEW[is];

/** "Severe mental illness (severe mental illness)": what a column was taken for. */
export const ROLE_WORDS: Readonly<Record<ColumnRole, string>> = {
  reference: 'the reference',
  action: 'what is to be done',
  description: 'a description',
  owner: 'who leads it',
  timescale: 'by when, as first promised',
  revised: 'the date that it was moved to',
  forecast: 'the date that its lead expects',
  start: 'when it begins',
  completed: 'when it was completed',
  status: 'how it stands',
  progress: 'what was reported',
  rating: 'the rating',
  evidence: 'the evidence',
  note: 'a note',
  programme: 'the programme',
  measure: 'what a target measures',
  decision: 'the decision',
  raised: 'when it was raised',
  kind: 'what kind of row it is',
  other: 'none of these: kept as a note',
};

const KINDS: Readonly<Record<string, string>> = { party: 'Person or body' };
export const kindSaid = (kind: string): string => KINDS[kind] ?? capital(kind);

const MOST = 600;
/** The text of a cell, cut where it would fill the page; it is recorded whole. */
export function shortened(text: string): { readonly text: string; readonly more?: string } {
  const letters = [...text];
  if (letters.length <= MOST) return { text };
  const of = `the first ${MOST} of ${letters.length.toLocaleString('en-GB')} characters`;
  return { text: `${letters.slice(0, MOST).join('')}…`, more: of };
}
