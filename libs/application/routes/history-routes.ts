import { type Aggregate, aggregates } from '#domain/index.js';
import { AUDIT_PAGE, history } from '#read-models/index.js';
import { listRoute, type QueryRoute } from '../queries/query-route.js';
import { ORDER } from '../queries/reports/scope.js';

export const historyRoutes = {
  programme: historyOf(aggregates.programme),
  group: historyOf(aggregates.group),
  party: historyOf(aggregates.party),
  meeting: historyOf(aggregates.meeting),
  action: historyOf(aggregates.action),
  milestone: historyOf(aggregates.milestone),
  target: historyOf(aggregates.target),
  decision: historyOf(aggregates.decision),
  token: historyOf(aggregates.token),
  webhook: historyOf(aggregates.webhook),
  ledger: historyOf(aggregates.ledger),
} satisfies Record<keyof typeof aggregates, QueryRoute>;

function historyOf(aggregate: Pick<Aggregate, 'kind' | 'plural'> & { readonly creation?: unknown }) {
  const { kind, plural, creation } = aggregate;
  return listRoute({
    path: creation ? `${plural}/:ref/history` : `${plural}/history`,
    summary: `What happened to ${creation ? 'one' : 'the'} ${kind}: one row an event, with what it changed.`,
    namesItems: true,
    filters: { order: ORDER },
    answers: AUDIT_PAGE,
    list: (view, { order }, page, { namesOf }, ref) =>
      history(view, kind, creation ? ref : kind, { ...page, order }, namesOf),
  });
}
