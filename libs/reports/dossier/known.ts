import { type Instant, isCalendarDate, NOT_STATED, type OccurredAt, startOf } from '#domain/kernel/calendar.js';
import type { AuditEntry } from '#read-models/audit/present.js';
import type { DecisionState } from '#read-models/decisions/projection.js';
import { affectedBy, type Facts, factsOf, standing, type Then } from '#read-models/decisions/since.js';
import type { MeetingState } from '#read-models/meetings/projection.js';
import { findItem } from '#read-store/query/items.js';
import { type AsOf, momentAt, resolveMoment } from '#read-store/query/moment.js';
import { withReferences } from '#read-store/query/references.js';
import type { View } from '#read-store/query/view.js';
import { reportLink } from '../figures/links.js';
import { endOfDay, reproduced } from '../governance/pack.js';

/** How one thing that the decision affects stood, field by field; nothing where it was not on the ledger. */
export interface Stood {
  readonly reference: string;
  readonly kind: string;
  readonly as: string;
  readonly facts: readonly { readonly field: string; readonly value: unknown }[];
}
/** One answer to what was known: the moment that it stands on, and how what the decision affects stood then. */
export interface Answer {
  readonly asOf: AsOf;
  readonly effectiveAt: Instant | null;
  readonly affected: readonly Stood[];
}
/** What the pack of its meeting showed the group. */
export interface Shown extends Answer {
  readonly meeting: string;
  readonly issuedAt: Instant;
  readonly position: number;
  readonly hash: string;
  /** The version of what the hash covers. */
  readonly covers: number;
  /** That the report, made again now, has the hash of the pack to the byte. */
  readonly proved: boolean;
  /** The lists of its report in which something stood that the decision affects. */
  readonly listed: readonly { readonly figure: string; readonly references: readonly string[] }[];
  readonly href: string;
}
export interface Difference {
  readonly reference: string;
  readonly field: string;
  readonly shown: unknown;
  readonly held: unknown;
  readonly hindsight: unknown;
}
/** What was known: three answers, and where they differ. */
export interface Known {
  /** Null where its meeting had no pack, or it names no meeting. */
  readonly shown: Shown | null;
  readonly held: Answer & { readonly note: string | null };
  /** Null where the source states no time at which it was taken. */
  readonly hindsight: Answer | null;
  readonly differences: readonly Difference[];
}

/** What was known when a decision was taken: `recorded` is the event that recorded it. */
export async function knownThen(view: View, state: DecisionState, recorded: AuditEntry): Promise<Known> {
  const { occurredAt, source } = recorded;
  const takenAt = timeOf(state.decidedOn) ?? timeOf(occurredAt) ?? timeOf(source?.statedBy ?? NOT_STATED);
  const rows = await affectedBy(view, state);
  const keys = rows.map(({ key }) => key);
  const pack = await packOf(view, state.meeting ?? recorded.meeting ?? undefined);
  const heldView = { ...view, moment: await momentAt(plainly(view), { asOfPosition: recorded.position }) };
  const trueView = takenAt === undefined ? undefined : await trueAt(view, takenAt);
  const thens = {
    shown: pack && (await standing(pack.view, keys)),
    held: await standing(heldView, keys),
    hindsight: trueView && (await standing(trueView, keys)),
  };
  const affected = await withReferences(view, rows, ({ key, id, reference, kind, as }, references) => {
    const facts = (then: Then | undefined) => (then ? factsOf(then, key, kind, references) : undefined);
    const stood = { shown: facts(thens.shown), held: facts(thens.held), hindsight: facts(thens.hindsight) };
    return { reference: reference ?? id, kind, as, stood };
  });
  const answer = (of: View, which: 'shown' | 'held' | 'hindsight'): Answer => ({
    asOf: of.moment.asOf,
    effectiveAt: of.moment.effectiveAt === undefined ? null : new Date(of.moment.effectiveAt).toISOString(),
    affected: affected.map(({ stood, ...item }) => ({ ...item, facts: listed(stood[which] ?? {}) })),
  });
  return {
    shown: pack ? { ...pack.shown, ...answer(pack.view, 'shown'), listed: pack.lists(affected) } : null,
    held: { ...answer(heldView, 'held'), note: await noteOf(view, takenAt, recorded) },
    hindsight: trueView ? answer(trueView, 'hindsight') : null,
    differences: affected.flatMap(({ reference, stood }) => differences(reference, stood)),
  };
}

