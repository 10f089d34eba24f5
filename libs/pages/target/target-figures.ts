import type { HistoryEvent } from '../history/history.js';
import { period } from '../words/dates.js';
import { level } from '../words/labels.js';
import { ruleWords, type Spc, type Target, type TargetPeriod } from './target-words.js';

export interface FigureRow {
  readonly period: string;
  readonly figure: string;
  readonly notes: readonly string[];
  /** What stood there before it was corrected. */
  readonly corrected: { readonly from: string; readonly why: string | null } | undefined;
  readonly level: string | null;
  readonly condition: string | null;
  readonly result: string | null;
  readonly missed: boolean;
  readonly resultMore: string;
  readonly chance: 'better' | 'worse' | null;
  /** By which rule, or why it is not one of these. */
  readonly rule: string;
  readonly recorded: { readonly at: string; readonly by: string; readonly number: number } | undefined;
}

/** Every figure and every missed period, newest first, with the event that recorded it. */
export function figureRows(target: Target, spc: Spc, history: readonly HistoryEvent[]): readonly FigureRow[] {
  const charted = new Map(spc.points.map((point) => [point.period, point]));
  return target.periods
    .filter(({ measurement, breach }) => measurement || breach)
    .toReversed()
    .map((row) => {
      const point = charted.get(row.period);
      const signal = point?.signals[0];
      return {
        period: row.period,
        figure: figureOf(row.measurement),
        notes: notesOf(row.measurement),
        corrected: row.measurement?.corrected
          ? { from: figureOf(row.measurement.corrected.first), why: row.measurement.corrected.reason }
          : undefined,
        level: row.expected === null ? null : level(row.expected),
        condition: row.condition,
        ...resultOf(row),
        chance: signal ? (signal.means === 'concern' ? 'worse' : 'better') : null,
        rule: signal
          ? ruleWords(signal)
          : !point
            ? 'Not on the chart'
            : point.mean === null
              ? 'Too few figures'
              : 'Within chance',
        recorded: recordedIn(history, row),
      };
    });
}

type Measured = Pick<
  NonNullable<TargetPeriod['measurement']>,
  'value' | 'low' | 'high' | 'qualifier' | 'status' | 'source'
>;

function figureOf(measured: Measured | null): string {
  if (!measured) return 'no figure';
  const { value, low, high, qualifier } = measured;
  const said = value ?? (low && high ? `${low} to ${high}` : 'no figure');
  return qualifier && qualifier !== 'rounded' ? `${qualifier} ${said}` : String(said);
}

function notesOf(measured: Measured | null): readonly string[] {
  return [
    measured?.qualifier === 'rounded' ? 'Rounded' : '',
    measured?.status === 'provisional' ? 'Provisional' : '',
    measured?.source ?? '',
  ].filter(Boolean);
}

function resultOf({ verdict, breach }: TargetPeriod) {
  const recovered = breach?.recovered ? `met again in ${period(breach.recovered.period)}` : '';
  const reported = breach?.cause === 'report' ? (breach.narrative ?? 'reported without a figure') : '';
  const resultMore = [recovered, reported].filter(Boolean).join('. ');
  const missed = verdict === 'missed' || (verdict === null && breach !== null);
  return { result: missed ? 'Missed' : verdict === 'met' ? 'Met' : null, missed, resultMore };
}

/** The newest event that speaks of the period: a figure, its correction, or a breach that was reported. */
function recordedIn(history: readonly HistoryEvent[], { period: of }: TargetPeriod): FigureRow['recorded'] {
  const about = (field: string) =>
    history.find(({ changes }) => changes.some((change) => change.field === `${field}.${of}`));
  const event = about('measurements') ?? about('breaches');
  if (!event) return undefined;
  return { at: event.recordedAt, by: event.actor.name ?? event.actor.party, number: event.number };
}
