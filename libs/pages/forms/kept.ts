import type { Typed } from './typed.js';

export interface KeptField {
  readonly name: string;
  readonly value: string;
}

/** Fields of the form itself, which each page gives anew. */
const OWN: readonly string[] = ['step', 'key', 'revision', 'form-token'];

/** Everything typed, to be sent again: a name may come more than once. */
export function keptOf(typed: Typed, without: readonly string[] = OWN): readonly KeptField[] {
  return Object.entries(typed)
    .filter(([name]) => !without.includes(name))
    .flatMap(([name, value = []]) => [value].flat().map((each) => ({ name, value: each })));
}
