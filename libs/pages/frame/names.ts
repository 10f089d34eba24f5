import { day } from '../words/dates.js';

/** A name that answers mention by its reference. */
export interface Named {
  readonly kind: string;
  readonly name: string | null;
  /** Of a person whose name was erased. */
  readonly erased?: boolean;
  readonly organisation?: string | null;
  readonly group?: string | null;
  readonly day?: string | null;
}

export type Names = Readonly<Record<string, Named>>;

/** "Health checks lead", or the reference where no name is known. */
export function nameOf(names: Names, reference: string | null | undefined): string {
  if (!reference) return 'nobody named';
  if (reference === 'system') return 'the plan as loaded';
  const named = names[reference];
  return named?.name ?? (named?.erased ? 'a person whose name was erased' : reference);
}

/** "Health checks lead, Public Health Dorset". */
export function fullNameOf(names: Names, reference: string | null | undefined): string {
  const organisation = reference ? names[reference]?.organisation : undefined;
  const name = nameOf(names, reference);
  return organisation ? `${name}, ${nameOf(names, organisation)}` : name;
}

/** "Mental Health Delivery Board meeting of 19 February 2019". */
export function meetingName(names: Names, reference: string): string {
  const meeting = names[reference];
  if (!meeting?.group || !meeting.day) return meeting?.name ?? `meeting ${reference}`;
  return `${nameOf(names, meeting.group)} meeting of ${day(meeting.day)}`;
}

/** The names that an answer brings for the references in it. */
export const namesIn = (answer: object): Names => ('names' in answer ? (answer.names as Names) : {});
