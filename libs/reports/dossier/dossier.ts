import {
  type AuditEntry,
  type DecisionView,
  findLedger,
  type NamesOf,
  presentDecisions,
  presentTrail,
  trail,
} from '#read-models/index.js';
import { eventLink, findItem, type Item, momentAt, type QueryContext } from '#read-store/index.js';
import type { Point } from '../changes/resolve-period.js';
import { citingDecisions, consequencesOf } from './consequences.js';
import { knownThen } from './known.js';
import { reviewsOf } from './reviews.js';
import type { Dossier, DossierEvent } from './schema.js';

export async function dossier(
  view: QueryContext,
  idOrReference: string,
  namesOf: NamesOf,
): Promise<Dossier | undefined> {
  const item = await findItem<DecisionView>(view, 'decision', idOrReference);
  const [shown] = item ? await presentDecisions(view, [item]) : [];
  if (!item || !shown) return undefined;
  const ownEvents = await eventsOf(view, item, namesOf);
  const recorded = ownEvents[0] as AuditEntry;
  const { conditions, reviews: _, affects: __, ...decision } = shown;
  const since: Point = {
    moment: await momentAt(view, { asOfPosition: recorded.position }),
    by: 'position',
    meeting: null,
    instant: recorded.recordedAt,
  };
  const { effectiveAt, day, asOf } = view.moment;
  return {
    decision,
    recorded: presentEvent(recorded),
    known: await knownThen(view, item.state, recorded),
    conditions: conditions.map((condition) => ({ ...condition, event: settling(ownEvents, condition.number) })),
    consequences: {
      affected: await consequencesOf(view, item.state, since, namesOf),
      decisions: await citingDecisions(view, item),
    },
    reviews: reviewsOf(ownEvents, item.state, day),
    events: ownEvents.map(presentEvent),
    effectiveAt: effectiveAt === undefined ? null : new Date(effectiveAt).toISOString(),
    illustrative: (await findLedger(view))?.illustrative ?? false,
    asOf,
  };
}

/** Leaves out events that had not taken effect by the effective time. */
async function eventsOf(
  view: QueryContext,
  { key, head }: Item<DecisionView>,
  namesOf: NamesOf,
): Promise<AuditEntry[]> {
  const all = { ...view, moment: { ...view.moment, effectiveAt: undefined } };
  const rows = await trail(all, {})
    .where('e.key', '=', key)
    .where('e.from_position', '<=', head.position)
    .orderBy('e.number')
    .execute();
  return presentTrail(all, rows, namesOf);
}

function presentEvent(entry: AuditEntry): DossierEvent {
  const { number, position, type, recordedAt, occurredAt, actor, reference } = entry;
  const { onBehalfOf, reason, meeting, minuteRef, source } = entry;
  return {
    ...{ number, position, type, recordedAt, occurredAt },
    actor: { party: actor.party, name: actor.name },
    ...{ onBehalfOf, reason, meeting, minuteRef, source },
    href: eventLink('decision', reference, position),
  };
}

interface Condition {
  readonly number: number;
  readonly outcome: string;
}

function settling(events: readonly AuditEntry[], number: number): DossierEvent | null {
  const outcome = (conditions: unknown) =>
    (conditions as readonly Condition[] | null)?.find((each) => each.number === number)?.outcome;
  const lastChange = events.findLast(({ changes, revision }) =>
    changes.some(
      ({ field, before, after }) => revision > 0 && field === 'conditions' && outcome(before) !== outcome(after),
    ),
  );
  return lastChange ? presentEvent(lastChange) : null;
}
