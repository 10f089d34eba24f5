import type { AnswerTo, historyRoutes } from '#application/index.js';
import { type CalendarDate, isCalendarDate, isInstant, londonDate, NOT_STATED, spanOf } from '#domain/index.js';
import { day, when } from '../words/dates.js';
import { isTurn } from '../words/events.js';
import { happened } from '../words/happened.js';
import { type Names, nameOf } from '../words/names.js';
import type { ToldHappening } from '../words/told.js';
import type { Telling } from '../words/values.js';

/** One row of the audit trail, as the API answers it. */
export type HistoryEvent = AnswerTo<typeof historyRoutes.action>['items'][number];

/** One entry of a history, in words: what happened, why, by whom, for whom, at which meeting. */
export interface HistoryEntry extends ToldHappening {
  /** Of the event; of two that are told as one, the later. */
  readonly number: number;
  readonly type: string;
  /** Of something ended or turned, which is drawn full. */
  readonly turn: boolean;
  readonly why: string | null;
  /** When it was true, where that is another time than it was recorded. */
  readonly trueFrom: string | null;
  readonly recorded: string;
  readonly by: Author;
  readonly meeting: { readonly reference: string; readonly name: string; readonly minute: string | null } | null;
  readonly source: string | null;
  /** The import that brought it in, by reference. */
  readonly import: string | null;
}

interface Author {
  readonly name: string;
  /** The reference of the party, where there is one to open. */
  readonly party: string | null;
  /** ", for the finance lead (E-mail of 12 November)" */
  readonly onBehalfOf: { readonly name: string; readonly party: string; readonly source: string } | null;
}

/** The history of an item in words, in the order of its events, which may be either. */
export function historyEntries(events: readonly HistoryEvent[], telling: Telling): readonly HistoryEntry[] {
  return joined(events).map((event) => historyEntry(event, telling));
}

export function historyEntry(event: HistoryEvent, telling: Telling): HistoryEntry {
  const { names } = telling;
  return {
    ...happened(event, telling),
    number: event.number,
    type: event.type,
    turn: isTurn(event.type),
    why: event.reason,
    trueFrom: trueFrom(event),
    recorded: when(event.recordedAt),
    by: authorOf(event, names),
    meeting: event.meeting
      ? { reference: event.meeting, name: nameOf(names, event.meeting), minute: event.minuteRef }
      : null,
    source: event.source ? sourceSaid(event.source) : null,
    import: event.source?.import ?? null,
  };
}

/** "plan.docx, table 2, row 7". */
function sourceSaid({ document, line, detail, import: brought }: NonNullable<HistoryEvent['source']>): string {
  const place = line === undefined ? brought && detail : `line ${line}`;
  return [document, place].filter(Boolean).join(', ');
}

/** A lead who is released and one who is assigned by the same command are one entry. */
function joined(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  const isReleaseOf = (one: HistoryEvent, other: HistoryEvent | undefined) =>
    one.type === 'ActionPartyReleased' &&
    other?.type === 'ActionPartyAssigned' &&
    one.commandId === other.commandId &&
    [one, other].every(({ changes }) => changes.some(({ field }) => field === 'owner'));
  return events.flatMap((event, index) => {
    const beside = [events[index - 1], events[index + 1]];
    if (beside.some((other) => isReleaseOf(event, other))) return [];
    const release = beside.find((other) => other !== undefined && isReleaseOf(other, event));
    const was = release?.changes.find(({ field }) => field === 'owner')?.before;
    if (release === undefined) return [event];
    const changes = event.changes.map((change) => (change.field === 'owner' ? { ...change, before: was } : change));
    return [{ ...event, changes }];
  });
}

function authorOf({ actor, onBehalfOf, source }: HistoryEvent, names: Names): Author {
  const behalf = onBehalfOf && { ...onBehalfOf, name: nameOf(names, onBehalfOf.party) };
  if (actor.kind === 'system')
    return { name: source ? 'Loaded with the plan' : 'The ledger itself', party: null, onBehalfOf: behalf };
  const erased = actor.kind === 'person' && actor.name === null;
  const name = erased ? 'A person whose name was erased' : (actor.name ?? nameOf(names, actor.party));
  const post = actor.post && actor.post !== name ? nameOf(names, actor.post) : null;
  const organisation = actor.organisation && nameOf(names, actor.organisation);
  return { name: [name, post, organisation].filter(Boolean).join(', '), party: actor.party, onBehalfOf: behalf };
}

function trueFrom({ occurredAt, recordedAt, late }: HistoryEvent): string | null {
  const recorded = londonDate(recordedAt);
  if (late)
    return `True from ${day(late.stated)}; recorded later, after a later fact, so it counts from ${day(late.countsFrom)}.`;
  if (occurredAt === NOT_STATED) return 'When it was true is not stated.';
  const last = lastDayOf(occurredAt);
  if (isInstant(occurredAt) || isCalendarDate(occurredAt)) {
    if (last === recorded) return null;
  }
  return last !== undefined && last < recorded
    ? `True from ${day(occurredAt)}; recorded later.`
    : `True from ${day(occurredAt)}.`;
}

function lastDayOf(occurredAt: string): CalendarDate | undefined {
  if (isCalendarDate(occurredAt)) return occurredAt;
  return isInstant(occurredAt) ? londonDate(occurredAt) : spanOf(occurredAt)?.last;
}
