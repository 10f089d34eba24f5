import { KEEPS_PARTIES } from '#domain/index.js';
import type { OneImport } from '#imports/index.js';
import type { SaidError } from '../forms/typed.js';
import { definePage, type WebPage } from '../frame/page.js';
import { count } from '../words/dates.js';
import { aboutImport } from './import.page.js';
import { importPath } from './imports.page.js';

export interface UndoState {
  readonly reason?: string;
  readonly errors?: readonly SaidError[];
  /** References of what something else has changed since. */
  readonly touched?: readonly string[];
}

const MOST_TOUCHED = 100;

/** Takes an import back as a whole. */
export const undoPage = (found: OneImport, { reason = '', errors, touched = [] }: UndoState): WebPage =>
  definePage({
    path: 'import/:ref/undo',
    template: 'import-undo',
    section: 'plan',
    roles: KEEPS_PARTIES,
    async make(context) {
      const { reference, document, applied } = found.state;
      return {
        ...aboutImport(found, context),
        title: `Take ${document} back`,
        back: importPath(reference),
        action: importPath(reference, 'undo'),
        rows: count(applied.length, 'row'),
        reason,
        errors: errors?.map(({ text, id }) => ({ text, href: `#${id}` })),
        error: errors?.find(({ name }) => name === 'reason') ?? false,
        touched: touched.slice(0, MOST_TOUCHED).map((item) => ({ item, href: `/${encodeURIComponent(item)}` })),
        rest: Math.max(0, touched.length - MOST_TOUCHED),
      };
    },
  });
