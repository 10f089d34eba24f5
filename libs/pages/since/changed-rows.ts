import type { AnswerTo, routes } from '#application/index.js';
import { heldTo } from '../target/target-words.js';
import { count, day, list, shortPeriod } from '../words/dates.js';
import { eventName } from '../words/events.js';
import { authority, direction, disposition, figure as figureWords, status } from '../words/labels.js';
import { type Names, nameOf } from '../words/names.js';
import { at, listAt, textAt } from '../words/values.js';

export type ToldChanges = AnswerTo<typeof routes.changes>;
export type ToldItem = ToldChanges['items'][number];
export type What = ToldItem['what'][number];
type ChangeEvent = ToldItem['events'][number];

/** Who recorded it when, for whom, at which meeting, as which events. */
export interface RecordedBy {
  readonly when: string;
  readonly by: string;
  readonly meeting: { readonly reference: string; readonly name: string; readonly minute: string | null } | null;
  readonly late: string | null;
  readonly numbers: readonly number[];
}

interface Change {
  readonly before: string | null;
  readonly after: string;
}

interface Rated {
  readonly rating: string | null;
  readonly word?: string;
}

export interface ChangedRow {
  readonly item: ToldItem;
  readonly what: string;
  readonly change: Change | null;
  readonly rated: { readonly before: Rated; readonly after: Rated } | null;
  /** In somebody's own words. */
  readonly words: string | null;
  readonly note: string | null;
  readonly recorded: RecordedBy;
}

/** One row an item that changed in one of these ways, with the events that tell of it. */
export function rowsOf(items: readonly ToldItem[], whats: readonly What[], names: Names): ChangedRow[] {
  return items.flatMap((item) => {
    const events = item.events.filter(({ what }) => whats.includes(what));
    return events.length === 0 ? [] : [rowOf(item, events, names)];
  });
}

function rowOf(item: ToldItem, events: readonly ChangeEvent[], names: Names): ChangedRow {
  const numbers = events.map(({ number }) => number);
  const lines = item.changes.filter((line) => line.events.some((number) => numbers.includes(number)));
  const field = (name: string) => lines.find((line) => line.field === name);
  const [state, rating] = [field('status'), field('rating')];
  const told = lines.flatMap(({ after }) => textAt(after, 'narrative') ?? []);
  const reasons = events.flatMap(({ reason }) => reason ?? []);
  return {
    item,
    what: list(
      [...new Set(events.map(({ type }) => eventName(type)))].map((words, index) => (index ? lowered(words) : words)),
    ),
    change:
      movedDate(events) ?? (state && { before: stateOf(state.before), after: stateOf(state.after) ?? 'none' }) ?? null,
    rated: rating ? { before: ratingOf(rating.before), after: ratingOf(rating.after) } : null,
    words: told.at(-1) ?? reasons.at(-1) ?? null,
    note: notes(events),
    recorded: recordedBy(events, names),
  };
}

const lowered = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);
const stateOf = (value: unknown): string | null => (typeof value === 'string' ? status(value) : null);
const ratingOf = (value: unknown): Rated => {
  const word = textAt(value, 'word');
  return { rating: textAt(value, 'rating'), ...(word !== null && { word }) };
};

/** The first date beside the last, where it moved more than once. */
function movedDate(events: readonly ChangeEvent[]): Change | null {
  const slips = events.flatMap(({ slip }) => slip ?? []);
  const [first, last] = [slips[0], slips.at(-1)];
  const said = (date: { readonly text: string; readonly latest: string | null }) =>
    date.latest ? day(date.latest) : `“${date.text}”`;
  return first && last ? { before: first.before && said(first.before), after: said(last.after) } : null;
}

function notes(events: readonly ChangeEvent[]): string | null {
  const slips = events.flatMap(({ slip }) => slip ?? []);
  const days = slips.reduce((sum, slip) => sum + (slip.days ?? 0), 0);
  const word = slips.at(-1)?.authority;
  if (slips.length === 0) return null;
  const distance = days === 0 ? '' : `${count(Math.abs(days), 'day')} ${days > 0 ? 'later' : 'earlier'}`;
  return [distance, authority(word) || 'on whose word is not stated'].filter(Boolean).join(', ');
}

