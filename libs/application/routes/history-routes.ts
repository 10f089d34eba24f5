import { type Aggregate, commandAggregates } from '#domain/index.js';
import { AUDIT_PAGE, history } from '#read-models/index.js';
import { parameter } from '#read-store/index.js';
import { listRoute, type QueryRoute } from '../queries/query-route.js';

export const historyRoutes = {
  programme: historyOf(commandAggregates.programme),
  group: historyOf(commandAggregates.group),
  party: historyOf(commandAggregates.party),
  meeting: historyOf(commandAggregates.meeting),
  action: historyOf(commandAggregates.action),
  milestone: historyOf(commandAggregates.milestone),
  target: historyOf(commandAggregates.target),
  decision: historyOf(commandAggregates.decision),
  token: historyOf(commandAggregates.token),
  webhook: historyOf(commandAggregates.webhook),
  ledger: historyOf(commandAggregates.ledger),
  import: historyOf(commandAggregates.import),
} satisfies Record<keyof typeof commandAggregates, QueryRoute>;

function historyOf(aggregate: Pick<Aggregate, 'kind' | 'plural'> & { readonly creation?: unknown }) {
  const { kind, plural, creation } = aggregate;
  return listRoute({
    path: creation ? `${plural}/:ref/history` : `${plural}/history`,
    summary: `What happened to ${creation ? 'one' : 'the'} ${kind}: one row an event, with what it changed.`,
    namesItems: true,
    filters: { order: parameter.ORDER },
    answers: AUDIT_PAGE,
    list: (view, { order }, page, { namesOf }, ref) =>
      history(view, kind, creation ? ref : kind, { ...page, order }, namesOf),
  });
}
