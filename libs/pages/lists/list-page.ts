import type { Kind } from '#domain/index.js';
import { creationForms, type OfferedForm } from '../forms/offered.js';
import { downloads } from '../frame/downloads.js';
import { nextPage } from '../frame/next-page.js';
import type { PageContext, PageModel } from '../frame/page.js';
import { count } from '../words/dates.js';
import { fieldsOf, type ListFilter, saidFilters } from './filters.js';

/** How many items a page of a list holds: their rows weigh about a kilobyte each. */
export const ITEMS = '40';

/** What a cell of a list shows: words with a quieter line below, or a rating. */
export interface Cell {
  readonly label: string;
  readonly text?: string;
  readonly href?: string;
  readonly quiet?: boolean;
  readonly sub?: string | null;
  readonly said?: object | null;
  readonly found?: object;
}

/** One item of a list: its link, then its cells in the order of the columns. */
export interface ListRow {
  readonly item: { readonly kind: string; readonly reference: string; readonly title: string };
  readonly cells: readonly Cell[];
}

export interface ListColumn {
  readonly text: string;
  readonly w?: string;
}

interface Listed {
  readonly path: string;
  readonly one: string;
  /** The kind whose items it lists, where a form makes one. */
  readonly makes?: Kind;
  /** Other forms beside the list. */
  readonly offers?: readonly OfferedForm[];
  readonly heading: string;
  readonly filters: readonly ListFilter[];
  readonly columns: readonly ListColumn[];
  readonly rows: readonly ListRow[];
  readonly list: {
    readonly items: readonly unknown[];
    readonly nextCursor: string | null;
    readonly total?: number | null;
  };
}

/** The model of a list with its filters, which the template `list` shows. */
export function listModel(context: PageContext, listed: Listed): PageModel {
  const { query, href } = context;
  const { path, one, heading, list } = listed;
  const { cursor, limit: _, ...asked } = query;
  const fields = fieldsOf(listed.filters, asked);
  const within = saidFilters(fields);
  const others = Object.entries(asked).filter(([name]) => fields.every((field) => field.name !== name));
  const typed: Readonly<Record<string, string>> = query.programme ? { programme: query.programme } : {};
  return {
    title: within ? `${heading}: ${within}` : heading,
    heading,
    within,
    crumbs: [{ text: 'Plan', href: href('/') }],
    counted: counted(list, one, cursor !== undefined),
    makes: [...(listed.makes ? creationForms(context, [listed.makes], typed) : []), ...(listed.offers ?? [])],
    action: path,
    fields,
    others,
    clear: within || others.length > 0 ? href(path) : null,
    downloads: downloads(href, path.slice(1), within ? `${heading}: ${within}` : heading, asked),
    columns: listed.columns,
    rows: listed.rows,
    first: cursor === undefined ? null : href(path, asked),
    next: nextPage(href, path, asked, list.nextCursor),
  };
}

/** "91 actions"; where they were not counted, what this page shows of them. */
function counted({ items, nextCursor, total }: Listed['list'], one: string, isLater: boolean): string {
  if (typeof total === 'number') {
    const shown = nextCursor === null && !isLater ? '' : `, ${items.length} of them on this page`;
    return `${count(total, one)}${shown}.`;
  }
  if (nextCursor === null && !isLater) return `${count(items.length, one)}.`;
  return `${count(items.length, one)} on this page${nextCursor === null ? ', the last' : ', and more on the next'}.`;
}
