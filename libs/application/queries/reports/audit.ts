import { AUDIT_FILTERS, AUDIT_PAGE, listAudit, requireStream } from '#read-models/index.js';
import { parameter } from '#read-store/index.js';
import { listRoute } from '../query-route.js';

export const route = listRoute({
  path: 'audit',
  report: 'audit',
  summary: 'The audit trail: one row an event, with what it changed.',
  namesItems: true,
  filters: { ...AUDIT_FILTERS, order: parameter.ORDER },
  answers: AUDIT_PAGE,
  async list(view, { order, ...filter }, page, { namesOf }) {
    if (filter.stream !== undefined) await requireStream(view, filter.stream);
    return listAudit(view, filter, { ...page, order }, namesOf);
  },
});
