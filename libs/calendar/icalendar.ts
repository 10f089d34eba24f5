import { createHash } from 'node:crypto';
import { addDays, type CalendarDate, type Instant } from '#domain/index.js';

export interface CalendarEvent {
  /** What makes the event the same one when the calendar is loaded again. */
  readonly key: string;
  readonly on: CalendarDate;
  /** Of a meeting; others take the whole day. */
  readonly startsAt: Instant | null;
  readonly title: string;
  readonly description: string;
  readonly categories: readonly string[];
  readonly status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';
  readonly url: string | undefined;
  /** The revision of the item and when its last event was recorded: not the clock, so that a reload changes nothing. */
  readonly revision: number;
  readonly recordedAt: Instant;
}

export interface CalendarHead {
  readonly name: string;
  readonly description: string;
  readonly ledger: string;
  /** The number of the event that the calendar stands on. */
  readonly number: number;
}

const LINE_BYTES = 75;

export function calendarHead({ name, description, number }: CalendarHead): string {
  return written([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Action Ledger//Calendar//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    `DESCRIPTION:${escaped(description)}`,
    `X-WR-CALDESC:${escaped(description)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    `X-ACTION-LEDGER-EVENT:${number}`,
  ]);
}

/** An event of RFC 5545. */
export function calendarEvent(ledger: string, event: CalendarEvent): string {
  const { key, title, description, categories, status, url, revision, recordedAt } = event;
  const recorded = utc(recordedAt);
  return written([
    'BEGIN:VEVENT',
    `UID:${createHash('sha256').update(`${ledger} ${key}`).digest('hex').slice(0, 32)}@action-ledger`,
    `DTSTAMP:${recorded}`,
    `LAST-MODIFIED:${recorded}`,
    `SEQUENCE:${revision}`,
    ...timesOf(event),
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(description)}`,
    // One a line: some readers take an escaped backslash before a comma for an escaped comma.
    ...categories.map((category) => `CATEGORIES:${escaped(category)}`),
    ...(url ? [`URL:${url}`] : []),
    `STATUS:${status}`,
    'END:VEVENT',
  ]);
}

export const CALENDAR_END = written(['END:VCALENDAR']);

/** Whole days end before the next one. A meeting has no end that is known. */
function timesOf({ on, startsAt }: CalendarEvent): readonly string[] {
  if (startsAt !== null) return [`DTSTART:${utc(startsAt)}`];
  return [
    `DTSTART;VALUE=DATE:${on.replaceAll('-', '')}`,
    `DTEND;VALUE=DATE:${addDays(on, 1).replaceAll('-', '')}`,
    'TRANSP:TRANSPARENT',
  ];
}

const utc = (instant: Instant): string => instant.replace(/\.\d+/, '').replaceAll(/[-:]/g, '');

/** ical.js folds at 76 octets and lets control characters through. */
function written(lines: readonly string[]): string {
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** TEXT of RFC 5545: control characters but line breaks are not allowed in it. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|[\n\r\u2028\u2029]/g, '\\n')
    .replace(/\p{Cc}/gu, ' ');
}

/** Lines over 75 bytes are folded between characters, never within one. */
function folded(line: string): string {
  let bytes = 0;
  let text = '';
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > LINE_BYTES) {
      text += '\r\n ';
      bytes = 1;
    }
    text += character;
    bytes += size;
  }
  return text;
}
