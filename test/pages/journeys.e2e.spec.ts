import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { inBrowser, serverInBrowser } from '../support/in-browser.js';
import { cli } from '../support/processes.js';
import { signInAt } from '../support/signed-in-browser.js';

const opened = serverInBrowser();

/** What a reader sees, with plain spaces for those that keep a date together. */
const seen = async (page: Page, part = 'main') => (await page.locator(part).innerText()).replaceAll('\u00a0', ' ');
const heading = (page: Page) => page.locator('h1').innerText();
const follow = async (page: Page, name: string | RegExp) => {
  await page.locator('main').getByRole('link', { name }).first().click();
  await page.waitForLoadState('load');
};

inBrowser('a person', () => {
  it('opens the link that the command line prints, and sees the plan', async () => {
    const { stdout } = await cli(['sign-in-link'], { DATA_DIR: opened().server.folder });
    const link = /http\S+\/sign-in\/\S+/.exec(stdout)?.[0] ?? '';
    const context = await opened().browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.goto(link);
    expect(new URL(page.url()).pathname).toBe('/');
    expect(await heading(page)).toBe('The plan at a glance');
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ name: '__Host-session', httpOnly: true, secure: true, sameSite: 'Lax' });
    const again = await opened().browser.newContext();
    const other = await again.newPage();
    await other.goto(link);
    expect(await other.locator('main').innerText()).toMatch(/was used|15 minutes/);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.goto(`${opened().server.url}/decisions`);
    expect(page.url()).toContain('/sign-in?to=%2Fdecisions');
    await Promise.all([context.close(), again.close()]);
  });

  it('as a chair on a tablet goes from what was asked to who said so, and stays in that moment', async () => {
    const { context, page, wrong } = await signInAt(opened().browser, opened().server.url, 768, { hasTouch: true });
    await page.goto(`${opened().server.url}/groups/MHB/report?meeting=MHB-MTG10`);
    await follow(page, /health checks across agencies/);
    expect(page.url()).toContain('/actions/SMI-A02?meeting=MHB-MTG10');
    await follow(page, /^event \d+$/);
    expect(new URL(page.url()).pathname).toMatch(/^\/events\/\d+$/);
    expect(page.url()).toContain('meeting=MHB-MTG10');
    expect(await seen(page, '.al-moment')).toContain('15 January 2019');
    expect(wrong).toEqual([]);
    await context.close();
  });

  it('as an owner on a phone without JavaScript finds an item by its reference', async () => {
    const { context, page } = await signInAt(opened().browser, opened().server.url, 375, { javaScriptEnabled: false });
    await page.locator('#search-field').fill('SMI-A02');
    await page.locator('#search-field').press('Enter');
    await page.waitForURL(/\/actions\/SMI-A02/);
    expect(await seen(page)).toContain('31 December 2018');
    await context.close();
  });

  it('as an auditor types a day, sees the past, and goes back to today', async () => {
    const { context, page } = await signInAt(opened().browser, opened().server.url, 1280);
    await page.goto(`${opened().server.url}/targets/DEM-T01`);
    await page.getByText('Look at another moment').click();
    await page.locator('#at-known').fill('15 January 2019');
    await page.getByRole('button', { name: 'Show what was known' }).click();
    await page.waitForURL(/known=2019-01-15/);
    expect(await seen(page, '.al-moment')).toContain('15 January 2019');
    await page.getByText('Look at another moment').click();
    await page.locator('#at-known').fill('some time');
    await page.getByRole('button', { name: 'Show what was known' }).click();
    expect(await page.locator('#at-known-error').innerText()).toContain('Enter a day');
    await page.goto(`${opened().server.url}/targets/DEM-T01?known=2019-01-15`);
    await page.getByRole('link', { name: 'Go to today' }).first().click();
    await page.waitForURL(`${opened().server.url}/targets/DEM-T01`);
    await context.close();
  });

  it('by keyboard alone sees where the focus is at every stop', async () => {
    const { context, page } = await signInAt(opened().browser, opened().server.url, 1280);
    await page.goto(`${opened().server.url}/groups/MHB/report?meeting=MHB-MTG10`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Skip to main content');
    const hidden: string[] = [];
    for (let stop = 0; stop < 80; stop++) {
      await page.keyboard.press('Tab');
      const lost = await page.evaluate(`(() => {
        const focused = document.activeElement;
        if (!focused || focused === document.body) return '';
        const box = focused.getBoundingClientRect();
        const seen = document.elementFromPoint(box.x + Math.min(box.width / 2, 20), box.y + Math.min(box.height / 2, 10));
        return seen && (focused.contains(seen) || seen.contains(focused)) ? '' : focused.outerHTML.slice(0, 120);
      })()`);
      if (lost) hidden.push(String(lost));
    }
    expect(hidden).toEqual([]);
    await context.close();
  });

  it('is told that the ledger has moved on, and nothing reloads under their hands', async () => {
    const { context, page } = await signInAt(opened().browser, opened().server.url, 1280);
    await page.goto(`${opened().server.url}/actions/SMI-A03`);
    await page.evaluate('window.stillHere = true');
    const note = { text: 'The draft is with the partners.' };
    await opened().server.post('/api/actions/SMI-A03/add-note', note);
    const notice = page.locator('#moved-on');
    await notice.waitFor({ state: 'visible' });
    expect(await seen(page, '#moved-on')).toMatch(/1 event was recorded since you opened this page/);
    expect(await page.evaluate('window.stillHere')).toBe(true);
    await notice.getByRole('link').click();
    await page.waitForLoadState('load');
    expect(await seen(page)).toContain(note.text);
    await context.close();
  });
});
