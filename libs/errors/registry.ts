import type { ErrorDefinition, FieldsFor } from './definition.js';
import {
  accessErrors,
  cliProblems,
  eventErrors,
  handling,
  httpProblems,
  readErrors,
  storeErrors,
  wrongFields,
} from './failures.js';
import { named, refusals, refusalsOf } from './refusals.js';

/** Every code that the product answers with, in the families that the documentation lists. */
export const families = {
  'The request': httpProblems,
  'The tokens': accessErrors,
  Commands: handling,
  'The event store': storeErrors,
  'Stored events': eventErrors,
  Questions: readErrors,
  ...refusalsOf,
  'The command line': cliProblems,
};

/** Every code that the product answers with, and what there is to know of it. */
export const registry = {
  ...httpProblems,
  ...accessErrors,
  ...handling,
  ...storeErrors,
  ...eventErrors,
  ...readErrors,
  ...refusals,
  ...cliProblems,
};

export type Code = keyof typeof registry;
export type RefusalCode = keyof typeof refusals;
export type CommandCode = RefusalCode | keyof typeof handling;
export type StoreErrorCode = keyof typeof storeErrors;
export type ReadErrorCode = keyof typeof readErrors | keyof typeof named;
export type EventErrorCode = keyof typeof eventErrors;
export type AccessErrorCode = keyof typeof accessErrors;
/** What may be said of one parameter or header, in `errors`. */
export type WrongFieldCode =
  | keyof typeof wrongFields
  | 'bad-moment'
  | 'bad-rules'
  | 'moment-in-the-future'
  | 'number-ahead'
  | 'unknown-report'
  | 'unsafe-number';

/** The data that an error of a code carries. */
export type ErrorFields<C extends Code> = C extends Code ? FieldsFor<(typeof registry)[C]['fields']> : never;

/** The last argument of what makes an error of a code: left out where it has no fields, optional where each is. */
export type FieldsArgument<C extends Code> = [keyof (typeof registry)[C]['fields']] extends [never]
  ? []
  : Record<never, never> extends ErrorFields<C>
    ? [fields?: ErrorFields<C>]
    : [fields: ErrorFields<C>];

/** What makes an error: a code, what is wrong and what to do, and the data that belongs to the code. */
export type ErrorArguments<Codes extends Code> = {
  [C in Codes]: [code: C, message: string, ...FieldsArgument<C>];
}[Codes];

/** An error as data, as it goes from a thread or a process to another. */
export interface Told<Codes extends Code> {
  readonly code: Codes;
  readonly message: string;
  readonly fields: ErrorFields<Codes>;
}

/** Whether an error has a code, and so the data that belongs to it. */
export function hasCode<C extends Code>(
  error: { readonly code: Code; readonly fields: object },
  code: C,
): error is { readonly code: C; readonly fields: ErrorFields<C> } {
  return error.code === code;
}

export function definitionOf(code: Code): ErrorDefinition {
  return registry[code];
}

/** What a problem is called: the words of its code. */
export function titleOf(code: Code): string {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
