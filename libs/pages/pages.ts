import { action } from './action/action.page.js';
import { attention } from './attention/attention.page.js';
import { calendar } from './calendar/calendar.page.js';
import { datesMoved } from './dates-moved/dates-moved.page.js';
import { figureItems } from './figure-items/figure-items.page.js';
import { home } from './home/home.page.js';
import type { Page } from './page.js';
import { readings } from './readings/readings.page.js';
import { search } from './search/search.page.js';
import { target } from './target/target.page.js';
import { words } from './words-page/words.page.js';

/** Every page, in the order in which a reader of the navigation meets them. */
export const pages: readonly Page[] = [
  home,
  figureItems,
  action,
  target,
  attention,
  datesMoved,
  readings,
  calendar,
  search,
  words,
];
