import type { Kind } from '#domain/index.js';
import { isPast } from '../frame/moment.js';
import type { PageContext } from '../frame/page.js';
import { addressOf, type Item } from './form.js';
import { formFor, MAIN_VERBS } from './forms.js';

/** What the reader may do with an item: the usual first, the rest behind "More", and why not for what is near. */
export interface OfferedForms {
  readonly main: readonly OfferedForm[];
  readonly more: readonly OfferedForm[];
  readonly refused: readonly string[];
}

interface OfferedForm {
  readonly text: string;
  readonly href: string;
}

/** The form that makes an item of a kind, for whoever may; `typed` is filled in. None in the past. */
export function offeredNew(
  { signedIn, moment }: Pick<PageContext, 'signedIn' | 'moment'>,
  kind: Kind,
  typed: Readonly<Record<string, string>> = {},
): OfferedForm | undefined {
  const form = formFor(kind, undefined);
  if (!form || isPast(moment) || !signedIn.roles.some((role) => form.rule.roles.includes(role))) return undefined;
  const query = new URLSearchParams(typed).toString();
  return { text: form.words.title, href: `${addressOf(form, undefined)}${query && `?${query}`}` };
}

/** At most so many sentences on what is not offered. */
const MOST_REFUSALS = 1;

/** Undefined where nothing is offered: in the past, and to readers who record nothing. */
export async function offeredForms(
  { offered }: PageContext,
  kind: Kind,
  reference: string,
  item?: Item,
): Promise<OfferedForms | undefined> {
  const verbs = await offered(kind, reference);
  const shown = verbs.flatMap(({ verb, refused }) => {
    const form = formFor(kind, verb);
    const isIdle = item && form?.words.onlyIf?.(item) === false;
    return form && !isIdle
      ? [{ verb, refused, text: form.words.title, href: addressOf({ kind, verb }, reference) }]
      : [];
  });
  if (shown.length === 0) return undefined;
  const open = shown.filter(({ refused }) => refused === null);
  const usual = MAIN_VERBS[kind] ?? [];
  const rank = (verb: string) => usual.indexOf(verb);
  return {
    main: open.filter(({ verb }) => rank(verb) >= 0).sort((one, other) => rank(one.verb) - rank(other.verb)),
    more: open.filter(({ verb }) => rank(verb) < 0),
    refused: [...new Set(shown.flatMap(({ refused }) => refused?.detail ?? []))].slice(0, MOST_REFUSALS),
  };
}
