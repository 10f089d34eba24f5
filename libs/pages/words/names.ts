import type { Names } from '#read-models/index.js';
import { day } from './dates.js';

export type { Names };

type Named = Names[string];

/** "Health checks lead"; a meeting by its group and day; the reference itself where no name is known. */
export function nameOf(names: Names, reference: string | null | undefined): string {
  if (!reference) return 'nobody named';
  if (reference === 'system') return 'the plan as loaded';
  const named = names[reference];
  if (!named) return reference;
  if (named.erased) return 'a person whose name was erased';
  if (named.kind === 'meeting' && named.day) return meetingOf(names, named, named.day);
  return named.name ?? reference;
}

function meetingOf(names: Names, { group, name }: Named, on: string): string {
  return `${name ?? `${group ? `${nameOf(names, group)} ` : ''}meeting`} of ${day(on)}`;
}

const ITEMS: ReadonlySet<string> = new Set(['action', 'milestone', 'target', 'decision']);

/** "Agree the model (SMI-A02)"; of all but items, which people know by their references, the name alone. */
export function nameWithReference(names: Names, reference: string): string {
  const isItem = ITEMS.has(names[reference]?.kind ?? '');
  return isItem ? `${nameOf(names, reference)} (${reference})` : nameOf(names, reference);
}

/** "Health checks lead, Public Health Dorset". */
export function fullNameOf(names: Names, reference: string | null | undefined): string {
  const organisation = reference ? names[reference]?.organisation : undefined;
  const name = nameOf(names, reference);
  return organisation ? `${name}, ${nameOf(names, organisation)}` : name;
}

/** The names that an answer brings for the references in it. */
export const namesIn = (answer: object): Names => ('names' in answer ? (answer.names as Names) : {});
