import type { AnswerTo, routes } from '#application/index.js';
import { count, day } from '../words/dates.js';
import { because } from './words.js';

type Meeting = AnswerTo<typeof routes.watermelons>['items'][number]['meetings'][number];

/** One row of what the meetings were told: of one meeting, or of several in a row that were told the same. */
export interface ToldRow {
  readonly first: Shown;
  readonly last: Shown | null;
  /** "8 meetings", where the row tells of more than one. */
  readonly many: string | null;
  readonly given: { readonly rating: string | null };
  readonly derived: Meeting['derived'];
  readonly differ: boolean;
  readonly because: string;
}

interface Shown {
  readonly kind: 'meeting';
  readonly reference: string;
  readonly day: string;
}

/** The oldest first. Meetings in a row at which words and facts agreed alike share a row: what changed stands out. */
export function toldTo(newestFirst: readonly Meeting[]): ToldRow[] {
  const runs: Meeting[][] = [];
  for (const meeting of [...newestFirst].reverse()) {
    const run = runs.at(-1);
    if (run?.[0] && isAlike(run[0], meeting)) run.push(meeting);
    else runs.push([meeting]);
  }
  return runs.flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)];
    return first && last ? [rowOf(first, last, run.length)] : [];
  });
}

const isAlike = (one: Meeting, other: Meeting) =>
  !one.differs && !other.differs && one.given === other.given && one.derived.rating === other.derived.rating;

function rowOf(first: Meeting, last: Meeting, meetings: number): ToldRow {
  return {
    first: shown(first),
    last: meetings > 1 ? shown(last) : null,
    many: meetings > 1 ? count(meetings, 'meeting') : null,
    given: { rating: first.given },
    derived: first.derived,
    differ: first.differs,
    because: because(first.derived.reasons),
  };
}

const shown = ({ meeting, day: on }: Meeting): Shown => ({ kind: 'meeting', reference: meeting, day: day(on) });
