import { type Ask, type QueryRoute, routes } from '#application/index.js';
import type { Kind } from '#domain/index.js';
import { type Names, nameOf } from '../words/names.js';
import type { FormField } from './fields.js';
import type { Choosable } from './words/form-words.js';

/** A kind with more items than a list holds is absent: its references are typed. */
export type Options = Readonly<Partial<Record<Kind, readonly Choosable[]>>>;

interface Listed {
  readonly items: readonly { readonly reference: string; readonly name?: string | null; readonly status?: string }[];
  readonly nextCursor: string | null;
}

const LONGEST = 100;
const LISTS: Partial<Record<Kind, QueryRoute<Listed>>> = {
  party: routes.parties,
  programme: routes.programmes,
  group: routes.groups,
  meeting: routes.meetings,
};

/** Nothing new is given to these. */
const ENDED: readonly string[] = ['closed', 'retired', 'erased', 'cancelled'];

/** Asks one list a kind that the fields name. */
export async function optionsFor(ask: Ask, fields: readonly FormField[], names: Names): Promise<Options> {
  const options: Partial<Record<Kind, readonly Choosable[]>> = {};
  for (const kind of new Set(kindsIn(fields))) {
    const route = LISTS[kind];
    if (!route) continue;
    const query = { limit: String(LONGEST), ...(kind === 'meeting' && { order: 'newest' }) };
    const { items, nextCursor } = await ask(route, query);
    // Meetings are listed newest first, and an older one is typed by its reference through the API.
    if (nextCursor !== null && kind !== 'meeting') continue;
    options[kind] = items
      .filter(({ status = '' }) => !ENDED.includes(status))
      .map(({ reference }) => ({ value: reference, text: `${nameOf(names, reference)} (${reference})` }));
  }
  return options;
}

function kindsIn(fields: readonly FormField[]): readonly Kind[] {
  return fields.flatMap(({ control }) =>
    'of' in control ? [control.of] : 'fields' in control ? kindsIn(control.fields) : [],
  );
}
