import { action } from './action/action.page.js';
import { people } from './admin/people.page.js';
import { attention } from './attention/attention.page.js';
import { audit } from './audit/audit.page.js';
import { calendar } from './calendar/calendar.page.js';
import { datesMoved } from './dates-moved/dates-moved.page.js';
import { decision } from './decision/decision.page.js';
import { decisions } from './decisions/decisions.page.js';
import { event } from './event/event.page.js';
import { figureItems } from './figure-items/figure-items.page.js';
import type { WebPage } from './frame/page.js';
import { group, groups } from './group/group.page.js';
import { home } from './home/home.page.js';
import { actions, milestones, targets } from './lists/lists.js';
import { meeting } from './meetings/meeting.page.js';
import { meetings } from './meetings/meetings.page.js';
import { pack } from './meetings/pack.page.js';
import { milestone } from './milestone/milestone.page.js';
import { mine } from './mine/mine.page.js';
import { minutes } from './minutes/minutes.page.js';
import { party } from './party/party.page.js';
import { programme } from './programme/programme.page.js';
import { readings } from './readings/readings.page.js';
import { reference } from './reference/reference.page.js';
import { report } from './report/report.page.js';
import { search } from './search/search.page.js';
import { since } from './since/since.page.js';
import { target } from './target/target.page.js';
import { words } from './words-page/words.page.js';

/** Every page, in the order in which a reader of the navigation meets them. */
export const pages: readonly WebPage[] = [
  home,
  since,
  report,
  meetings,
  meeting,
  pack,
  minutes,
  decisions,
  decision,
  attention,
  mine,
  audit,
  event,
  groups,
  group,
  programme,
  actions,
  action,
  milestones,
  milestone,
  targets,
  target,
  party,
  calendar,
  readings,
  search,
  figureItems,
  words,
  people,
  reference,
  datesMoved,
];
