import type { View } from '../../read/view.js';
import { boundsOf } from '../bounds.js';
import type { FigureName } from '../figures.js';
import { figureLink } from '../links.js';
import { listFigure } from '../listing.js';
import { type ReportAsked, scopeOf } from '../scope.js';
import { measuresOf } from './measures.js';
import { silentOwners } from './owners.js';

const LISTED = 50;

/** What nobody speaks of: items, review dates, owners and figures that are missing where they would be expected. */
export async function silences(view: View, asked: ReportAsked) {
  const { moment } = view;
  const scope = await scopeOf(view, asked);
  const { lookback } = await boundsOf(view, scope, asked);
  return {
    asOf: moment.asOf,
    effectiveAt: moment.effectiveAt === undefined ? null : new Date(moment.effectiveAt).toISOString(),
    day: moment.day,
    silentSince: lookback.silentSince,
    silentActions: await firstOf(view, asked, 'actions.silent'),
    noReviewDate: await firstOf(view, asked, 'actions.noReviewDate'),
    silentOwners: await silentOwners(view, scope),
    ...(await measuresOf(view, scope)),
  };
}

async function firstOf(view: View, asked: ReportAsked, figure: FigureName) {
  const { items, nextCursor } = await listFigure(view, { ...asked, figure }, { limit: LISTED });
  return { items, more: nextCursor !== null, href: figureLink(view.moment, asked, figure) };
}
