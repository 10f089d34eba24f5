import type { ReportAsked } from '#read-models/programmes/scope.js';
import type { Moment } from '#read-store/query/moment.js';
import type { AskName } from './ask-names.js';
import type { FigureName } from './figures.js';

/** The address of a report as of its moment. */
export function reportLink(moment: Moment, asked: ReportAsked): string {
  return `/api/reports/governance?${pinned(moment, asked)}`;
}

/** The address of the items that a figure counted, or without one a URI template of them. */
export function figureLink(moment: Moment, asked: ReportAsked, figure?: FigureName): string {
  const parameters = pinned(moment, asked);
  const named = figure === undefined ? '{&figure,row,rating,scheme}' : `&figure=${figure}`;
  return `/api/reports/governance/items?${parameters}${named}`;
}

/** The address of all that a group is asked in one way. */
export function askLink(moment: Moment, { group, programme }: ReportAsked, ask: AskName): string {
  return `/api/reports/governance/asks?${pinned(moment, { group, programme })}&ask=${ask}`;
}

/** The address of the ratings that are better than the facts. */
export function watermelonsLink(moment: Moment, { group, programme }: ReportAsked): string {
  return `/api/reports/watermelons?${pinned(moment, { group, programme })}&difference=better-than-facts`;
}

/**
 * The moment as parameters that mean the same for ever. A day stands for its end, by when all that was known then had
 * become true: it pins the day of the report and changes nothing else.
 */
function pinned(
  { asOf, effectiveAt, day }: Moment,
  { group, programme, silentFor, silentDays }: ReportAsked,
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
