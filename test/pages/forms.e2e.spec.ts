import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { overflowOf, violationsOf, withAxe } from '../support/accessibility.js';
import { inBrowser, serverInBrowser } from '../support/in-browser.js';
import { type SignedInBrowser, signInAt } from '../support/signed-in-browser.js';

const PHONE = 375;
const DESK = 1280;
const opened = serverInBrowser();
const signedIn = (width: number, options = {}) => signInAt(opened().browser, opened().server.url, width, options);
const press = (page: Page, name: string | RegExp) => page.locator('main').getByRole('button', { name }).last().click();

async function wrongWith(page: Page): Promise<string[]> {
  const found: string[] = [];
  await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
  for (const width of [DESK, PHONE]) {
    await page.setViewportSize({ width, height: 900 });
    // Colours are the same at every width.
    found.push(...(await violationsOf(page, width === DESK ? [] : ['color-contrast'])));
    const over = await overflowOf(page);
    if (over > 0) found.push(`${page.url()} is ${over} pixels too wide at ${width}`);
  }
  return found;
}

inBrowser('a form', () => {
  it('breaks no rule of axe and fits a phone with errors and at its check page', async () => {
    const { page, wrong, context } = await signedIn(DESK);
    await withAxe(context);
    const found: string[] = [];
    await page.goto(`${opened().server.url}/actions/IAPT-A09/revise-timescale`);
    await press(page, 'Continue');
    expect(await page.title()).toMatch(/^Error: /);
    found.push(...(await wrongWith(page)));
    await fillDate(page, 'End Q2 2027/28');
    await press(page, 'Continue');
    expect(await page.locator('h1').innerText()).toBe('Check before you record this');
    found.push(...(await wrongWith(page)));
    expect(found).toEqual([]);
    expect(wrong).toEqual([]);
    await context.close();
  });

  it('is filled and recorded by the keyboard alone, with the reading shown while typing', async () => {
    const { page, context } = await signedIn(DESK);
    await page.goto(`${opened().server.url}/actions/IAPT-A09/report-progress`);
    await page.locator('#narrative').focus();
    await page.keyboard.type('The first two posts are filled.');
    await page.keyboard.press('Tab');
    await page.keyboard.type('40');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/actions\/IAPT-A09\?recorded=\d+$/);
    expect(await page.locator('#recorded').innerText()).toMatch(/^Recorded as event \d+/);
    await page.goto(`${opened().server.url}/actions/IAPT-A09/revise-timescale`);
    await page.locator('#timescale').pressSequentially('End Q2 2027/28');
    await page.locator('[data-reading]', { hasText: 'by 30 September 2027' }).waitFor();
    await page.reload();
    expect(await page.locator('#timescale').inputValue()).toBe('End Q2 2027/28');
    await context.close();
  });

  it('records the same without JavaScript, after a check', async () => {
    const { page, context } = await signedIn(PHONE, { javaScriptEnabled: false });
    await page.goto(`${opened().server.url}/actions/IAPT-A09/revise-timescale`);
    await page.locator('#timescale').fill('End Q3 2027/28');
    await press(page, 'Show how it is understood');
    expect(await page.locator('[data-reading]').innerText()).toContain('31');
    await fillDate(page, 'End Q3 2027/28');
    await press(page, 'Continue');
    await press(page, 'Record the new date');
    await page.waitForURL(/\?recorded=\d+$/);
    expect(await page.locator('main').innerText()).toContain('31\u00a0December\u00a02027');
    await context.close();
  });
});

async function fillDate(page: Page, text: string): Promise<void> {
  await page.locator('#timescale').fill(text);
  await page.locator('main').getByLabel('The chair, between meetings').check();
  await page.locator('#reason').fill('The posts are advertised again.');
}

inBrowser('the room of a meeting', () => {
  const ROOM = '/meetings/MHB-MTG12/room';
  const open = async (desk: SignedInBrowser) => {
    await desk.page.goto(opened().server.url + ROOM);
    return desk.page.locator('[data-row]').first();
  };

  it('records a row as it is left, and says so; what two people record at once is all kept', async () => {
    const [one, other] = [await signedIn(DESK), await signedIn(DESK)];
    const rows = [await open(one), await open(other)];
    const reference = await rows[0]?.getAttribute('data-row');
    for (const [index, row] of rows.entries()) {
      await row.locator('select').selectOption('noted');
      await row.locator('input[name$=".words"]').fill(`Said by secretary ${index}`);
      await row.locator('input[name$=".minute"]').fill('7.1');
    }
    await Promise.all(rows.map((row) => row.locator('input[name$=".words"]').press('Enter')));
    for (const row of rows) await row.locator('[data-saved]', { hasText: 'saved' }).waitFor();
    const { body } = await opened().server.get(`/api/actions/${reference}/history?order=newest&limit=2`);
    const told = JSON.stringify(body);
    expect(told).toContain('Said by secretary 0');
    expect(told).toContain('Said by secretary 1');
    expect([...one.wrong, ...other.wrong]).toEqual([]);
    await Promise.all([one.context.close(), other.context.close()]);
  });

  it('works without JavaScript, with one button for all rows', async () => {
    const desk = await signedIn(DESK, { javaScriptEnabled: false });
    const row = await open(desk);
    await row.locator('select').selectOption('noted');
    await row.locator('input[name$=".words"]').fill('Read without a script');
    await desk.page.getByRole('button', { name: 'Record every row' }).click();
    expect(await desk.page.locator('[data-row]').first().locator('[data-saved]').innerText()).toContain('✓');
    await desk.context.close();
  });
});
