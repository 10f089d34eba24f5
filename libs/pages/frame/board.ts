import { nameOf } from '../words/names.js';
import type { PageContext } from './page.js';

export interface Board {
  readonly reference: string;
  readonly name: string;
}

/** The board whose items a page is narrowed to, once its name is known from an answer. */
export function boardOf({ query, names }: Pick<PageContext, 'query' | 'names'>): Board | undefined {
  const reference = query.group?.toUpperCase();
  return reference ? { reference, name: nameOf(names, reference) } : undefined;
}
