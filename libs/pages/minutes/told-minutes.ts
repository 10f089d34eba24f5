import type { AnswerTo, routes } from '#application/index.js';
import { type HistoryEntry, historyEntry } from '../history/history.js';
import { count, day, list, onWhen, when } from '../words/dates.js';
import { disposition } from '../words/labels.js';
import { fullNameOf, type Names, nameOf } from '../words/names.js';
import { quorumDiffers, quorumSays } from '../words/quorum.js';
import { isPromise, readAs } from '../words/timescale.js';
import { at, listAt, textAt } from '../words/values.js';

export type Minutes = AnswerTo<typeof routes.minutes>;
type Event = Minutes['entries'][number];

/** One entry of the log. */
export interface MinuteRow {
  readonly minute: string | null;
  readonly item: { readonly kind: string; readonly reference: string; readonly title: string };
  readonly entry: HistoryEntry;
  readonly conditions: readonly string[];
  readonly touches: readonly string[];
}

export interface ToldMinutes {
  readonly name: string;
  readonly title: string;
  readonly caption: string;
  readonly attendance: readonly string[];
  readonly differs: string | null;
  readonly approval: { readonly says: string; readonly number: number } | null;
  readonly rows: readonly MinuteRow[];
  readonly agreed: readonly {
    readonly kind: string;
    readonly reference: string;
    readonly title: string;
    readonly lead: string;
    readonly written: string;
    readonly read: string;
  }[];
  readonly after: readonly MinuteRow[];
  readonly made: string;
}

/** The minutes in words, for the page and for Word. */
export function tellMinutes(minutes: Minutes, namesNow: Names): ToldMinutes {
  const { meeting, approval, entries, agreed, after, more, named } = minutes;
  const names = { ...namesNow, ...named };
  const name = meeting.title ?? nameOf(names, meeting.group);
  return {
    name,
    title: `${name}, ${day(meeting.startsAt)}`,
    caption: approval ? `Minutes, approved ${onWhen(approval.recordedAt)}` : 'Draft minutes',
    attendance: attendanceOf(minutes, names),
    differs: quorumDiffers(meeting),
    approval: approval && { says: approvalSays(approval, names), number: approval.number },
    rows: entries.map((event) => rowOf(event, names, agreed)),
    agreed: agreed.map(({ kind, reference, title, lead, timescale }) => ({
      kind,
      reference,
      title,
      lead: lead ? fullNameOf(names, lead) : 'No lead named',
      ...byWhen(timescale),
    })),
    // What came later may name what the minutes cannot know.
    after: after.map((event) => rowOf(event, { ...named, ...namesNow }, agreed)),
    made: `Made from the ${count(entries.length, 'event')} that ${entries.length === 1 ? 'carries' : 'carry'} this meeting.${more ? ' More was recorded with it than fits here; the audit trail has all of it.' : ''}`,
  };
}

function attendanceOf({ meeting }: Minutes, names: Names): readonly string[] {
  const { status, startsAt, present, apologies, pack, group } = meeting;
  const named = (references: readonly string[], none: string) =>
    references.length > 0 ? list(references.map((each) => fullNameOf(names, each)).map(inList)) : none;
  const before = pack
    ? `The ${nameOf(names, group)} had before it the pack of ${day(pack.issuedAt)}${pack.number === null ? '' : `, which stands on event ${pack.number}`}.`
    : 'No pack was issued for it.';
  if (status === 'cancelled') return [`The meeting was called for ${when(startsAt)} and cancelled.`, before];
  if (status === 'scheduled')
    return [`The meeting is called for ${when(startsAt)}. Who was there is not recorded yet.`, before];
  return [
    `Present: ${named(present, 'not stated')}.`,
    `Apologies: ${named(apologies, 'none')}.`,
    quorumSays(meeting, names) || 'Whether there was a quorum is not stated.',
    before,
  ];
}

/** A name with its organisation has a comma of its own. */
const inList = (name: string) => name.replace(/^(.*?), (.*)$/, '$1 ($2)');

function approvalSays(event: Event, names: Names): string {
  const { by, meeting } = historyEntry(event, { names });
  const where = meeting ? `, at the ${meeting.name}${meeting.minute ? `, ${meeting.minute}` : ''}` : '';
  const behalf = by.onBehalfOf ? `, for ${by.onBehalfOf.name}` : '';
  return `The minutes were approved on ${when(event.recordedAt)}${where}. Recorded by ${by.name}${behalf}`;
}

function rowOf(event: Event, names: Names, agreed: Minutes['agreed']): MinuteRow {
  const told = historyEntry(event, { names });
  const after = (field: string) => event.changes.find((change) => change.field === field)?.after;
  const isDecision = event.type === 'DecisionRecorded';
  const affected = isDecision ? listAt(after('affects')).flatMap((each) => textAt(each, 'id') ?? []) : [];
  const entry = isDecision
    ? {
        ...told,
        what: `${disposition(textAt(after('disposition')) ?? undefined) || told.what}.`,
        say: textAt(after('rationale')),
      }
    : // Its date stands among the actions agreed, as corrected since.
      agreed.some(({ number }) => number === event.number)
      ? { ...told, say: null }
      : told;
  return {
    minute: event.minuteRef,
    item: {
      kind: names[event.reference]?.kind ?? event.kind,
      reference: event.reference,
      title: nameOf(names, event.reference),
    },
    entry,
    conditions: isDecision ? listAt(after('conditions')).map((each) => conditionText(each, names)) : [],
    touches: [...new Set([...affected, ...told.refs])],
  };
}

function conditionText(condition: unknown, names: Names): string {
  const by = textAt(condition, 'agreedBy');
  const number = at(condition, 'number');
  return `${number === undefined ? '' : `${number}. `}${textAt(condition, 'text') ?? ''}${by ? ` (to be agreed by ${nameOf(names, by)})` : ''}`;
}

function byWhen(timescale: unknown) {
  if (!isPromise(timescale)) return { written: 'Not stated', read: 'No date' };
  return { written: `“${timescale.text}”`, read: readAs(timescale) };
}
