import type { Item } from '../read/items.js';
import type { ReferenceOf } from '../read/references.js';
import { type ActionState, agreedOf, ownerOf, type Turn } from './state.js';

/** An action as the API answers it; other items by their references, absent values as null. */
export function presentAction(item: Item<ActionState>, reference: ReferenceOf) {
  const { state } = item;
  const maybe = (id: string | undefined) => (id === undefined ? null : reference(id));
  const turn = <T extends Turn>(done: T | undefined) => (done ? { ...done, by: reference(done.by) } : null);
  const agreed = agreedOf(state) ?? null;
  return {
    ...item.head,
    title: state.title,
    description: state.description ?? null,
    access: state.access.level,
    restrictedTo: maybe(state.access.group),
    programme: reference(state.programme),
    alsoIn: state.alsoIn.map(reference),
    overseenBy: maybe(state.overseenBy),
    parent: maybe(state.parent),
    owner: maybe(ownerOf(state)),
    parties: state.parties.map(({ party, part }) => ({ party: reference(party), part })),
    externalRefs: state.externalRefs,
    dependsOn: state.dependsOn.map(reference),
    status: state.status,
    timescale: agreed,
    original: state.original ?? null,
    agreed,
    agreedBy: state.agreedBy ?? null,
    forecast: state.forecast ?? null,
    reviewOn: state.reviewOn ?? null,
    rating: state.rating ?? null,
    progress: turn(state.progress),
    block: turn(state.block),
    deferral: turn(state.deferral),
    completion: turn(state.completion),
    declined: turn(state.declined),
    verification: turn(state.verification),
    withdrawal: turn(state.withdrawal),
    occurrences: state.occurrences,
    splitInto: state.splitInto.map(reference),
    mergedInto: maybe(state.mergedInto),
    escalation: state.escalation ? { ...state.escalation, to: reference(state.escalation.to) } : null,
  };
}
export type ShownAction = ReturnType<typeof presentAction>;
