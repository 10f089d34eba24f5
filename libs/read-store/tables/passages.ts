import type { Kind } from '#domain/index.js';
import { type Columns, type Values, valuesOf } from './columns.js';
import type { LedgerEvent } from './events.js';
import type { Passage } from './passage.js';
import type { Change } from './projection.js';
import { passages } from './tables.js';
import { isItemEvent, type Millis, statedTime } from './time.js';
import { searchText } from './words.js';

/** Ids of passages: the event's number and the passage's place in it, so newer ones have greater ids. */
const PER_EVENT = 1_000;
export const lastPassageOf = (number: number): number => number * PER_EVENT + PER_EVENT - 1;

/** Markers are words that no text has, so that the index itself narrows by kind and by title. */
export const TITLE_MARK = '§title';
export const kindMark = (kind: Kind): string => `§${kind}`;

/** No phrase reaches over it. */
const BREAK = '|';

export function passageChange(
  { field, text, inAudit, replaceable, reference }: Passage,
  place: number,
  event: LedgerEvent,
  { kind, key, number, effective }: { kind: Kind; key: number; number: number; effective: Millis },
): Change {
  const marks = field === 'title' ? `${kindMark(kind)} ${TITLE_MARK}` : kindMark(kind);
  const words = [marks, BREAK];
  if (reference !== undefined) words.push(searchText(reference), BREAK);
  words.push(searchText(text));
  const row: Values<Columns> = {
    id: number * PER_EVENT + place,
    field,
    slot: replaceable ? field : null,
    text: inAudit ? null : text,
    words: words.filter((each) => each !== '').join(' '),
  };
  const version = {
    from: event.position,
    effective: isItemEvent(event) ? effective : statedTime(event),
    values: valuesOf(passages, row),
  };
  return { op: 'append', table: passages, key, version };
}
