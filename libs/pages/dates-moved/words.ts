import { count, day } from '../words/dates.js';
import { shift } from '../words/promises.js';

interface Totals {
  readonly moves: number;
  readonly slips: number;
  readonly days: number;
  readonly workingDays: number;
  readonly nearDue: number;
  readonly notAgreed: number;
  readonly carried: number;
}

/** What stands first, then sentences of what else a board would ask. */
export function movesSaid(totals: Totals): { readonly strong: string; readonly rest: readonly string[] } {
  const { moves, slips, days, workingDays, nearDue, notAgreed, carried } = totals;
  if (moves === 0) return { strong: 'No agreed date moved.', rest: [] };
  const later = slips === 0 ? 'none to a later day' : `${slips} to a later day or to none`;
  const far = days === 0 ? '' : `: ${shift(days)} in all`;
  return {
    strong: `${count(moves, 'move')}, ${later}${far}; ${notAgreed === 0 ? 'every one was agreed' : `${notAgreed} not agreed`}.`,
    rest: [
      ...(days === 0
        ? []
        : [`That is ${count(Math.abs(workingDays), 'working day')}. Moves to an earlier day are taken off.`]),
      nearDue === 0
        ? 'None came in the last 14 days before its date, or after it.'
        : `${nearDue} came in the last 14 days before ${nearDue === 1 ? 'its date' : 'the date'}, or after it.`,
      ...(carried === 0
        ? []
        : [
            `${carried} ${carried === 1 ? 'was' : 'were'} by a split, a merge or a replacement that carries the promise on.`,
          ]),
    ],
  };
}

interface Carried {
  readonly movement: 'slip' | 'given-up';
  readonly days: number;
  readonly latest: string | null;
}

export function carriedSaid({ movement, days, latest }: Carried): string {
  const until = latest ? ` Its last part is due by ${day(latest)}.` : '';
  return movement === 'slip'
    ? `What took it over is due ${shift(days)}.${until}`
    : 'What took it over has no date: the date was given up.';
}
