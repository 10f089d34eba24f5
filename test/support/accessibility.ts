import axe from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** For what never fits, in tenths of a second: how soon the rest does depends on the machine. */
const PATIENCE = 300;

/** Has every page of a browser know axe: it is compiled once, and not sent to each page again. */
export async function withAxe(context: BrowserContext): Promise<void> {
  await context.addInitScript(axe.source);
}

/** What a page breaks of the rules of WCAG 2.2 AA and of best practice. */
export async function violationsOf(page: Page, without: readonly string[] = []): Promise<string[]> {
  // Only violations: telling what passes takes axe several times as long.
  const options = {
    runOnly: { type: 'tag', values: TAGS },
    rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
    resultTypes: ['violations'],
  };
  const found: unknown = await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`);
  const { violations } = found as axe.AxeResults;
  return violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html.slice(0, 200)}`);
}

/** By how many pixels a page is wider than its window. The navigation folds a moment after the window has changed. */
export async function overflowOf(page: Page): Promise<number> {
  for (let left = PATIENCE; ; left--) {
    const over = Number(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'));
    if (over <= 0 || left === 0) return over;
    await page.waitForTimeout(100);
  }
}
