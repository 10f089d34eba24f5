import { ACTION_MEETINGS, listActionMeetings } from '#reports/index.js';
import { listRoute } from '../query-route.js';

export const route = listRoute({
  path: 'actions/:ref/meetings',
  report: 'action-meetings',
  summary: 'What each meeting with a pack was told of an action, the newest meeting first.',
  filters: {},
  answers: ACTION_MEETINGS,
  list: (view, _filter, page, _directory, ref) => listActionMeetings(view, ref, page),
});
