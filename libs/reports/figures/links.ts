import type { ReportQuery } from '#read-models/index.js';
import { type Link, linkTo, type Moment } from '#read-store/index.js';
import type { AskName } from './ask-names.js';
import type { FigureName } from './figures.js';

export function reportLink(moment: Moment, query: ReportQuery): Link {
  return linkTo({ to: 'governance' }, pinnedParameters(moment, query));
}

export function figureLink(moment: Moment, query: ReportQuery, figure?: FigureName): Link {
  const parameters = pinnedParameters(moment, query);
  if (figure === undefined)
    return linkTo({ to: 'governance-items' }, parameters, ['figure', 'row', 'rating', 'scheme']);
  return linkTo({ to: 'governance-items' }, { ...parameters, figure });
}

export function askLink(moment: Moment, { group, programme }: ReportQuery, ask: AskName): Link {
  return linkTo({ to: 'governance-asks' }, { ...pinnedParameters(moment, { group, programme }), ask });
}

export function watermelonsLink(moment: Moment, { group, programme }: ReportQuery): Link {
  const parameters = pinnedParameters(moment, { group, programme });
  return linkTo({ to: 'watermelons' }, { ...parameters, difference: 'better-than-facts' });
}

/** Pins position and day so that a link keeps its answer; the day becomes its end as `effectiveAt`. */
function pinnedParameters(
  { asOf, effectiveAt, day }: Moment,
  { group, programme, silentFor, silentDays }: ReportQuery,
): Readonly<Record<string, string>> {
  return {
    ...(group !== undefined && { group }),
    ...(programme !== undefined && { programme }),
    ...(silentFor !== undefined && { silentFor: String(silentFor) }),
    ...(silentDays !== undefined && { silentDays: String(silentDays) }),
    asOfPosition: String(asOf.position),
    effectiveAt: effectiveAt === undefined ? day : new Date(effectiveAt).toISOString(),
  };
}
