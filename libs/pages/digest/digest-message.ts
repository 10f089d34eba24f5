import { type Render, renderer } from '../frame/render.js';
import type { Digest, DigestItem, DigestSection } from './digest.js';
import { oneLine } from './one-line.js';

export interface DigestMessage {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const MOST_SUBJECT = 200;

/** The text and the HTML of a digest; `address` is where the ledger is, without a path. */
export function digestWriter(address: string): (digest: Digest) => Promise<DigestMessage> {
  const render: Render = renderer();
  const at = (path: string) => new URL(path, address).href;
  return async (digest) => {
    const told = {
      ...digest,
      sections: digest.sections.map((section) => ({
        ...section,
        more: section.total - section.items.length,
        items: section.items.map((item) => ({ ...item, href: at(item.path) })),
      })),
      mine: at('/mine'),
      stop: at(`/parties/${digest.party.reference}`),
    };
    return {
      subject: oneLine(digest.subject, MOST_SUBJECT),
      text: textOf(told),
      html: await render('digest-mail', told),
    };
  };
}

type ToldItem = DigestItem & { readonly href: string };

interface Told extends Omit<Digest, 'sections'> {
  readonly sections: readonly (Omit<DigestSection, 'items'> & {
    readonly more: number;
    readonly items: readonly ToldItem[];
  })[];
  readonly mine: string;
  readonly stop: string;
}

function textOf({ party, sections, mine, stop, stands, ledger, illustrative }: Told): string {
  const lines = [
    ...(illustrative ? ['This ledger holds invented data.', ''] : []),
    `${party.name}: what is yours in ${ledger}.`,
    '',
    `Answer on My items: ${mine}`,
    ...sections.flatMap(({ heading, total, items, more }) => [
      '',
      `${heading} (${total})`,
      ...items.flatMap(({ reference, title, says, href }) => [
        `- ${title} (${reference})`,
        ...says.map((sentence) => `  ${sentence}`),
        `  ${href}`,
      ]),
      ...(more > 0 ? [`and ${more} more on My items.`] : []),
    ]),
    '',
    `${stands} What is restricted to a group is not in this message.`,
    `To stop these messages: ${stop}`,
  ];
  return `${lines.join('\n')}\n`;
}
