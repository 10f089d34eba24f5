import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startDemonstration } from '../support/demonstration.js';
import type { TestServer } from '../support/server.js';
import { crawl, type Link, linksOf } from './crawl.js';

let demo: TestServer;
beforeAll(async () => {
  demo = await startDemonstration();
});
afterAll(async () => {
  await demo?.stop();
});

/** How many items a list of the API holds, over all its pages. */
async function countOf(path: string): Promise<number> {
  let count = 0;
  for (let next: string | undefined = path; next; ) {
    const { items, nextCursor } = (await demo.get(next)).body as { items: unknown[]; nextCursor: string | null };
    count += items.length;
    next = nextCursor ? `${path}&cursor=${encodeURIComponent(nextCursor)}` : undefined;
  }
  return count;
}

const FIGURE = '/reports/governance/items?';
/** A figure in large type, with its words as the link. */
const LARGE = /<b>(\d+)<\/b><span>(<a .*?<\/a>)/gs;

describe('on every page of the demonstration', () => {
  it('no link is a dead end, and every figure is the count of the list that it opens', async () => {
    const broken: string[] = [];
    const figures = new Map<string, Link & { readonly on: string }>();
    const add = (link: Link, on: string) => figures.set(`${link.href} ${link.text}`, { ...link, on });
    const from = new Map<string, string>();
    await crawl(demo.url, '/?known=2019-03-26', ({ address, status, html }, links) => {
      if (status !== 200) broken.push(`${status} ${address} (from ${from.get(address)})`);
      for (const link of links) {
        const target = link.href.split('#')[0] ?? '';
        if (!from.has(target)) from.set(target, address);
        if (/^\d+$/.test(link.text) && link.href.startsWith(FIGURE)) add(link, address);
      }
      for (const [, text = '', link = ''] of html.matchAll(LARGE))
        for (const { href } of linksOf(link)) if (href.startsWith(FIGURE)) add({ href, text }, address);
    });
    expect(broken).toEqual([]);
    expect(figures.size).toBeGreaterThan(50);
    const wrong: string[] = [];
    for (const { href, text, on } of figures.values()) {
      const count = await countOf(`/api${href.replace('known=', 'knownAt=').replace('true=', 'effectiveAt=')}`);
      if (String(count) !== text) wrong.push(`${on} says ${text} and ${href} holds ${count}`);
    }
    expect(wrong).toEqual([]);
  });
});
