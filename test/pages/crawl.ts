import { ADMIN_TOKEN } from '../support/server.js';

export interface Seen {
  readonly address: string;
  readonly status: number;
  readonly html: string;
}

const HEADERS = { authorization: `Bearer ${ADMIN_TOKEN}`, accept: 'text/html' };

export async function open(url: string, address: string): Promise<Seen> {
  const answer = await fetch(url + address, { headers: HEADERS });
  return { address, status: answer.status, html: await answer.text() };
}

export interface Link {
  readonly href: string;
  readonly text: string;
}

const ANCHOR = /<a\s[^>]*?href="([^"]*)"[^>]*>(.*?)<\/a>/gs;
const HIDDEN = /<span class="(?:nhsuk-u-visually-hidden|al-hid)">.*?<\/span>/gs;

/** The links of a page, with the text that a reader sees. */
export function linksOf(html: string): Link[] {
  return [...html.matchAll(ANCHOR)].map(([, href = '', inner = '']) => ({
    href: unescaped(href),
    text: unescaped(inner.replace(HIDDEN, '').replace(/<[^>]*>/g, '')).trim(),
  }));
}

const unescaped = (text: string) =>
  text
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));

const MOMENT = /([?&])(?:meeting|known|true|event)=[^&#]*/g;

/** A page at another moment is the same page: the crawl takes the first, and other tests look at moments. */
const pageOf = (address: string) =>
  address
    .replace(MOMENT, '$1')
    .replace(/[?&]+$/, '')
    .replace(/\?&+/, '?');

/** Follows every link of every page from an address on, and calls `see` once for each page. */
export async function crawl(url: string, from: string, see: (seen: Seen, links: Link[]) => void): Promise<number> {
  const known = new Set([pageOf(from)]);
  const waiting = [from];
  while (waiting.length > 0) {
    const batch = waiting.splice(0, 4);
    for (const seen of await Promise.all(batch.map((address) => open(url, address)))) {
      const links = linksOf(seen.html);
      see(seen, links);
      for (const { href } of links) {
        const next = href.split('#')[0] ?? '';
        if (!next.startsWith('/') || /^\/(api|assets|exports)\//.test(next) || known.has(pageOf(next))) continue;
        known.add(pageOf(next));
        waiting.push(next);
      }
    }
  }
  return known.size;
}
