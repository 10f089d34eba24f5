import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { ACCESS, type Access } from '../kernel/access.js';
import { spanOf } from '../kernel/calendar.js';
import { Circumstances, CommandBody, type SourceBody } from '../kernel/command.js';
import { type Context, isRefusal, type Refusal, refuse } from '../kernel/decider.js';
import { IsFigure } from '../kernel/figure-fields.js';
import { type Figure, sameFigure } from '../kernel/figures.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import { REPORTS } from '../kernel/roles.js';
import { IsDay, IsItem, IsPeriod, IsText } from '../kernel/validation.js';
import { accessOf } from '../kernel/visibility.js';
import { judgedAgain, trueTimeOf } from './breaches.js';
import { type Measurement, QUALIFIERS, type Qualifier } from './events.js';
import { wrongFigure } from './figure.js';
import { judge } from './judge.js';
import { keyOf } from './periods.js';
import { targetVerb, withMeasured, withReport } from './state.js';

const STATUSES = ['provisional', 'final'] as const;

/** A figure: a value, or a numerator and a denominator, or a low and a high. */
class FigureBody extends Circumstances {
  @IsPeriod() period: string;
  @IsOptional() @IsFigure() value?: Figure;
  @IsOptional() @IsFigure() numerator?: Figure;
  @IsOptional() @IsFigure() denominator?: Figure;
  @IsOptional() @IsIn(QUALIFIERS) qualifier?: Qualifier;
  /** The lowest that it may be, with `high`. */
  @IsOptional() @IsFigure() low?: Figure;
  /** The highest that it may be, with `low`. */
  @IsOptional() @IsFigure() high?: Figure;
  /** `final` unless stated. */
  @IsOptional() @IsIn(STATUSES) status?: (typeof STATUSES)[number];
  @IsOptional() @IsDay() reportedOn?: string;
}

export class RecordMeasurement extends FigureBody {
  @IsOptional() @IsText(2000) reason?: string;
  /** Who sees it; as the target unless stated. */
  @IsOptional() @IsIn(ACCESS) access?: Access['level'];
  @IsOptional() @IsItem() restrictedTo?: string;
}

export class CorrectMeasurement extends FigureBody {
  @IsText(2000) reason: string;
}

export class ReportBreach extends CommandBody {
  @IsPeriod() period: string;
  /** How many fell short. */
  @IsOptional() @IsInt() @Min(1) @Max(1_000_000_000) cases?: number;
  @IsOptional() @IsText() narrative?: string;
}

export const recordMeasurement = targetVerb({
  body: RecordMeasurement,
  roles: REPORTS,
  summary: 'Record the figure of a period and judge it, and every period that depends on it.',
  decide(command, state, context) {
    const wrong = wrongFigure(command) ?? notYet(command, context);
    if (wrong) return wrong;
    const known = state.measurements[keyOf(command.period)];
    if (known) return isSameMeasurement(known, command) ? [] : exists(known);
    const access = command.access || command.restrictedTo ? accessOf(command, context) : state.access;
    if (isRefusal(access)) return access;
    const measured = measurementOf(command, { status: 'final', access });
    const trueAt = trueTimeOf(measured.period, context);
    const after = { ...state, ...withMeasured(state, { ...measured, trueAt }) };
    return [
      { type: 'TargetMeasured', data: measured, occurredAt: trueAt },
      ...judgedAgain(state, after, 'measurement', context),
    ];
  },
});

export const correctMeasurement = targetVerb({
  body: CorrectMeasurement,
  roles: REPORTS,
  summary: 'Put right the figure of a period and judge it again, with every period that depends on it.',
  decide(command, state, context) {
    const wrong = wrongFigure(command) ?? notYet(command, context);
    if (wrong) return wrong;
    const known = state.measurements[keyOf(command.period)];
    if (!known) {
      const detail = `Nothing was measured for ${command.period}; record a measurement instead.`;
      return refuse('no-measurement', detail, { period: command.period });
    }
    if (isSameMeasurement(known, command)) return [];
    const { trueAt, ...before } = known;
    const { period, status, source, reportedOn, access } = before;
    const measured = { ...measurementOf(command, { status, source, reportedOn, access }), period };
    const after = { ...state, ...withMeasured(state, { ...measured, trueAt }) };
    return [
      {
        type: 'TargetMeasurementCorrected',
        data: { ...measured, before, reason: command.reason },
        occurredAt: trueAt,
      },
      ...judgedAgain(state, after, 'correction', context),
    ];
  },
});

export const reportBreach = targetVerb({
  body: ReportBreach,
  roles: REPORTS,
  summary: 'Report that a period missed its point, where no figure says so.',
  decide({ period, cases, narrative }, state, context) {
    const wrong = notYet({ period }, context);
    if (wrong) return wrong;
    const report = state.reports[keyOf(period)];
    if (report && report.cases === cases && report.narrative === narrative) return [];
    const outcome = report ? 'missed' : judge(state, period)?.outcome;
    if (outcome === 'missed') {
      return refuse('breach-exists', `The breach of ${period} is on record already.`, { period });
    }
    if (outcome === 'met') {
      const detail = `The figure for ${period} meets its point; correct the measurement if it is wrong.`;
      return refuse('figure-meets-point', detail, { period });
    }
    const trueAt = trueTimeOf(period, context);
    const data = omitUndefined({ period, cause: 'report' as const, cases, narrative });
    const breaches = { ...state.breaches, [keyOf(period)]: { period, cause: data.cause } };
    const reported = { ...state, breaches, ...withReport(state, data) };
    return [
      { type: 'TargetBreached', data, occurredAt: trueAt },
      ...judgedAgain(reported, reported, 'report', context),
    ];
  },
});

function notYet({ period, reportedOn }: { period: string; reportedOn?: string }, { today }: Context) {
  const first = spanOf(period)?.first ?? period;
  if (first > today) {
    return refuse('in-the-future', `${period} has not begun; measure it when it has.`, {
      field: 'period',
      value: period,
    });
  }
  if (!reportedOn || reportedOn <= today) return undefined;
  const detail = `It cannot have been reported on ${reportedOn}, which is after today.`;
  return refuse('in-the-future', detail, { field: 'reportedOn', value: reportedOn });
}

/** The refusal reveals no figure, which the caller may not see. */
function exists({ period, status }: Measurement): Refusal {
  const detail = `${period} is on record with other figures or another status; correct that measurement instead.`;
  return refuse('measurement-exists', detail, { period, status });
}

function measurementOf(
  { period, value, numerator, denominator, qualifier, low, high, status, source, reportedOn }: FigureBody,
  unsaid: Pick<Measurement, 'status' | 'source' | 'reportedOn' | 'access'>,
): Measurement {
  return omitUndefined({
    period,
    value,
    numerator,
    denominator,
    qualifier,
    low,
    high,
    status: status ?? unsaid.status,
    source: sourceOf(source) ?? unsaid.source,
    reportedOn: reportedOn ?? unsaid.reportedOn,
    access: unsaid.access,
  });
}

function sourceOf(source: SourceBody | undefined): string | undefined {
  return source?.detail ?? source?.document;
}

const FIGURES = ['value', 'numerator', 'denominator', 'low', 'high'] as const;

function isSameMeasurement(known: Measurement, { qualifier, status, source, reportedOn, ...figures }: FigureBody) {
  return (
    FIGURES.every((figure) => sameFigure(known[figure], figures[figure])) &&
    known.qualifier === qualifier &&
    (status ?? known.status) === known.status &&
    (sourceOf(source) ?? known.source) === known.source &&
    (reportedOn ?? known.reportedOn) === known.reportedOn
  );
}
