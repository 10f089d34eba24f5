import { beforeAll, expect, it } from '@jest/globals';
import { type ConfigData, HtmlValidate } from 'html-validate';
import type { BrowserContext, Page } from 'playwright-core';
import { overflowOf, violationsOf, withAxe } from '../support/accessibility.js';
import { inBrowser, serverInBrowser } from '../support/in-browser.js';
import { ADMIN_TOKEN } from '../support/server.js';
import { type SignedInBrowser, signIn, signInAt } from '../support/signed-in-browser.js';
import { bringIn } from './imported.js';
import { at, IMPORTED, SIGNED_IN, SIGNED_OUT, TODAY } from './kinds.js';

const PAST = 'known=2019-03-26';
const DESK = 1280;
const PHONE = 375;
const WIDTHS = [320, PHONE, 768, DESK];
/** Of the text alone, as a reader sets it in the browser. */
const LARGE_TEXT = '200%';
/** What nhsuk-frontend's macros write; and roles, which keep tables tables where CSS changes their display. */
const HTML_RULES: ConfigData['rules'] = {
  'long-title': 'off',
  'no-redundant-role': 'off',
  'no-implicit-button-type': 'off',
  // Checkboxes of one question have one name.
  'form-dup-name': ['error', { shared: ['radio', 'button', 'reset', 'submit', 'checkbox'] }],
};
const FIRST_VIEW_BYTES = 100_000;
const PLAIN_BYTES = 60_000;
/** Forty rows of fields. */
const ROOM_BYTES = 90_000;

/** At the moment at which each is looked at. */
const ADDRESSES = [
  ...SIGNED_IN.map((address) => at(address, address.includes('known=') ? '' : PAST)),
  ...TODAY,
  ...IMPORTED,
];

const opened = serverInBrowser();

async function visit(page: Page, address: string): Promise<void> {
  await page.goto(opened().server.url + address, { waitUntil: 'load' });
  await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
}

/** Texts that stand outside the window, or that the box around them cuts off. A textarea scrolls by itself. */
const LOST_TEXTS = `(() => {
  const lost = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const isForEars = (element) => element.closest('.nhsuk-u-visually-hidden, .al-hid, .nhsuk-skip-link, option, script, textarea, thead') !== null;
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const element = text.parentElement;
    if (!text.data.trim() || isForEars(element) || !element.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    let cut = box.left < -1 || box.right > window.innerWidth + 1;
    for (let outer = element; outer && !cut; outer = outer.parentElement) {
      if (getComputedStyle(outer).overflow === 'visible') continue;
      const edge = outer.getBoundingClientRect();
      cut = box.left < edge.left - 1 || box.right > edge.right + 1 || box.bottom > edge.bottom + 1;
    }
    if (cut) lost.push(text.data.trim().slice(0, 60));
  }
  return lost;
})()`;

/** Also with the text alone at 200 % (WCAG 1.4.4). */
async function tooWide(page: Page, address: string): Promise<string[]> {
  const wrong: string[] = [];
  for (const size of ['', LARGE_TEXT]) {
    await page.evaluate(`document.documentElement.style.fontSize = '${size}'`);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const over = await overflowOf(page);
      const where = `at ${width} pixels${size && ` with text at ${size}`}`;
      if (over > 0) wrong.push(`${address} is ${over} pixels too wide ${where}`);
      for (const text of (await page.evaluate(LOST_TEXTS)) as string[])
        wrong.push(`${address} loses “${text}” ${where}`);
    }
  }
  await page.evaluate("document.documentElement.style.fontSize = ''");
  return wrong;
}

inBrowser('every kind of page', () => {
  let desk: SignedInBrowser;
  beforeAll(async () => {
    await bringIn(opened().server);
    desk = await signInAt(opened().browser, opened().server.url, DESK);
    await withAxe(desk.context);
  });

  async function look(address: string): Promise<string[]> {
    const { page } = desk;
    await visit(page, address);
    const found = [...(await violationsOf(page)), ...(await tooWide(page, address))];
    await page.setViewportSize({ width: PHONE, height: 900 });
    // Colours are the same at every width.
    found.push(...(await violationsOf(page, ['color-contrast'])).map((each) => `on a phone, ${each}`));
    await page.setViewportSize({ width: DESK, height: 900 });
    return found;
  }

  it.each(ADDRESSES)(
    '%s breaks no rule of axe with all details open, and scrolls sideways at no width',
    async (address) => {
      expect(await look(address)).toEqual([]);
      expect(desk.wrong).toEqual([]);
    },
  );

  it.each(SIGNED_OUT)('%s does so for whoever is signed out', async (address) => {
    await desk.context.clearCookies();
    expect(await look(address)).toEqual([]);
  });

  it('is valid HTML and light', async () => {
    const { context, page } = await signInAt(opened().browser, opened().server.url, 1280, { javaScriptEnabled: false });
    const validator = new HtmlValidate({ extends: ['html-validate:recommended'], rules: HTML_RULES });
    const wrong: string[] = [];
    for (const address of ADDRESSES) {
      const answer = await page.goto(opened().server.url + address);
      const html = (await answer?.text()) ?? '';
      const most = address.endsWith('/room') ? ROOM_BYTES : PLAIN_BYTES;
      if (Buffer.byteLength(html) > most) wrong.push(`${address} weighs ${Buffer.byteLength(html)} bytes`);
      const { results } = await validator.validateString(html);
      for (const { messages } of results)
        for (const { ruleId, message, line } of messages) wrong.push(`${address}:${line} ${ruleId}: ${message}`);
    }
    expect(wrong).toEqual([]);
    await context.close();
  });

  it('costs less than 100 KB at the first view', async () => {
    const context: BrowserContext = await opened().browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    let bytes = 0;
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.goto(`${opened().server.url}/sign-in`);
    await signIn(page, ADMIN_TOKEN);
    await page.waitForURL(`${opened().server.url}/`);
    await page.waitForLoadState('load');
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(FIRST_VIEW_BYTES);
    await context.close();
  });
});
