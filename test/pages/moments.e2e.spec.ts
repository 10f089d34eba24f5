import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startDemonstration } from '../support/demonstration.js';
import type { TestServer } from '../support/server.js';
import { linksOf, open } from './crawl.js';
import { at, MOMENTS, SIGNED_IN } from './kinds.js';

let demo: TestServer;
beforeAll(async () => {
  demo = await startDemonstration();
});
afterAll(async () => {
  await demo?.stop();
});

/** The moment of an address as the API takes it. */
const asParameter = (moment: string) =>
  moment
    .replace('meeting=', 'asOfMeeting=')
    .replace('known=', 'knownAt=')
    .replace('true=', 'effectiveAt=')
    .replace('event=', 'asOfNumber=');

const ASKED_AT_A_MOMENT = SIGNED_IN.filter((address) => !/known=|from=/.test(address));

describe.each(Object.entries(MOMENTS))('%s', (_, moment) => {
  const isPast = moment !== '';

  it('stands on every page, in its links and in its last line', async () => {
    const { asOf } = (await demo.get(`/api/ledger?${asParameter(moment)}`)).body as {
      asOf: { readonly number: number };
    };
    const wrong: string[] = [];
    for (const address of ASKED_AT_A_MOMENT) {
      const { status, html } = await open(demo.url, at(address, moment));
      if (status === 404) continue;
      if (status !== 200) wrong.push(`${address} answers ${status}`);
      if (isPast !== html.includes('al-moment--past')) wrong.push(`${address} has the wrong banner`);
      const stands = /This page stands on event (\d+)/.exec(html)?.[1];
      if (stands !== undefined && Number(stands) !== asOf.number) wrong.push(`${address} stands on event ${stands}`);
      const lost = linksOf(html).filter(
        ({ href }) =>
          /^\/(actions|targets|decisions|programmes)\/[A-Z]/.test(href) &&
          !href.includes(moment) &&
          href.split('?')[0] !== address.split('?')[0],
      );
      if (isPast && lost.length > 0) wrong.push(`${address} loses the moment in ${lost[0]?.href}`);
    }
    expect(wrong).toEqual([]);
  });

  it('has the figures of the API on the plan at a glance', async () => {
    const report = (await demo.get(`/api/reports/governance?${asParameter(moment)}`)).body as {
      readonly totals: { readonly actions: Record<string, number>; readonly targets: Record<string, number> };
    };
    const { html } = await open(demo.url, at('/', moment));
    const foot = /<tfoot.*?<\/tfoot>/s.exec(html)?.[0] ?? '';
    const cells = [...foot.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(
      ([, cell = '']) => /\d+/.exec(cell.replace(/href="[^"]*"/, ''))?.[0],
    );
    const { actions, targets } = report.totals;
    const figures = [actions.open, actions.overdue, actions.dueNext, actions.undated, actions.unowned, actions.unrated];
    expect(cells.slice(1)).toEqual([...figures, targets.breached].map(String));
  });
});
