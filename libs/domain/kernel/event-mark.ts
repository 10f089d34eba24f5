/**
 * An event's number with the first digits of its id: two histories of one ledger, as a store and what was restored in its
 * place, have the same numbers and other ids.
 */
export interface EventMark {
  readonly number: number;
  /** The first eight hexadecimal digits of the event's id; undefined where only the number is known. */
  readonly digits: string | undefined;
}

/** An event that has a number. */
export interface NumberedEvent {
  readonly number: number;
  readonly eventId: string;
}

const DIGITS = 8;
const MARK = /^(\d{1,15})(?:-([0-9a-f]{8}))?$/i;

/** The mark of an event, as `42-9f86d081`. */
export const markOf = ({ number, eventId }: NumberedEvent): string => `${number}-${digitsOf(eventId)}`;

/** Reads a mark, or a number alone, which older versions gave out; undefined for any other text. */
export function readMark(text: string): EventMark | undefined {
  const [, number, digits] = MARK.exec(text) ?? [];
  return number === undefined ? undefined : { number: Number(number), digits: digits?.toLowerCase() };
}

/**
 * Whether a mark is of the event that has its number here; undefined is the event where there is none. A mark without
 * digits says nothing of the history, nor does one before the first event.
 */
export function isMarkOf({ number, digits }: EventMark, event: NumberedEvent | undefined): boolean {
  if (number === 0) return true;
  if (event === undefined || event.number !== number) return false;
  return digits === undefined || digits === digitsOf(event.eventId);
}

const digitsOf = (eventId: string) => eventId.slice(0, DIGITS).toLowerCase();
