import { londonDate } from '#domain/index.js';
import type { BreachTiming, MeetingDifference, WhatIf } from '#maintenance/index.js';
import { LABEL, rendered } from '../text/render.js';

export function linesOf({ asOf, from, to, unmatched, meetings, breaches, replayed }: WhatIf): string[] {
  const { ledger, rules, different } = breaches;
  return [
    ...(asOf.illustrative ? [LABEL] : []),
    `${replayed.events} events replayed; compared from ${londonDate(from)} to ${londonDate(to)}. The ledger is as it was.`,
    ...unmatched,
    ...table('meetings', meetings.map(meetingRow), 'No meeting was held then.'),
    ...table('figures that differ', meetings.flatMap(figureRows), 'No figure of any report differs.'),
    ...table('ratings that differ', meetings.flatMap(ratingRows), 'No derived rating at any meeting differs.'),
    `${ledger} breaches were raised, ${rules} would have been.`,
    ...table('breaches raised otherwise', different.map(breachRow), 'None would have been raised at another time.'),
  ];
}

const table = (name: string, rows: readonly object[], none: string) =>
  rows.length === 0 ? [none] : [rendered({ [name]: rows })];

function meetingRow({ meeting, group, startsAt, known, figures, ratings }: MeetingDifference) {
  const day = londonDate(startsAt);
  if (!known) return { meeting, group, day, figures: 'nothing known yet', ratings: '' };
  return { meeting, group, day, figures: figures.length, ratings: ratings.different };
}

function figureRows({ meeting, figures }: MeetingDifference) {
  return figures.map(({ row, figure, ledger, rules }) => ({ meeting, row, figure, was: ledger, wouldBe: rules }));
}

function ratingRows({ meeting, ratings }: MeetingDifference) {
  const colour = ({ rating, word }: { rating: string | null; word: string | null }) =>
    rating === null ? 'none' : `${rating}${word === null ? '' : ` (${word})`}`;
  return ratings.actions.map(({ action, ledger, rules }) => ({
    meeting,
    action,
    was: colour(ledger),
    wouldBe: colour(rules),
  }));
}

function breachRow({ target, period, ledger, rules, days }: BreachTiming) {
  const day = (at: string | null) => (at === null ? 'never' : londonDate(at));
  return { target, period, raised: day(ledger), wouldBe: day(rules), later: days === null ? '' : inDays(days) };
}

function inDays(days: number): string {
  if (days === 0) return 'on the same day';
  return `${Math.abs(days)} days ${days < 0 ? 'earlier' : 'later'}`;
}
