import type { RatingReason } from '#domain/index.js';
import { count, day, list } from '../words/dates.js';
import { shift } from '../words/promises.js';
import { because as reasonSaid } from '../words/reasons.js';

/** "26 days past its agreed date and blocked"; empty where nothing speaks against it. */
export const because = (reasons: readonly RatingReason[]): string => list(reasons.map(reasonSaid));

/** What a lead wrote with a rating, quoted to follow it, with the end of the sentence. */
export function differing(narrative: string | null): string {
  if (!narrative) return ', and gives no words for it.';
  return `, “${narrative}”${/[.!?]$/.test(narrative) ? '' : '.'}`;
}

interface Restated {
  readonly restated: number;
  readonly restatedDays: number;
  readonly restatedAfterDue: number;
  readonly agreed: string | null;
}

/** "put right or read anew once: 365 days earlier. It is now 30 September 2018." */
export function restatedSaid({ restated, restatedDays, restatedAfterDue, agreed }: Restated): string {
  const often = restated === 1 ? 'once' : count(restated, 'time');
  const after =
    restatedAfterDue > 0
      ? `, ${restatedAfterDue === restated ? 'after' : `${restatedAfterDue} of them after`} the date had passed`
      : '';
  const now = agreed ? `The agreed date is now ${day(agreed)}.` : 'There is no agreed date now.';
  return `put right or read anew ${often}: ${shift(restatedDays)}${after}. ${now}`;
}

interface Pair {
  readonly daysMoved: number | null;
  readonly withdrawn: { readonly latest: string | null; readonly withdrawnOn: string };
  readonly created: { readonly latest: string | null; readonly createdOn: string };
}

export function movedPair({ daysMoved, withdrawn, created }: Pair): { readonly one: string; readonly other: string } {
  const due = (latest: string | null) => (latest ? `due by ${day(latest)}` : 'without a date');
  const moved = daysMoved === null ? '' : `, ${shift(daysMoved)}`;
  return {
    one: `${due(withdrawn.latest)}, withdrawn on ${day(withdrawn.withdrawnOn)}`,
    other: `put on the plan on ${day(created.createdOn)}, ${due(created.latest)}${moved}`,
  };
}
