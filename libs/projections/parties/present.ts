import type { Item } from '../read/items.js';
import { withReferences } from '../read/references.js';
import type { View } from '../read/view.js';
import type { PartyState } from './projection.js';

/** A person's name in the directory, by the party's id; undefined once it is erased. */
export type NameOf = (party: string) => string | undefined;

/**
 * Parties as the API answers them. A person's name is today's, whatever moment is asked about:
 * what has been erased is not to be had from the past either.
 */
export function presentParties(view: View, items: readonly Item<PartyState>[], nameOf: NameOf) {
  return withReferences(view, items, ({ head, state }, { maybe }) => {
    const isPerson = state.kind === 'person';
    const name = (isPerson ? nameOf(head.id) : state.title) ?? null;
    return {
      ...head,
      kind: state.kind,
      name,
      erased: isPerson && name === null,
      organisation: maybe(state.organisation),
      status: state.status,
    };
  });
}
export type ShownParty = Awaited<ReturnType<typeof presentParties>>[number];
