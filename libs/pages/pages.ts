import { action } from './action/action.page.js';
import { figureItems } from './figure-items/figure-items.page.js';
import { home } from './home/home.page.js';
import type { Page } from './page.js';
import { report } from './report/report.page.js';
import { since } from './since/since.page.js';
import { target } from './target/target.page.js';
import { words } from './words-page/words.page.js';

/** Every page, in the order in which a reader of the navigation meets them. */
export const pages: readonly Page[] = [
  home,
  figureItems,
  action,
  target,
  report,
  since,
  words,
];
