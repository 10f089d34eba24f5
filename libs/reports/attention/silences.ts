import { type ReportAsked, type ReportScope, scopeOf } from '#read-models/programmes/scope.js';
import type { QueryContext } from '#read-store/query/query-context.js';
import { boundsOf } from '../figures/bounds.js';
import type { Bounds, FigureName } from '../figures/figures.js';
import { figureLink } from '../figures/links.js';
import { listWithin } from '../figures/listing.js';
import { measuresOf } from './measures.js';
import { silentOwners } from './owners.js';

const LISTED = 50;

export async function silences(view: QueryContext, asked: ReportAsked) {
  const { moment } = view;
  const scope = await scopeOf(view, asked);
  const { bounds, lookback } = await boundsOf(view, scope, asked);
  return {
    asOf: moment.asOf,
    effectiveAt: moment.effectiveAt === undefined ? null : new Date(moment.effectiveAt).toISOString(),
    day: moment.day,
    silentSince: lookback.silentSince,
    silentActions: await firstOf(bounds, scope, asked, 'actions.silent'),
    noReviewDate: await firstOf(bounds, scope, asked, 'actions.noReviewDate'),
    silentOwners: await silentOwners(view, scope),
    ...(await measuresOf(view, scope)),
  };
}

async function firstOf(bounds: Bounds, scope: ReportScope, asked: ReportAsked, figure: FigureName) {
  const { items, nextCursor } = await listWithin(bounds, scope, { ...asked, figure }, { limit: LISTED });
  return { items, more: nextCursor !== null, href: figureLink(bounds.view.moment, asked, figure) };
}
