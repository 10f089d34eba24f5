import type { Kind } from '#domain/index.js';
import { isPast } from '../frame/moment.js';
import type { PageContext } from '../frame/page.js';
import { addressOf } from './form.js';
import { formFor, MAIN_VERBS } from './forms.js';
import type { FormItem } from './words/form-words.js';

/** `main` stands open on the page, `more` is folded away. */
export interface OfferedForms {
  readonly main: readonly OfferedForm[];
  readonly more: readonly OfferedForm[];
  readonly refused: readonly string[];
}

export interface OfferedForm {
  readonly text: string;
  readonly href: string;
}

/** At most so many sentences on what is not offered. */
const MOST_REFUSALS = 1;

/** Undefined where nothing is offered: in the past, and to readers who record nothing. */
export async function offeredForms(
  { offered }: PageContext,
  kind: Kind,
  reference: string,
  item?: FormItem,
): Promise<OfferedForms | undefined> {
  const verbs = await offered(kind, reference);
  const shown = verbs.flatMap(({ verb, refused }) => {
    const form = formFor(kind, verb);
    // Nobody needs to be told that the mail of others is not theirs.
    const isIdle = refused?.code === 'not-own-party' || (item && form?.words.onlyIf?.(item) === false);
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

/** Offers nothing in the past, and nothing to readers. */
export function creationForms(
  { moment, signedIn }: Pick<PageContext, 'moment' | 'signedIn'>,
  kinds: readonly Kind[],
  typed: Readonly<Record<string, string>> = {},
): readonly OfferedForm[] {
  if (isPast(moment)) return [];
  return kinds.flatMap((kind) => {
    const form = formFor(kind, undefined);
    if (!form?.rule.roles.some((role) => signedIn.roles.includes(role))) return [];
    const query = new URLSearchParams(typed).toString();
    return [
      { text: form.words.title, href: `${addressOf({ kind, verb: undefined }, undefined)}${query && `?${query}`}` },
    ];
  });
}
