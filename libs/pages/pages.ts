import { action } from './action/action.page.js';
import { attention } from './attention/attention.page.js';
import { calendar } from './calendar/calendar.page.js';
import { datesMoved } from './dates-moved/dates-moved.page.js';
import { decision } from './decision/decision.page.js';
import { decisions } from './decisions/decisions.page.js';
import { figureItems } from './figure-items/figure-items.page.js';
import type { WebPage } from './frame/page.js';
import { home } from './home/home.page.js';
import { actions, milestones, targets } from './lists/lists.js';
import { readings } from './readings/readings.page.js';
import { report } from './report/report.page.js';
import { search } from './search/search.page.js';
import { target } from './target/target.page.js';
import { words } from './words-page/words.page.js';

/** Every page, in the order in which a reader of the navigation meets them. */
export const pages: readonly WebPage[] = [
  home,
  report,
  decisions,
  decision,
  actions,
  action,
  milestones,
  targets,
  target,
  attention,
  datesMoved,
  readings,
  calendar,
  search,
  figureItems,
  words,
];
