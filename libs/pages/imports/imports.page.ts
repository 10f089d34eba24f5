import { type ImportStatus, KEEPS_PARTIES } from '#domain/index.js';
import { hiddenOf } from '../forms/form-page.js';
import type { OfferedForm } from '../forms/offered.js';
import { type SaidError, type Typed, textIn } from '../forms/typed.js';
import { isPast } from '../frame/moment.js';
import { nextPage } from '../frame/next-page.js';
import { definePage, type PageContext, type WebPage } from '../frame/page.js';
import { count, when } from '../words/dates.js';
import { statusSaid } from './import-words.js';

interface ImportTold {
  readonly reference: string;
  readonly status: ImportStatus;
  readonly document: string;
  readonly title: string | null;
  readonly uploadedAt: string;
  readonly commands: number;
  readonly done: number;
  readonly applied: number;
  readonly refused: number;
}

interface ImportsTold {
  readonly items: readonly ImportTold[];
  readonly nextCursor: string | null;
}

export interface UploadState {
  /** The key under which the document is uploaded once, however often the form is sent. */
  readonly key: string;
  readonly typed?: Typed;
  readonly errors?: readonly SaidError[];
}

/** The documents that were uploaded, and the form for another. */
export const importsPage = ({ items, nextCursor }: ImportsTold, { key, typed = {}, errors }: UploadState): WebPage =>
  definePage({
    path: 'import',
    template: 'imports',
    section: 'plan',
    roles: KEEPS_PARTIES,
    make: async ({ href, query }) => ({
      title: 'Bring a plan in',
      crumbs: [{ text: 'Plan', href: href('/') }],
      isFirst: !query.cursor,
      rows: items.map((told) => ({
        href: importPath(told.reference),
        reference: told.reference,
        document: told.document,
        about: told.title,
        on: when(told.uploadedAt),
        stands: standsAs(told),
      })),
      next: nextPage(href, '/import', {}, nextCursor),
      typed: Object.fromEntries(['text', 'name', 'date'].map((name) => [name, textIn(typed, name)])),
      errors: errors?.map(({ text, id }) => ({ text, href: `#${id}` })),
      at: Object.fromEntries((errors ?? []).map(({ name, text }) => [name, { text }])),
      hidden: hiddenOf(key, undefined),
    }),
  });

function standsAs({ status, commands, done, applied, refused }: ImportTold): string {
  if (status === 'running') return `${statusSaid(status)}: ${done} of ${count(commands, 'command')}`;
  if (status !== 'finished') return statusSaid(status);
  const not = refused > 0 ? `, ${refused} refused` : '';
  return `${statusSaid(status)}: ${count(applied, 'row')}${not}`;
}

export const importPath = (reference: string, page = ''): string =>
  `/import/${encodeURIComponent(reference)}${page && `/${page}`}`;

/** The way to the page, for those who may bring a plan in. */
export function offeredImport({ moment, signedIn }: Pick<PageContext, 'moment' | 'signedIn'>): readonly OfferedForm[] {
  return signedIn.importsPlans && !isPast(moment) ? [{ text: 'Bring a plan in from a document', href: '/import' }] : [];
}