export function recordedBy(events: readonly ChangeEvent[], names: Names): RecordedBy {
  const last = events.at(-1);
  if (!last) return { when: '', by: '', meeting: null, late: null, numbers: [] };
  const { actor, onBehalfOf, meeting, minuteRef } = last;
  const by = actor.name ?? nameOf(names, actor.party);
  const late = events.find((event) => event.late && event.occurredAt !== 'not-stated');
  return {
    when: day(last.recordedAt),
    by: onBehalfOf ? `${by}, for ${nameOf(names, onBehalfOf.party)}` : by,
    meeting: meeting ? { reference: meeting, name: nameOf(names, meeting), minute: minuteRef } : null,
    late: late ? `True from ${day(late.occurredAt)}, recorded later` : null,
    numbers: events.map(({ number }) => number),
  };
}

export interface MeasuredRow {
  readonly item: ToldItem;
  readonly level: string;
  readonly before: string | null;
  readonly now: string;
  readonly missed: boolean;
  readonly result: string;
  readonly recorded: RecordedBy;
}

/** One row a new figure, missed ones first. */
export function measuredRows(items: readonly ToldItem[], names: Names): MeasuredRow[] {
  const rows = items.flatMap((item) =>
    (item.measured?.figures ?? []).flatMap((figure) => {
      const inUnit = ({ period, value }: Pick<typeof figure, 'period' | 'value'>) =>
        `${shortPeriod(period)}: ${figureWords(value, item.measured?.unit ?? '')}`;
      const numbers = item.changes
        .filter(({ field }) => field.endsWith(`.${figure.period}`))
        .flatMap((line) => line.events);
      const events = item.events.filter(({ number, what }) => numbers.includes(number) && what !== 'corrected');
      if (events.length === 0) return [];
      const missed = figure.verdict === 'missed';
      return [
        {
          item,
          level: figure.expected === null ? 'No level yet' : levelOf(item, String(figure.expected)),
          before: figure.before && inUnit(figure.before),
          now: inUnit(figure),
          missed,
          result: missed ? `${figure.missedInRow} in a row` : figure.verdict === 'met' ? 'Met' : 'Not judged',
          recorded: recordedBy(events, names),
        },
      ];
    }),
  );
  return [...rows.filter(({ missed }) => missed), ...rows.filter(({ missed }) => !missed)];
}

const levelOf = ({ measured }: ToldItem, expected: string): string =>
  measured ? heldTo(measured, expected) : `${direction('at-least')} ${expected}`;

export interface DecisionPane {
  readonly item: ToldItem;
  readonly what: string;
  readonly conditions: readonly {
    readonly text: string;
    readonly outcome: string;
    readonly evidence: string | null;
    readonly on: string | null;
  }[];
  readonly words: string | null;
  readonly ready: boolean;
  readonly recorded: RecordedBy;
}

interface KnownDecision {
  readonly reference: string;
  readonly disposition: string;
  readonly rationale: string | null;
  readonly readyToRelease: boolean;
}

/** What became of each decision: its condition beside its evidence, its reason, and whether the board has to act. */
export function decisionPanes(rows: readonly ChangedRow[], decisions: readonly KnownDecision[]): DecisionPane[] {
  return rows.map(({ item, what, words, recorded }) => {
    const known = decisions.find(({ reference }) => reference === item.reference);
    const line = item.changes.find(({ field }) => field === 'conditions');
    const had = listAt(line?.before).map((each) => textAt(each, 'outcome'));
    const isNew = item.what.includes('decided');
    const settled = isNew
      ? []
      : listAt(line?.after).filter((each, index) => textAt(each, 'outcome') !== (had[index] ?? 'open'));
    return {
      item,
      what: isNew && known ? disposition(known.disposition) : what,
      conditions: settled.map((each) => ({
        text: textAt(each, 'text') ?? '',
        outcome: textAt(each, 'outcome') ?? '',
        evidence: textAt(each, 'settled', 'evidence') ?? textAt(each, 'settled', 'reason'),
        on: at(each, 'settled', 'occurredAt') ? day(textAt(each, 'settled', 'occurredAt')) : null,
      })),
      words: isNew ? (known?.rationale ?? null) : words,
      ready: known?.readyToRelease ?? false,
      recorded,
    };
  });
}
