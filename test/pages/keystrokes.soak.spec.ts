import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { inBrowser, serverInBrowser } from '../support/in-browser.js';
import { signInAt } from '../support/signed-in-browser.js';

const MEETING = 'MHB-MTG12';
const ROWS = 40;
const ON_FORMS = 10;
const SAID = 'Half is done.';
/** What the board talks of beside its agenda, so that there are forty rows. */
const ADDED = ['AMH-A02', 'AMH-A06', 'AMH-A09', 'AMH-A11', 'EIP-A01', 'EIP-A04', 'EIP-A05', 'EIP-A06']
  .concat(['DEM-A03', 'DEM-A04', 'DEM-A05', 'DEM-A06', 'DEM-A07', 'DEM-A08', 'DEM-A09', 'DEM-A10'])
  .concat(['IAPT-A01', 'IAPT-A02', 'IAPT-A03', 'IAPT-A04']);

const opened = serverInBrowser();

/** Keys pressed and pages loaded; the characters of what was said are counted by themselves. */
function keyboardOf(page: Page) {
  const counted = { keys: 0, characters: 0, loads: 0 };
  page.on('load', () => {
    counted.loads += 1;
  });
  const press = async (key: string) => {
    counted.keys += 1;
    await page.keyboard.press(key);
  };
  return {
    counted,
    press,
    async type(text: string) {
      counted.characters += text.length;
      await page.keyboard.type(text);
    },
    async tabTo(selector: string) {
      const isThere = `document.activeElement?.matches(${JSON.stringify(selector)}) === true`;
      for (let tabs = 0; tabs < 200; tabs++) {
        if (await page.evaluate(isThere)) return;
        await press('Tab');
      }
      throw new Error(`Tab never reaches ${selector} on ${page.url()}`);
    },
  };
}

inBrowser('the forty updates of a meeting, by the keyboard alone', () => {
  it('take three keys a row in the room, and one page', async () => {
    const { page, context, wrong } = await signInAt(opened().browser, opened().server.url, 1280);
    const { counted, press, type } = keyboardOf(page);
    await page.goto(`${opened().server.url}/meetings/${MEETING}/room?add=${ADDED.join()}`);
    const kinds = `[...document.querySelectorAll('[data-row] input[name$=".kind"]')].map(({ value }) => value)`;
    const rows = (await page.evaluate(kinds)) as string[];
    expect(rows.length).toBeGreaterThanOrEqual(ROWS);
    for (const kind of rows.slice(0, ROWS)) {
      const options = (await page.evaluate(
        '[...document.activeElement.options].map(({ value }) => value)',
      )) as string[];
      // Two outcomes of a decision begin with R.
      const letters = options.includes('heard')
        ? 'p'
        : options.includes('verified')
          ? 's'
          : kind === 'decision'
            ? 'rr'
            : 'm';
      for (const letter of letters) await press(letter);
      await press('Tab');
      await type(SAID);
      if (counted.characters === SAID.length) {
        await press('Tab');
        await type('4.1');
      }
      await press('Enter');
    }
    await page.waitForFunction(
      'document.querySelector("#room-status").textContent !== "" && !document.querySelector("#room-status").textContent.endsWith("saving")',
    );
    expect(await page.locator('.al-room__row--error').allInnerTexts()).toEqual([]);
    await page.locator('#room-saved', { hasText: `${ROWS} of` }).waitFor();
    console.log(`The room, ${ROWS} updates: ${JSON.stringify(counted)}`);
    expect(counted.loads).toBe(1);
    expect(counted.keys).toBeLessThan(4 * ROWS);
    expect(wrong).toEqual([]);
    await context.close();
  });

  it('take many keys and three pages each on the forms of the items', async () => {
    const { page, context } = await signInAt(opened().browser, opened().server.url, 1280);
    const { counted, press, type, tabTo } = keyboardOf(page);
    const references: string[] = [];
    for (const reference of ADDED) {
      const { body } = await opened().server.get(`/api/references/${reference}/verbs`);
      const { refused } = body.items.find(({ verb }: { verb: string }) => verb === 'report-progress');
      if (!refused) references.push(reference);
    }
    expect(references.length).toBeGreaterThanOrEqual(ON_FORMS);
    for (const reference of references.slice(0, ON_FORMS)) {
      await page.goto(`${opened().server.url}/actions/${reference}`);
      await press('Tab');
      await press('Enter');
      await tabTo('a[href$="/report-progress"]');
      await press('Enter');
      await page.waitForURL(/\/report-progress$/);
      await press('Tab');
      await press('Enter');
      await tabTo('#narrative');
      await type(SAID);
      await tabTo('summary');
      await press('Enter');
      await tabTo('#meeting');
      await press('m');
      await tabTo('#minuteRef');
      await type('4.1');
      await press('Enter');
      await page.waitForURL(/\?recorded=\d+$/);
    }
    console.log(`The items' forms, ${ON_FORMS} updates: ${JSON.stringify(counted)}`);
    expect(counted.loads).toBe(3 * ON_FORMS);
    await context.close();
  });
});
