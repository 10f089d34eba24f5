import { RATINGS } from '#domain/action/events.js';
import { READS } from '#domain/kernel/roles.js';
import { findAction, listActions } from '#projections/actions/queries.js';
import { day, item, oneOf, text } from './parameters.js';
import { itemRoute, listRoute, type QueryRoute } from './query-route.js';

/** Every question that the API answers from the read models: the one list that the routes and OpenAPI go by. */
export const queryRoutes: readonly QueryRoute[] = [
  listRoute({
    path: 'actions',
    summary: 'Actions, in the order of their references.',
    roles: READS,
    filters: {
      programme: item('Of this programme.'),
      status: oneOf('In this state.', [
        'planned',
        'in-progress',
        'blocked',
        'deferred',
        'complete',
        'verified',
        'withdrawn',
      ]),
      owner: item('Led by this party.'),
      rating: oneOf('Rated so by its owner.', RATINGS),
      overdueOn: day('Overdue on this day: a firm promise not kept by its last day.'),
      q: text('With these words in its title, description or reference.'),
    },
    answers: {},
    list: listActions,
  }),
  itemRoute({ path: 'actions/:ref', summary: 'One action.', answers: {}, find: findAction }),
];