/** A view of all that was known, about no true time in particular: what the ledger held. */
const plainly = ({ db, moment }: View) => ({ db, moment: { ...moment, effectiveAt: undefined } });

/** When a decision was taken: the end of a day, the beginning of a longer time; undefined where it is not stated. */
function timeOf(when: OccurredAt): Instant | undefined {
  return isCalendarDate(when) ? endOfDay(when) : startOf(when);
}

async function trueAt(view: View, effectiveAt: Instant): Promise<View> {
  const { db, moment } = view;
  const asked = { asOfPosition: moment.asOf.position, effectiveAt };
  return { ...view, moment: await resolveMoment(db, asked, effectiveAt) };
}

async function packOf(view: View, named: string | undefined) {
  const meeting = named === undefined ? undefined : await findItem<MeetingState>(view, 'meeting', named);
  if (!meeting?.state.pack) return undefined;
  const { group, pack } = meeting.state;
  const { view: then, report, proved } = await reproduced(view, group, pack);
  const { issuedAt, hash, covers = 1 } = pack;
  const { position } = then.moment.asOf;
  const href = reportLink(then.moment, { group: report?.group?.reference ?? group });
  return {
    view: then,
    shown: { meeting: meeting.head.reference, issuedAt, position, hash, covers, proved, href },
    lists(affected: readonly { readonly reference: string }[]): Shown['listed'] {
      const named = new Set(affected.map(({ reference }) => reference));
      return (report?.lists ?? []).flatMap(({ figure, items }) => {
        const references = items.map(({ reference }) => reference).filter((reference) => named.has(reference));
        return references.length > 0 ? [{ figure, references }] : [];
      });
    },
  };
}

/** What a reader must know of how it came to the ledger: from a document, or before the ledger held anything. */
async function noteOf({ db }: View, takenAt: Instant | undefined, { source, recordedAt }: AuditEntry) {
  const first = await db.selectFrom('audit').select('clock').orderBy('from_position').limit(1).executeTakeFirst();
  const before = takenAt !== undefined && first !== undefined && Date.parse(takenAt) < first.clock;
  if (!source && !before) return null;
  const entered = `${source ? `As stated in ${source.document}, entered` : 'Entered'} ${recordedAt.slice(0, 10)}`;
  if (before) return `${entered}; the ledger held nothing then.`;
  return takenAt === undefined ? `${entered}; when it was taken is not stated.` : `${entered}.`;
}

const listed = (facts: Facts) =>
  Object.entries(facts).map(([field, value]) => ({ field, value: value === undefined ? null : value }));

type Stands = Readonly<Record<'shown' | 'held' | 'hindsight', Facts | undefined>>;

/** The fields in which the answers that there are differ; what an answer has nothing of is null. */
function differences(reference: string, { shown, held, hindsight }: Stands): Difference[] {
  const given = [shown, held, hindsight].filter((facts) => facts !== undefined);
  const fields = new Set(given.flatMap((facts) => Object.keys(facts)));
  return [...fields].flatMap((field) => {
    const values = new Set(given.map((facts) => JSON.stringify(facts[field] ?? null)));
    if (values.size < 2) return [];
    const value = (facts: Facts | undefined) => facts?.[field] ?? null;
    return [{ reference, field, shown: value(shown), held: value(held), hindsight: value(hindsight) }];
  });
}
