import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { overflowOf } from '../support/accessibility.js';
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
  '/import',
  '/import/IMP-01',
  '/import/IMP-01/answer',
  '/import/IMP-01/columns',
];

async function everyEvent(): Promise<string[]> {
  const { body } = await server.get('/api/ledger');
  return Array.from({ length: body.asOf.number }, (_, index) => `/events/${index + 1}`);
}

/**
 * What is wrong with a page: what the markup has left in it, had it been taken for markup; and titles behind which their
 * reference does not stand, because letters from the right would draw it before them.
 */
const LOOK = `(() => {
  for (const each of document.querySelectorAll('details')) each.open = true;
  const made = document.querySelectorAll('script:not([src]), [onerror], img[src="x"], a[href^="javascript:" i]');
  const swapped = [...document.querySelectorAll('a + .al-ref')].filter((reference) => {
    const title = [...reference.previousElementSibling.getClientRects()].at(-1);
    const place = reference.getClientRects()[0];
    return title && place && title.top < place.bottom && place.top < title.bottom && place.left < title.right - 1;
  });
  return {
    made: [...made].map((each) => each.outerHTML.slice(0, 120)),
    swapped: swapped.map((each) => each.textContent),
    html: document.documentElement.outerHTML,
    text: document.body.textContent,
  };
})()`;
interface Looked {
  readonly made: readonly string[];
  readonly swapped: readonly string[];
  readonly html: string;
  readonly text: string;
}
const WIDTHS = [1280, 320];
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/;

inBrowser('hostile words in every field', () => {
  it('stand as text on every page, and break none at any width', async () => {
    const { context, page, wrong } = await signInAt(browser, server.url, 1280);
    const found: string[] = [];
    let shown = 0;
    page.on('dialog', async (dialog) => {
      found.push(`${page.url()} says ${dialog.message()}`);
      await dialog.dismiss();
    });
    const addresses = [...PAGES, ...(await everyEvent())];
    for (const address of addresses) {
      const answer = await page.goto(server.url + address, { waitUntil: 'load' });
      if (answer?.status() !== 200) found.push(`${address} answers ${answer?.status()}`);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const { made, swapped, html, text } = (await page.evaluate(LOOK)) as Looked;
        for (const each of made) found.push(`${address} holds ${each}`);
        for (const each of swapped) found.push(`${address} draws ${each} before its title at ${width} pixels`);
        if (CONTROLS.test(html)) found.push(`${address} holds a control of writing direction`);
        if (text.includes('49 javascript:') || text.includes(`${MARKUP} 49`)) found.push(`${address} evaluates`);
        if (text.includes(START)) shown += 1;
        const over = await overflowOf(page);
        if (over > 0) found.push(`${address} is ${over} pixels too wide at ${width}`);
      }
    }
    expect(found).toEqual([]);
    expect(wrong).toEqual([]);
    expect(shown).toBeGreaterThan(addresses.length * WIDTHS.length * 0.7);
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
    expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:BAD-A03 ${START}`);
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
