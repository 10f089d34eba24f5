import { type Aggregate, aggregates } from '#domain/index.js';
import { AUDIT_PAGE, history } from '#read-models/index.js';
import { listRoute, type QueryRoute } from '../queries/query-route.js';
import { ORDER } from '../queries/reports/scope.js';

export const historyRoutes: readonly QueryRoute[] = Object.values(aggregates as Record<string, Aggregate>).map(
  ({ kind, plural, creation }) =>
    listRoute({
      path: creation ? `${plural}/:ref/history` : `${plural}/history`,
      summary: `What happened to ${creation ? 'one' : 'the'} ${kind}: one row an event, with what it changed.`,
      filters: { order: ORDER },
      answers: AUDIT_PAGE,
      list: (view, { order }, page, { namesOf }, ref) =>
        history(view, kind, creation ? ref : kind, { ...page, order }, namesOf),
    }),
);
