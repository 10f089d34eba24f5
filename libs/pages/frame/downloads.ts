import type { PageContext } from './page.js';

/** The files of what a page shows, at its moment and with its filters. */
export interface Downloads {
  readonly what: string;
  /** Where the files hold more than the page shows. */
  readonly all?: string;
  readonly files: readonly { readonly text: string; readonly href: string }[];
}

const NAMES = { xlsx: 'Excel', csv: 'CSV', docx: 'Word' } as const;
type Format = keyof typeof NAMES;

export function downloads(
  href: PageContext['href'],
  kind: string,
  what: string,
  asked: Readonly<Record<string, string | undefined>> = {},
  formats: readonly Format[] = ['xlsx', 'csv'],
): Downloads {
  const { cursor: _, limit: __, ...filters } = asked;
  const files = formats.map((format) => ({ text: NAMES[format], href: href(`/exports/${kind}.${format}`, filters) }));
  return { what, files };
}
