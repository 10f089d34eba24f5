import { expect, it } from '@jest/globals';
import { extractText, getDocumentProxy } from 'unpdf';
import { inBrowser, serverInBrowser } from '../support/in-browser.js';
import { signInAt } from '../support/signed-in-browser.js';

const opened = serverInBrowser();

/** The text of each sheet that an address prints on. */
async function sheetsOf(address: string): Promise<string[]> {
  const { context, page } = await signInAt(opened().browser, opened().server.url, 1280);
  await page.goto(opened().server.url + address);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  await context.close();
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)));
  return text.map((each) => each.replace(/\s+/g, ' '));
}

inBrowser('on paper', () => {
  it('a board report is at most four sheets, each with its moment, its event and that the data is invented', async () => {
    const sheets = await sheetsOf('/groups/MHB/report?meeting=MHB-MTG10');
    expect(sheets.length).toBeGreaterThan(1);
    expect(sheets.length).toBeLessThanOrEqual(4);
    sheets.forEach((text, index) => {
      expect(text).toContain(`Page ${index + 1} of ${sheets.length}`);
      expect(text).toMatch(/meeting of 15 January 2019, event 522/);
      expect(text).toContain('Illustrative data');
    });
    expect(sheets[0]).toContain('For the board to decide or receive');
    expect(sheets.join(' ')).not.toContain('Look at another moment');
  });

  it.each(['/actions/SMI-A02', '/targets/DEM-T01', '/decisions/SMI-D01'])(
    '%s prints with its moment',
    async (address) => {
      const sheets = await sheetsOf(`${address}?known=2019-03-26`);
      for (const text of sheets) expect(text).toMatch(/known on 26 March 2019, event 570/);
      expect(sheets.at(-1)).toContain('Every reference is an address');
    },
  );
});
