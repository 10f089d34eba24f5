import type { ErrorDefinition, FieldsFor } from './definition.js';
import {
  accessErrors,
  cliProblems,
  documentErrors,
  eventErrors,
  exportErrors,
  handling,
  httpProblems,
  proofProblems,
  readErrors,
  storeErrors,
  treeErrors,
  wrongFields,
} from './failures.js';
import { named, refusals, refusalsOf } from './refusals.js';

export const families = {
  'The request': httpProblems,
  'The tokens': accessErrors,
  Commands: handling,
  'The event store': storeErrors,
  'Stored events': eventErrors,
  'The proof': { ...treeErrors, ...proofProblems },
  Questions: readErrors,
  Documents: documentErrors,
  Exports: exportErrors,
  ...refusalsOf,
  'The command line': cliProblems,
};

export const registry = {
  ...httpProblems,
  ...accessErrors,
  ...handling,
  ...storeErrors,
  ...eventErrors,
  ...treeErrors,
  ...proofProblems,
  ...readErrors,
  ...documentErrors,
  ...exportErrors,
  ...refusals,
  ...cliProblems,
};

export type Code = keyof typeof registry;
export type RefusalCode = keyof typeof refusals;
export type CommandCode = RefusalCode | keyof typeof handling;
export type StoreErrorCode = keyof typeof storeErrors;
export type ReadErrorCode = keyof typeof readErrors | keyof typeof named;
export type EventErrorCode = keyof typeof eventErrors;
export type TreeErrorCode = keyof typeof treeErrors;
export type AccessErrorCode = keyof typeof accessErrors;
/** Appear only within `errors` of `invalid-body` and the like, never alone. */
export type WrongFieldCode =
  | keyof typeof wrongFields
  | 'bad-moment'
  | 'bad-rules'
  | 'moment-in-the-future'
  | 'number-ahead'
  | 'unknown-report'
  | 'unsafe-number';

export type ErrorFields<C extends Code> = C extends Code ? FieldsFor<(typeof registry)[C]['fields']> : never;

/** Makes the fields argument absent for codes without fields, optional when every field is. */
export type FieldsArgument<C extends Code> = [keyof (typeof registry)[C]['fields']] extends [never]
  ? []
  : Record<never, never> extends ErrorFields<C>
    ? [fields?: ErrorFields<C>]
    : [fields: ErrorFields<C>];

export type ErrorArguments<Codes extends Code> = {
  [C in Codes]: [code: C, message: string, ...FieldsArgument<C>];
}[Codes];

/** Serialisable, to cross thread and process boundaries. */
export interface ErrorData<Codes extends Code> {
  readonly code: Codes;
  readonly message: string;
  readonly fields: ErrorFields<Codes>;
}

export function hasCode<C extends Code>(
  error: { readonly code: Code; readonly fields: object },
  code: C,
): error is { readonly code: C; readonly fields: ErrorFields<C> } {
  return error.code === code;
}

export function definitionOf(code: Code): ErrorDefinition {
  return registry[code];
}

export function titleOf(code: Code): string {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
