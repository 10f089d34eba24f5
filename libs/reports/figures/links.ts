import type { ReportQuery } from '#read-models/index.js';
import type { Moment } from '#read-store/index.js';
import type { AskName } from './ask-names.js';
import type { FigureName } from './figures.js';

export function reportLink(moment: Moment, query: ReportQuery): string {
  return `/api/reports/governance?${pinnedParameters(moment, query)}`;
}

export function figureLink(moment: Moment, query: ReportQuery, figure?: FigureName): string {
  const parameters = pinnedParameters(moment, query);
  const named = figure === undefined ? '{&figure,row,rating,scheme}' : `&figure=${figure}`;
  return `/api/reports/governance/items?${parameters}${named}`;
}

export function askLink(moment: Moment, { group, programme }: ReportQuery, ask: AskName): string {
  return `/api/reports/governance/asks?${pinnedParameters(moment, { group, programme })}&ask=${ask}`;
}

export function watermelonsLink(moment: Moment, { group, programme }: ReportQuery): string {
  return `/api/reports/watermelons?${pinnedParameters(moment, { group, programme })}&difference=better-than-facts`;
}

/** Pins position and day so that a link keeps its answer; the day becomes its end as `effectiveAt`. */
function pinnedParameters(
  { asOf, effectiveAt, day }: Moment,
  { group, programme, silentFor, silentDays }: ReportQuery,
): URLSearchParams {
  return new URLSearchParams({
    ...(group !== undefined && { group }),
    ...(programme !== undefined && { programme }),
    ...(silentFor !== undefined && { silentFor: String(silentFor) }),
    ...(silentDays !== undefined && { silentDays: String(silentDays) }),
    asOfPosition: String(asOf.position),
    effectiveAt: effectiveAt === undefined ? day : new Date(effectiveAt).toISOString(),
  });
}
