import { type AnswerOf, type Item, type QueryContext, withReferences } from '#read-store/index.js';
import type { PartyView } from './parties.projection.js';
import type { PARTY_LIST } from './parties.schema.js';

export type ShownParty = AnswerOf<typeof PARTY_LIST>['items'][number];

export type NamesOf = (parties: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** A person's name is always the current one: erased names must not return through the past. */
export async function presentParties(view: QueryContext, items: readonly Item<PartyView>[], namesOf: NamesOf) {
  const persons = items.filter(({ state }) => state.kind === 'person');
  const names = await namesOf(persons.map(({ head }) => head.id));
  return withReferences(view, items, ({ head, state }, { maybe }): ShownParty => {
    const isPerson = state.kind === 'person';
    const name = (isPerson ? names.get(head.id) : state.title) ?? null;
    return {
      ...head,
      kind: state.kind,
      name,
      erased: isPerson && name === null,
      organisation: maybe(state.organisation),
      status: state.status,
      hasMailAddress: state.hasMailAddress ?? false,
      digest: state.digestStopped ? 'off' : 'on',
    };
  });
}
