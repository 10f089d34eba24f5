import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startDemonstration } from '../support/demonstration.js';
import type { TestServer } from '../support/server.js';
import { crawl, type Link } from './crawl.js';

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

describe('on every page of the demonstration', () => {
  it('no link is a dead end, and every figure is the count of the list that it opens', async () => {
    const broken: string[] = [];
    const figures = new Map<string, Link & { readonly on: string }>();
    const from = new Map<string, string>();
    await crawl(demo.url, '/?known=2019-03-26', ({ address, status }, links) => {
      if (status !== 200) broken.push(`${status} ${address} (from ${from.get(address)})`);
      for (const link of links) {
        const target = link.href.split('#')[0] ?? '';
        if (!from.has(target)) from.set(target, address);
        const isFigure = /^\d+$/.test(link.text) && link.href.startsWith('/reports/governance/items?');
        if (isFigure) figures.set(`${link.href} ${link.text}`, { ...link, on: address });
      }
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
