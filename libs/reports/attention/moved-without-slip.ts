import type { SlippageQuery } from '#read-models/index.js';
import type { QueryContext } from '#read-store/index.js';
import { listSlippage } from '../slippage/items.js';
import { itemsLink } from '../slippage/totals.js';
import { samePromises } from './same-promise.js';

const LISTED = 50;

/** Finds date changes that no revision records: corrections, and withdrawn promises that were probably made again. */
export async function movedWithoutSlip(view: QueryContext, query: SlippageQuery) {
  const { moment } = view;
  const { items, nextCursor } = await listSlippage(view, { ...query, restated: true }, { limit: LISTED });
  return {
    asOf: moment.asOf,
    effectiveAt: moment.effectiveAt === undefined ? null : new Date(moment.effectiveAt).toISOString(),
    day: moment.day,
    restated: {
      items: items.map(({ promises, ...item }) => ({
        ...{ kind: item.kind, id: item.id, reference: item.reference, title: item.title },
        ...{ programme: item.programme, owner: item.owner, agreed: item.agreed },
        ...{ restated: item.restated, restatedDays: item.restatedDays, restatedAfterDue: item.restatedAfterDue },
        history: item.history,
      })),
      more: nextCursor !== null,
      href: itemsLink(moment, query, 'restated'),
    },
    possiblySame: await samePromises(view, query, LISTED),
  };
}
