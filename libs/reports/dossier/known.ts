import { type Instant, isCalendarDate, NOT_STATED, type OccurredAt, startOf } from '#domain/index.js';
import {
  type AuditEntry,
  affectedBy,
  type DecisionView,
  endOfDay,
  type FieldValues,
  fieldValuesOf,
  type ItemStates,
  itemStatesAt,
  type MeetingView,
} from '#read-models/index.js';
import { findItem, momentAt, type QueryContext, resolveMoment, withReferences } from '#read-store/index.js';
import { reportLink } from '../figures/links.js';
import { reproducePack } from '../governance/pack.js';
import type { Difference, KnownAnswer, PackAnswer, WhatWasKnown } from './schema.js';

export async function knownThen(view: QueryContext, state: DecisionView, recorded: AuditEntry): Promise<WhatWasKnown> {
  const { occurredAt, source } = recorded;
  const takenAt = timeOf(state.decidedOn) ?? timeOf(occurredAt) ?? timeOf(source?.statedBy ?? NOT_STATED);
  const rows = await affectedBy(view, state);
  const keys = rows.map(({ key }) => key);
  const pack = await packOf(view, state.meeting ?? recorded.meeting ?? undefined);
  const heldView = { ...view, moment: await momentAt(withoutEffectiveTime(view), { asOfPosition: recorded.position }) };
  const trueView = takenAt === undefined ? undefined : await trueAt(view, takenAt);
  const statesByAnswer = {
    shown: pack && (await itemStatesAt(pack.view, keys)),
    held: await itemStatesAt(heldView, keys),
    hindsight: trueView && (await itemStatesAt(trueView, keys)),
  };
  const affected = await withReferences(view, rows, ({ key, id, reference, kind, as }, references) => {
    const facts = (then: ItemStates | undefined) => (then ? fieldValuesOf(then, key, kind, references) : undefined);
    const stood = {
      shown: facts(statesByAnswer.shown),
      held: facts(statesByAnswer.held),
      hindsight: facts(statesByAnswer.hindsight),
    };
    return { reference: reference ?? id, kind, as, stood };
  });
  const answer = (of: QueryContext, which: 'shown' | 'held' | 'hindsight'): KnownAnswer => ({
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

/** Drops the effective time: this answer is what the ledger held, whenever it was true. */
const withoutEffectiveTime = ({ db, moment }: QueryContext) => ({ db, moment: { ...moment, effectiveAt: undefined } });

/** A date means its end, a longer period its start; undefined if no time was stated. */
function timeOf(when: OccurredAt): Instant | undefined {
  return isCalendarDate(when) ? endOfDay(when) : startOf(when);
}

async function trueAt(view: QueryContext, effectiveAt: Instant): Promise<QueryContext> {
  const { db, moment } = view;
  const temporalQuery = { asOfPosition: moment.asOf.position, effectiveAt };
  return { ...view, moment: await resolveMoment(db, temporalQuery, effectiveAt) };
}

async function packOf(view: QueryContext, named: string | undefined) {
  const meeting = named === undefined ? undefined : await findItem<MeetingView>(view, 'meeting', named);
  if (!meeting?.state.pack) return undefined;
  const { group, pack } = meeting.state;
  const { view: then, report, proved } = await reproducePack(view, group, pack);
  const { issuedAt, hash, covers = 1 } = pack;
  const { position } = then.moment.asOf;
  const href = reportLink(then.moment, { group: report?.group?.reference ?? group });
  return {
    view: then,
    shown: { meeting: meeting.head.reference, issuedAt, position, hash, covers, proved, href },
    lists(affected: readonly { readonly reference: string }[]): PackAnswer['listed'] {
      const named = new Set(affected.map(({ reference }) => reference));
      return (report?.lists ?? []).flatMap(({ figure, items }) => {
        const references = items.map(({ reference }) => reference).filter((reference) => named.has(reference));
        return references.length > 0 ? [{ figure, references }] : [];
      });
    },
  };
}

/** Warns that the decision came from a document or predates the ledger. */
async function noteOf({ db }: QueryContext, takenAt: Instant | undefined, { source, recordedAt }: AuditEntry) {
  const first = await db.selectFrom('audit').select('clock').orderBy('from_position').limit(1).executeTakeFirst();
  const before = takenAt !== undefined && first !== undefined && Date.parse(takenAt) < first.clock;
  if (!source && !before) return null;
  const entered = `${source ? `As stated in ${source.document}, entered` : 'Entered'} ${recordedAt.slice(0, 10)}`;
  if (before) return `${entered}; the ledger held nothing then.`;
  return takenAt === undefined ? `${entered}; when it was taken is not stated.` : `${entered}.`;
}

const listed = (facts: FieldValues) =>
  Object.entries(facts).map(([field, value]) => ({ field, value: value === undefined ? null : value }));

type ItemAnswers = Readonly<Record<'shown' | 'held' | 'hindsight', FieldValues | undefined>>;

function differences(reference: string, { shown, held, hindsight }: ItemAnswers): Difference[] {
  const given = [shown, held, hindsight].filter((facts) => facts !== undefined);
  const fields = new Set(given.flatMap((facts) => Object.keys(facts)));
  return [...fields].flatMap((field) => {
    const values = new Set(given.map((facts) => JSON.stringify(facts[field] ?? null)));
    if (values.size < 2) return [];
    const value = (facts: FieldValues | undefined) => facts?.[field] ?? null;
    return [{ reference, field, shown: value(shown), held: value(held), hindsight: value(hindsight) }];
  });
}
