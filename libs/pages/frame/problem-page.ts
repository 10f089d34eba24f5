import type { Problem } from '#application/index.js';
import { addressAt, isPast, type PageMoment } from './moment.js';

export interface ProblemPage {
  readonly title: string;
  readonly sentence: string;
  readonly lines: readonly string[];
  readonly links: readonly { readonly text: string; readonly href: string }[];
  /** A number to quote. */
  readonly quote: string | null;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'This address asks for something that cannot be read',
  403: 'This is not open to you',
  404: 'Not found',
  409: 'This cannot be done now',
  414: 'This address is too long',
  422: 'This moment cannot be shown',
  429: 'Too many requests',
  503: 'The ledger is not ready',
};

/** A failure of a page in words: what is wrong, what to do, and a number to quote. */
export function problemPage(
  { status, code, detail }: Problem,
  reference: string | undefined,
  request: { readonly id: string; readonly address: string; readonly moment: PageMoment },
): ProblemPage {
  const { id, address, moment } = request;
  const past = isPast(moment);
  const links = [
    ...(past ? [{ text: 'This page as it stands today', href: address }] : []),
    { text: 'The plan at a glance', href: addressAt(past ? moment : {}, '/') },
  ];
  const isMissing = code === 'item-not-found' || code === 'no-such-route' || code === 'unknown-reference';
  if (isMissing) {
    const what = reference ?? 'such page';
    const sentence = `There is no ${what} on this ledger, or it is not open to you.`;
    const then = past ? ['It may have been put on the ledger after the moment that you are looking at.'] : [];
    return { title: 'Not found', sentence, lines: then, links, quote: null };
  }
  const title = TITLES[status] ?? 'Something went wrong here';
  if (status < 500) return { title, sentence: detail ?? title, lines: [], links, quote: null };
  const wait = status === 503 ? ['Wait a minute, then open this page again. What was recorded is safe.'] : [];
  const lines = [...wait, 'Nothing was recorded or lost by opening this page.'];
  return { title, sentence: detail ?? title, lines, links, quote: `${code}, ${id}` };
}
