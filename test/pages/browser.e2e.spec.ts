import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HtmlValidate } from 'html-validate';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { browserProgram, launch, warnWithoutBrowser } from '../support/browser.js';
import { startDemonstration } from '../support/demonstration.js';
import { ADMIN_TOKEN, type TestServer } from '../support/server.js';
import { signIn, signInAt } from '../support/signed-in-browser.js';
import { at, SIGNED_IN, SIGNED_OUT } from './kinds.js';

const program = browserProgram();
if (!program) warnWithoutBrowser();
const inBrowser = program ? describe : describe.skip;

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PAST = 'known=2019-03-26';
const FIRST_VIEW_BYTES = 100_000;
const PLAIN_BYTES = 60_000;

let demo: TestServer;
let browser: Browser;
beforeAll(async () => {
  if (!program) return;
  [demo, browser] = await Promise.all([startDemonstration(), launch(program)]);
});
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

async function visit(page: Page, address: string): Promise<void> {
  await page.goto(demo.url + address, { waitUntil: 'load' });
  await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
}

async function violationsOf(page: Page, address: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return violations.map(({ id, nodes }) => `${address} ${id}: ${nodes[0]?.html.slice(0, 200)}`);
}

inBrowser('every kind of page', () => {
  it.each([375, 1280])('breaks no rule of axe at %i pixels with all details open', async (width) => {
    const { context, page, wrong } = await signInAt(browser, demo.url, width);
    const found: string[] = [];
    for (const address of SIGNED_IN) {
      await visit(page, at(address, address.includes('known=') ? '' : PAST));
      found.push(...(await violationsOf(page, address)));
    }
    await context.clearCookies();
    for (const address of SIGNED_OUT) {
      await visit(page, address);
      found.push(...(await violationsOf(page, address)));
    }
    expect(found).toEqual([]);
    expect(wrong).toEqual([]);
    await context.close();
  });

  it.each([320, 375, 768, 1280])('fits a window of %i pixels without scrolling sideways', async (width) => {
    const { context, page } = await signInAt(browser, demo.url, width);
    const wide: string[] = [];
    for (const address of SIGNED_IN) {
      await visit(page, at(address, address.includes('known=') ? '' : PAST));
      const over = Number(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'));
      if (over > 0) wide.push(`${address} is ${over} pixels too wide`);
    }
    expect(wide).toEqual([]);
    await context.close();
  });

  it('is valid HTML and light', async () => {
    const { context, page } = await signInAt(browser, demo.url, 1280, { javaScriptEnabled: false });
    const validator = new HtmlValidate({ extends: ['html-validate:recommended'], rules: { 'long-title': 'off' } });
    const wrong: string[] = [];
    for (const address of SIGNED_IN) {
      const answer = await page.goto(demo.url + at(address, address.includes('known=') ? '' : PAST));
      const html = (await answer?.text()) ?? '';
      if (Buffer.byteLength(html) > PLAIN_BYTES) wrong.push(`${address} weighs ${Buffer.byteLength(html)} bytes`);
      const { results } = await validator.validateString(html);
      for (const { messages } of results)
        for (const { ruleId, message, line } of messages) wrong.push(`${address}:${line} ${ruleId}: ${message}`);
    }
    expect(wrong).toEqual([]);
    await context.close();
  });

  it('costs less than 100 KB at the first view', async () => {
    const context: BrowserContext = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    let bytes = 0;
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.goto(`${demo.url}/sign-in`);
    await signIn(page, ADMIN_TOKEN);
    await page.waitForURL(`${demo.url}/`);
    await page.waitForLoadState('load');
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(FIRST_VIEW_BYTES);
    await context.close();
  });
});
