import type { Kind } from '#domain/index.js';
import type { PageContext } from '../frame/page.js';
import { addressOf } from './form.js';
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

/** At most so many sentences on what is not offered. */
const MOST_REFUSALS = 1;

/** Undefined where nothing is offered: in the past, and to readers who record nothing. */
export async function offeredForms(
  { offered }: PageContext,
  kind: Kind,
  reference: string,
): Promise<OfferedForms | undefined> {
  const verbs = await offered(kind, reference);
  const shown = verbs.flatMap(({ verb, refused }) => {
    const form = formFor(kind, verb);
    return form ? [{ verb, refused, text: form.words.title, href: addressOf({ kind, verb }, reference) }] : [];
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
