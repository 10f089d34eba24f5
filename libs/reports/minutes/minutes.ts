import { streamName } from '#domain/index.js';
import {
  type AuditEntry,
  auditAfter,
  findMeeting,
  listAudit,
  NAMED_IN_HISTORIES,
  type NamesOf,
  namesIn,
  presentTrail,
  trail,
} from '#read-models/index.js';
import { type AnswerOf, momentAt, type QueryContext } from '#read-store/index.js';
import type { MINUTES } from './schema.js';

/** A meeting with more entries than this is no meeting that anybody minutes. */
const MOST = 1_000;
const PUT_ON_THE_PLAN: readonly string[] = ['ActionCreated', 'MilestoneSet'];
const CORRECTIONS = ['ActionCorrected', 'MilestoneCorrected'];

/** Approved minutes are answered as of their approval, so that nothing later changes them. */
export async function minutes(
  view: QueryContext,
  idOrReference: string,
  namesOf: NamesOf,
): Promise<AnswerOf<typeof MINUTES> | undefined> {
  const now = await findMeeting(view, idOrReference);
  if (!now) return undefined;
  const approval = now.status === 'minuted' ? await approvalOf(view, now.id, namesOf) : null;
  const then = approval ? { ...view, moment: await momentAt(view, { asOfPosition: approval.position }) } : view;
  const meeting = (approval && (await findMeeting(then, idOrReference))) ?? now;
  const recorded = await listAudit(then, { meeting: now.id }, { limit: MOST }, namesOf);
  const later = approval && (await auditAfter(view, approval.number, MOST, { meeting: now.id }, namesOf));
  const told = {
    meeting,
    approval,
    number: then.moment.asOf.number,
    entries: inMinuteOrder(recorded.items),
    agreed: await agreedAt(then, recorded.items, namesOf),
    after: inMinuteOrder(later?.items ?? []),
    more: recorded.nextCursor !== null || later?.items.length === MOST,
  };
  return { ...told, named: await namesIn(then, told, namesOf, NAMED_IN_HISTORIES) };
}

async function approvalOf(view: QueryContext, id: string, namesOf: NamesOf): Promise<AuditEntry | null> {
  const filter = { stream: streamName('meeting', id), type: ['MeetingMinutesApproved'] };
  const { items } = await listAudit(view, filter, { limit: 1 }, namesOf);
  return items[0] ?? null;
}

const ORDER = new Intl.Collator('en-GB', { numeric: true });
/** "Minute 4.1" and "4.1" are one place. */
const placeOf = (minute: string) => /\d.*/.exec(minute)?.[0] ?? minute;

/** 4.10 after 4.2; what has no minute comes last. */
export function inMinuteOrder<Entry extends Pick<AuditEntry, 'minuteRef' | 'number'>>(
  entries: readonly Entry[],
): Entry[] {
  return [...entries].sort((one, other) => {
    if (one.minuteRef === null || other.minuteRef === null)
      return Number(one.minuteRef === null) - Number(other.minuteRef === null) || one.number - other.number;
    return ORDER.compare(placeOf(one.minuteRef), placeOf(other.minuteRef)) || one.number - other.number;
  });
}

/** With the lead and the date that this meeting gave them, and what was put right since. */
async function agreedAt(view: QueryContext, recorded: readonly AuditEntry[], namesOf: NamesOf) {
  const begun = inMinuteOrder(recorded.filter(({ type }) => PUT_ON_THE_PLAN.includes(type)));
  const corrections = await correctionsOf(
    view,
    begun.map(({ id }) => id),
    namesOf,
  );
  return begun.map(({ id, kind, reference, minuteRef, number }) => {
    const events = new Map([...recorded, ...corrections].filter((each) => each.id === id).map((e) => [e.number, e]));
    const inOrder = [...events.values()].sort((one, other) => one.number - other.number);
    const last = (field: string): unknown =>
      inOrder.flatMap(({ changes }) => changes.filter((change) => change.field === field)).at(-1)?.after ?? null;
    const [title, lead] = [last('title'), last('owner')];
    return {
      kind: kind === 'milestone' ? ('milestone' as const) : ('action' as const),
      reference,
      title: typeof title === 'string' ? title : reference,
      lead: typeof lead === 'string' ? lead : null,
      timescale: last('agreed'),
      minuteRef,
      number,
    };
  });
}

async function correctionsOf(view: QueryContext, ids: readonly string[], namesOf: NamesOf): Promise<AuditEntry[]> {
  if (ids.length === 0) return [];
  const rows = await trail(view, { type: CORRECTIONS }).where('i.id', 'in', ids).orderBy('e.number').execute();
  return presentTrail(view, rows, namesOf);
}
