export { answerPage, type PageAnswer, type PageRequest, type RenderedPage } from './answer-page.js';
export { type LedgerFrame, ledgerFrame } from './frame/frame.js';
export { addressAt } from './frame/moment.js';
export { type Names, namesIn } from './frame/names.js';
export { sectionsOf } from './frame/sections.js';
export type { Page, SignedIn } from './page.js';
export { pages } from './pages.js';
export { paperStyle } from './paper.js';
export { PAGES_FOLDER, type Render, renderer } from './render.js';
