import { type AnswerTo, routes } from '#application/index.js';
import type { PageContext } from '../frame/page.js';

export interface Option {
  readonly value: string;
  readonly text: string;
}

/** A question about the items of a list, as a field of the form above it. */
export interface ListFilter {
  readonly name: string;
  readonly label: string;
  /** Absent: a field to type in. */
  readonly options?: readonly Option[];
  /** What stands for no answer. */
  readonly any?: string;
  /** The chosen value in the words of the page's heading; the option's own words unless stated. */
  readonly says?: (value: string) => string;
}

export interface Field extends ListFilter {
  readonly value: string;
  readonly chosen: string | null;
}

/** The filters with what the address asks; a value without an option gets one, so that it is kept. */
export function fieldsOf(filters: readonly ListFilter[], query: PageContext['query']): readonly Field[] {
  return filters.map((filter) => {
    const value = query[filter.name] ?? '';
    const options = filter.options;
    const known = options?.find((option) => option.value.toLowerCase() === value.toLowerCase());
    const words = known?.text ?? value;
    return {
      ...filter,
      value: known?.value ?? value,
      chosen: value === '' ? null : (filter.says?.(words) ?? words),
      ...(options && { options: known || value === '' ? options : [...options, { value, text: value }] }),
    };
  });
}

/** "in Talking therapies, blocked" after the name of the list. */
export const saidFilters = (fields: readonly Field[]): string =>
  fields.flatMap(({ chosen }) => chosen ?? []).join(', ');

export const optionsOf = (values: readonly string[], say: (value: string) => string): readonly Option[] =>
  values.map((value) => ({ value, text: say(value) }));

/** A select of every programme; a field to type a reference in where there are too many. */
export async function programmeFilter({ ask }: PageContext): Promise<ListFilter> {
  const list = await ask(routes.programmes, { limit: '100' });
  return choice('programme', 'Programme', 'All programmes', named(list));
}

export async function groupFilter({ ask }: PageContext): Promise<ListFilter> {
  const list = await ask(routes.groups, { limit: '100' });
  return choice('group', 'Board or group', 'All boards and groups', named(list));
}

export async function leadFilter({ ask }: PageContext): Promise<ListFilter> {
  const list: AnswerTo<typeof routes.parties> = await ask(routes.parties, { limit: '100' });
  const options = list.items.map(({ reference, name }) => ({ value: reference, text: name ?? reference }));
  return choice(
    'owner',
    'Lead',
    'All leads',
    list.nextCursor === null ? sorted(options) : undefined,
    (lead) => `led by ${lead}`,
  );
}

interface NamedList {
  readonly items: readonly { readonly reference: string; readonly name: string }[];
  readonly nextCursor: string | null;
}

const named = ({ items, nextCursor }: NamedList): readonly Option[] | undefined =>
  nextCursor === null ? sorted(items.map(({ reference, name }) => ({ value: reference, text: name }))) : undefined;

const sorted = (options: readonly Option[]) =>
  [...options].sort((one, other) => one.text.localeCompare(other.text, 'en'));

function choice(
  name: string,
  label: string,
  any: string,
  options: readonly Option[] | undefined,
  says?: (value: string) => string,
): ListFilter {
  return {
    name,
    label: options ? label : `${label} (its reference)`,
    any,
    ...(options && { options }),
    ...(says && { says }),
  };
}
