import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { browserProgram, launch } from '../support/browser.js';
import { inBrowser } from '../support/in-browser.js';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.js';
import { signInAt } from '../support/signed-in-browser.js';
import { hostilePlan, MARKUP, START, TEMPLATE } from './hostile-plan.js';

const program = browserProgram();

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await startServer();
  await hostilePlan(server);
  if (program) browser = await launch(program);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const PACK = 'meeting=BOARD-MTG01';
const PAGES: readonly string[] = [
  '/',
  '/?group=BOARD',
  '/groups',
  '/groups/BOARD',
  '/groups/BOARD/report',
  `/groups/BOARD/report?${PACK}`,
  '/groups/BOARD/since?from=BOARD-MTG01',
  '/programmes/BAD',
  '/parties/FIRM-01',
  '/parties/LEAD-01',
  '/actions',
  '/actions?programme=BAD&owner=LEAD-01&group=BOARD',
  '/actions/BAD-A01',
  `/actions/BAD-A01?${PACK}`,
  '/actions/BAD-A02',
  '/actions/BAD-A03',
  '/milestones',
  '/milestones/BAD-M01',
  '/milestones/BAD-M02',
  '/targets',
  '/targets/BAD-T01',
  '/targets/BAD-T02',
  '/decisions',
  '/decisions/BAD-D01',
  '/decisions/BAD-D02',
  '/meetings',
  '/meetings/BOARD-MTG01',
  '/meetings/BOARD-MTG02',
  '/meetings/BOARD-MTG02/pack',
  '/meetings/BOARD-MTG01/minutes',
  '/attention',
  '/attention?group=BOARD',
  '/dates',
  '/readings',
  '/calendar',
  '/audit',
  '/audit?reference=BAD-D01&actor=FIRM-01',
  '/search?q=script',
  '/search?q=agreed',
  `/search?q=${encodeURIComponent(MARKUP)}`,
  `/actions?q=${encodeURIComponent(MARKUP)}`,
  '/reports/governance/items?figure=actions.overdue&row=BAD',
  `/reports/governance/items?figure=actions.open&${PACK}`,
];

async function everyEvent(): Promise<string[]> {
  const { body } = await server.get('/api/ledger');
  return Array.from({ length: body.asOf.number }, (_, index) => `/events/${index + 1}`);
}

/** What the markup would have left in the page, had it been taken for markup. */
const MADE = `[...document.querySelectorAll('script:not([src]), [onerror], img[src="x"], a[href^="javascript:" i]')]
  .map((each) => each.outerHTML.slice(0, 120))`;
/** How far the page, or a part of it that does not scroll by itself, is wider than the window. */
const OVER = `document.documentElement.scrollWidth - window.innerWidth`;
/** Titles behind which their reference does not stand: letters from the right would draw it before them. */
const SWAPPED = `[...document.querySelectorAll('a + .al-ref')].filter((reference) => {
  const title = [...reference.previousElementSibling.getClientRects()].at(-1);
  const place = reference.getClientRects()[0];
  return title && place && title.top < place.bottom && place.top < title.bottom && place.left < title.right - 1;
}).map((each) => each.textContent)`;
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/;

inBrowser('hostile words in every field', () => {
  it.each([320, 1280])('stand as text on every page at %i pixels, and break none', async (width) => {
    const { context, page, wrong } = await signInAt(browser, server.url, width);
    const found: string[] = [];
    let shown = 0;
    page.on('dialog', async (dialog) => {
      found.push(`${page.url()} says ${dialog.message()}`);
      await dialog.dismiss();
    });
    const addresses = width === 320 ? PAGES : [...PAGES, ...(await everyEvent())];
    for (const address of addresses) {
      const answer = await page.goto(server.url + address, { waitUntil: 'load' });
      await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
      if (answer?.status() !== 200) found.push(`${address} answers ${answer?.status()}`);
      for (const made of (await page.evaluate(MADE)) as string[]) found.push(`${address} holds ${made}`);
      const over = Number(await page.evaluate(OVER));
      if (over > 0) found.push(`${address} is ${over} pixels too wide`);
      for (const swapped of (await page.evaluate(SWAPPED)) as string[])
        found.push(`${address} draws ${swapped} before its title`);
      if (CONTROLS.test(await page.content())) found.push(`${address} holds a control of writing direction`);
      const text = String(await page.evaluate('document.body.textContent'));
      if (text.includes(START)) shown += 1;
      if (text.includes('49 javascript:') || text.includes(`${MARKUP} 49`)) found.push(`${address} evaluates`);
    }
    expect(found).toEqual([]);
    expect(wrong).toEqual([]);
    expect(shown).toBeGreaterThan(addresses.length * 0.7);
    await context.close();
  });

  it('stand as text in the tree that a screen reader reads', async () => {
    const { context, page } = await signInAt(browser, server.url, 1280);
    await page.goto(`${server.url}/actions`);
    expect(await page.locator('main').ariaSnapshot()).toContain(TEMPLATE);
    await context.close();
  });
});

describe('the calendar as a file', () => {
  it('holds hostile titles as text of its lines, none of which is longer than 75 bytes', async () => {
    const answer = await fetch(`${server.url}/calendar.ics`, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } });
    expect(answer.status).toBe(200);
    const text = await answer.text();
    const lines = text.split('\r\n');
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:BAD-A03: ${START}`);
    expect(lines.filter((line) => line !== '' && !/^( |[A-Z-]+[:;])/.test(line))).toEqual([]);
    expect(text).not.toMatch(CONTROLS);
  });
});

describe('what no page needs to show', () => {
  it.each([
    ['NUL', 'a\u0000b'],
    ['an escape', 'a\u001bb'],
    ['half a surrogate pair', 'a\ud800b'],
  ])('%s is refused before it is recorded', async (_what, text) => {
    for (const [path, fields] of [
      ['/api/actions', { programme: 'BAD', title: text }],
      ['/api/actions', { programme: 'BAD', title: 'a', description: text }],
      ['/api/actions/BAD-A01/add-note', { text }],
      ['/api/decisions', { title: 'a', disposition: 'defer', rationale: text, decidedOn: 'not-stated' }],
    ] as const)
      expect(await server.post(path, fields)).toMatchObject({ status: 400, body: { code: 'validation-failed' } });
  });
});
