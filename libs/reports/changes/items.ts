import { type ActionView, type DecisionView, type NamesOf, presentTrail, trail } from '#read-models/index.js';
import {
  eventLink,
  type Item,
  itemsOf,
  type Link,
  linkTo,
  type Moment,
  type QueryContext,
  type ReferenceNames,
  withReferences,
} from '#read-store/index.js';
import { type ChangedItemKind, type ChangeKind, isCorrectionKind } from './change-kinds.js';
import type { Classification } from './classify.js';
import { type ClassifiedEntry, fieldLines } from './lines.js';
import { newFigures } from './new-figures.js';
import type { Point } from './resolve-period.js';
import type { ChangedItem, ChangeEvent, Slip } from './schema.js';

/** The limit of listed events per item; its history has the rest. */
const MAX_EVENTS_LISTED = 50;

export async function presentItems(
  view: QueryContext,
  keys: readonly number[],
  { marked, slips }: Classification,
  since: Point,
  namesOf: NamesOf,
): Promise<ChangedItem[]> {
  const changeKinds = new Map(marked.map(({ position, what }) => [position, what]));
  const entriesById = await classifiedEntries(view, changeKinds, namesOf);
  const items = await itemsOf<CommonState>(view.db, keys, view.moment);
  const measured = await newFigures(view, items, entriesById);
  const firstInstant = since.instant ?? since.moment.asOf.recordedAt;
  return withReferences(view, items, (item, references) => {
    const itemEntries = entriesById.get(item.head.id) ?? [];
    const moved = itemEntries.flatMap(({ entry }) => slips.get(entry.position) ?? []);
    const kind = itemEntries[0]?.entry.kind as ChangedItemKind;
    const target = { kind, ref: item.head.reference };
    return {
      kind,
      id: item.head.id,
      reference: item.head.reference,
      ...headOf(item, references),
      what: [...new Set(itemEntries.map(({ what }) => what))],
      slip: netSlip(moved),
      changes: fieldLines(itemEntries),
      measured: measured.get(item.key) ?? null,
      events: itemEntries
        .slice(-MAX_EVENTS_LISTED)
        .map((each) => eventOf(each, slips, firstInstant, eventLink(kind, item.head.reference, each.entry.position))),
      eventCount: itemEntries.length,
      links: {
        before: itemEntries[0]?.entry.revision === 0 ? null : linkTo({ to: 'item', ...target }, pinned(since.moment)),
        after: linkTo({ to: 'item', ...target }, pinned(view.moment)),
        history: linkTo({ to: 'history', ...target }, pinned(view.moment)),
      },
    };
  });
}

function pinned({ asOf, effectiveAt }: Moment): Readonly<Record<string, string>> {
  return {
    asOfPosition: String(asOf.position),
    ...(effectiveAt !== undefined && { effectiveAt: new Date(effectiveAt).toISOString() }),
  };
}

type CommonState = Partial<Pick<ActionView, 'title' | 'programme' | 'mergedInto'>> &
  Partial<Pick<DecisionView, 'supersedes' | 'supersededBy'>> & { readonly status: string };

function headOf({ state }: Item<CommonState>, { of, maybe }: ReferenceNames) {
  return {
    title: state.title ?? null,
    programme: state.programme === undefined ? null : of(state.programme),
    status: state.status,
    supersedes: maybe(state.supersedes),
    supersededBy: maybe(state.supersededBy ?? state.mergedInto),
  };
}

async function classifiedEntries(view: QueryContext, changeKinds: ReadonlyMap<number, ChangeKind>, namesOf: NamesOf) {
  const byId = new Map<string, ClassifiedEntry[]>();
  if (changeKinds.size === 0) return byId;
  // `takenEffect` already filtered by effective time, so events are read by position alone.
  const all = { ...view, moment: { ...view.moment, effectiveAt: undefined } };
  const rows = await trail(all, {})
    .where('e.from_position', 'in', [...changeKinds.keys()])
    .orderBy('e.from_position')
    .execute();
  for (const entry of await presentTrail(all, rows, namesOf)) {
    const each = { entry, what: changeKinds.get(entry.position) as ChangeKind };
    const itemEntries = byId.get(entry.id);
    if (itemEntries) itemEntries.push(each);
    else byId.set(entry.id, [each]);
  }
  return byId;
}

function eventOf(
  { entry, what }: ClassifiedEntry,
  slips: ReadonlyMap<number, Slip>,
  since: string | null,
  href: Link,
): ChangeEvent {
  const { number, position, type, recordedAt, occurredAt, actor, onBehalfOf, reason, meeting, minuteRef } = entry;
  return {
    ...{ number, position, type, what, correction: isCorrectionKind(what) },
    late: since !== null && entry.effectiveFrom < since,
    ...{ recordedAt, occurredAt },
    actor: { party: actor.party, name: actor.name },
    ...{ onBehalfOf, reason, meeting, minuteRef },
    slip: slips.get(position) ?? null,
    href,
  };
}

function netSlip(slips: readonly Slip[]): ChangedItem['slip'] {
  const [first, last] = [slips[0], slips.at(-1)];
  if (!first || !last) return null;
  const days = slips.flatMap((slip) => slip.days ?? []);
  return {
    before: first.before,
    after: last.after,
    days: days.length === 0 ? null : days.reduce((sum, each) => sum + each, 0),
  };
}
