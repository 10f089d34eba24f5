import { type ReportQuery, type ReportScope, scopeOf } from '#read-models/index.js';
import type { QueryContext } from '#read-store/index.js';
import { boundsOf } from '../figures/bounds.js';
import { actionCounts } from '../figures/counts.js';
import type { Bounds, FigureName } from '../figures/figures.js';
import { figureLink } from '../figures/links.js';
import { listFigureWithin } from '../figures/listing.js';
import { measuresOf } from './measures.js';
import { silentOwners } from './owners.js';

const LISTED = 50;

export async function silences(view: QueryContext, query: ReportQuery) {
  const { moment } = view;
  const scope = await scopeOf(view, query);
  const { bounds, lookback } = await boundsOf(view, scope, query);
  const counts = await actionCounts(bounds, scope, ['open', 'silent', 'noReviewDate']);
  return {
    asOf: moment.asOf,
    effectiveAt: moment.effectiveAt === undefined ? null : new Date(moment.effectiveAt).toISOString(),
    day: moment.day,
    silentSince: lookback.silentSince,
    openActions: counts.open,
    silentActions: { total: counts.silent, ...(await firstOf(bounds, scope, query, 'actions.silent')) },
    noReviewDate: { total: counts.noReviewDate, ...(await firstOf(bounds, scope, query, 'actions.noReviewDate')) },
    silentOwners: await silentOwners(view, scope),
    ...(await measuresOf(view, scope)),
  };
}

async function firstOf(bounds: Bounds, scope: ReportScope, query: ReportQuery, figure: FigureName) {
  const { items, nextCursor } = await listFigureWithin(bounds, scope, { ...query, figure }, { limit: LISTED });
  return { items, more: nextCursor !== null, href: figureLink(bounds.view.moment, query, figure) };
}
