/** Two histories of one ledger share numbers but not ids, so a mark has both. */
export interface EventMark {
  readonly number: number;
  readonly digits: string | undefined;
}

export interface NumberedEvent {
  readonly number: number;
  readonly eventId: string;
}

const DIGITS = 8;
const MARK = /^(\d{1,15})(?:-([0-9a-f]{8}))?$/i;

export const markOf = ({ number, eventId }: NumberedEvent): string => `${number}-${digitsOf(eventId)}`;

export function readMark(text: string): EventMark | undefined {
  const [, number, digits] = MARK.exec(text) ?? [];
  return number === undefined ? undefined : { number: Number(number), digits: digits?.toLowerCase() };
}

/** A mark without digits, or before the first event, cannot detect another history. */
export function isMarkOf({ number, digits }: EventMark, event: NumberedEvent | undefined): boolean {
  if (number === 0) return true;
  if (event === undefined || event.number !== number) return false;
  return digits === undefined || digits === digitsOf(event.eventId);
}

const digitsOf = (eventId: string) => eventId.slice(0, DIGITS).toLowerCase();
