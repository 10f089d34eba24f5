import { CHANGES, listChanges } from '#reports/index.js';
import { item, meetingOrMoment } from '../parameters.js';
import { listRoute } from '../query-route.js';

export const route = listRoute({
  path: 'reports/changes',
  report: 'changes',
  summary: 'What changed between two moments, item by item: by default since the group last met.',
  filters: {
    group: item('group', 'In what this group oversees.'),
    programme: item('programme', 'In this programme.'),
    since: meetingOrMoment('The earlier moment; the last meeting that the group held unless stated, or 90 days back.'),
    until: meetingOrMoment('The later moment; now unless stated.'),
  },
  answers: CHANGES,
  list: (view, asked, page, { namesOf }) => listChanges(view, asked, page, namesOf),
});
