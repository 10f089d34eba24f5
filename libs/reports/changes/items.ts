import { PLURALS } from '#domain/kernel/decider.js';
import type { ActionView } from '#read-models/actions/action.view.js';
import type { AuditEntry } from '#read-models/audit/audit.present.js';
import { entries } from '#read-models/audit/audit.queries.js';
import { trail } from '#read-models/audit/trail.js';
import type { DecisionView } from '#read-models/decisions/decisions.projection.js';
import type { NamesOf } from '#read-models/parties/parties.present.js';
import { type Item, itemsOf } from '#read-store/query/items.js';
import type { Moment } from '#read-store/query/moment.js';
import type { QueryContext } from '#read-store/query/query-context.js';
import { type ReferenceNames, withReferences } from '#read-store/query/references.js';
import { type ChangedKind, isTelling, type What } from './change-kinds.js';
import type { Marks } from './classify.js';
import { type FieldLine, fieldLines, type Told } from './lines.js';
import type { Point } from './resolve-period.js';
import type { Dated, Slip } from './slips.js';

export interface ChangeEvent
  extends Pick<
    AuditEntry,
    'number' | 'position' | 'type' | 'recordedAt' | 'occurredAt' | 'onBehalfOf' | 'reason' | 'meeting' | 'minuteRef'
  > {
  readonly what: What;
  readonly correction: boolean;
  /** Effective before the first moment but recorded after it. */
  readonly late: boolean;
  readonly actor: Pick<AuditEntry['actor'], 'party' | 'name'>;
  readonly slip: Slip | null;
  readonly href: string;
}
export interface ChangedItem {
  readonly kind: ChangedKind;
  readonly id: string;
  readonly reference: string;
  readonly title: string | null;
  readonly programme: string | null;
  readonly status: string;
  readonly what: readonly What[];
  readonly supersedes: string | null;
  readonly supersededBy: string | null;
  /** Total over all revisions of the agreed date; corrections do not count as slip. */
  readonly slip: { readonly before: Dated | null; readonly after: Dated; readonly days: number | null } | null;
  readonly changes: readonly FieldLine[];
  /** Only the latest events are listed; `eventCount` counts all. */
  readonly events: readonly ChangeEvent[];
  readonly eventCount: number;
  readonly links: { readonly before: string | null; readonly after: string; readonly history: string };
}

/** The limit of listed events per item; its history has the rest. */
const LISTED = 50;

export async function presentItems(
  view: QueryContext,
  keys: readonly number[],
  { marked, slips }: Marks,
  since: Point,
  namesOf: NamesOf,
): Promise<ChangedItem[]> {
  const whats = new Map(marked.map(({ position, what }) => [position, what]));
  const told = await toldOf(view, whats, namesOf);
  const items = await itemsOf<Shown>(view.db, keys, view.moment);
  const met = since.instant ?? since.moment.asOf.recordedAt;
  return withReferences(view, items, (item, references) => {
    const own = told.get(item.head.id) ?? [];
    const moved = own.flatMap(({ entry }) => slips.get(entry.position) ?? []);
    const kind = own[0]?.entry.kind as ChangedKind;
    const path = `/api/${PLURALS[kind]}/${item.head.reference}`;
    return {
      kind,
      id: item.head.id,
      reference: item.head.reference,
      ...headOf(item, references),
      what: [...new Set(own.map(({ what }) => what))],
      slip: netSlip(moved),
      changes: fieldLines(own),
      events: own.slice(-LISTED).map((each) => eventOf(each, slips, met, `${path}/history`)),
      eventCount: own.length,
      links: {
        before: own[0]?.entry.revision === 0 ? null : `${path}?${pinned(since.moment)}`,
        after: `${path}?${pinned(view.moment)}`,
        history: `${path}/history?${pinned(view.moment)}`,
      },
    };
  });
}

function pinned({ asOf, effectiveAt }: Moment): URLSearchParams {
  return new URLSearchParams({
    asOfPosition: String(asOf.position),
    ...(effectiveAt !== undefined && { effectiveAt: new Date(effectiveAt).toISOString() }),
  });
}

type Shown = Partial<Pick<ActionView, 'title' | 'programme' | 'mergedInto'>> &
  Partial<Pick<DecisionView, 'supersedes' | 'supersededBy'>> & { readonly status: string };

function headOf({ state }: Item<Shown>, { of, maybe }: ReferenceNames) {
  return {
    title: state.title ?? null,
    programme: state.programme === undefined ? null : of(state.programme),
    status: state.status,
    supersedes: maybe(state.supersedes),
    supersededBy: maybe(state.supersededBy ?? state.mergedInto),
  };
}

async function toldOf(view: QueryContext, whats: ReadonlyMap<number, What>, namesOf: NamesOf) {
  const told = new Map<string, Told[]>();
  if (whats.size === 0) return told;
  // `takenEffect` already filtered by effective time, so events are read by position alone.
  const all = { ...view, moment: { ...view.moment, effectiveAt: undefined } };
  const rows = await trail(all, {})
    .where('e.from_position', 'in', [...whats.keys()])
    .orderBy('e.from_position')
    .execute();
  for (const entry of await entries(all, rows, namesOf)) {
    const each = { entry, what: whats.get(entry.position) as What };
    const own = told.get(entry.id);
    if (own) own.push(each);
    else told.set(entry.id, [each]);
  }
  return told;
}

function eventOf(
  { entry, what }: Told,
  slips: ReadonlyMap<number, Slip>,
  since: string | null,
  history: string,
): ChangeEvent {
  const { number, position, type, recordedAt, occurredAt, actor, onBehalfOf, reason, meeting, minuteRef } = entry;
  return {
    ...{ number, position, type, what, correction: isTelling(what) },
    late: since !== null && entry.effectiveFrom < since,
    ...{ recordedAt, occurredAt },
    actor: { party: actor.party, name: actor.name },
    ...{ onBehalfOf, reason, meeting, minuteRef },
    slip: slips.get(position) ?? null,
    href: `${history}?asOfPosition=${position}&order=newest&limit=1`,
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
