import { createHash } from 'node:crypto';
import { addDays } from '#domain/index.js';

export interface CalendarEntry {
  /** What makes the entry the same one when the calendar is loaded again. */
  readonly key: string;
  readonly on: string;
  readonly title: string;
  readonly description: string;
  readonly url: string | undefined;
}

interface CalendarFile {
  readonly name: string;
  /** When what the file stands on was recorded. */
  readonly stamp: string;
  readonly ledger: string;
  readonly entries: readonly CalendarEntry[];
}

const LINE_BYTES = 75;

/** An iCalendar file (RFC 5545) of whole days. */
export function icalendar({ name, stamp, ledger, entries }: CalendarFile): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Action Ledger//Calendar//EN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(name)}`,
    ...entries.flatMap(({ key, on, title, description, url }) => [
      'BEGIN:VEVENT',
      `UID:${createHash('sha256').update(`${ledger} ${key}`).digest('hex').slice(0, 32)}@action-ledger`,
      `DTSTAMP:${stamp.replace(/\.\d+/, '').replaceAll(/[-:]/g, '')}`,
      `DTSTART;VALUE=DATE:${on.replaceAll('-', '')}`,
      `DTEND;VALUE=DATE:${addDays(on, 1).replaceAll('-', '')}`,
      `SUMMARY:${escaped(title)}`,
      `DESCRIPTION:${escaped(description)}`,
      ...(url ? [`URL:${url}`] : []),
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** TEXT of RFC 5545: control characters but line breaks are not allowed in it. */
function escaped(text: string): string {
  return text
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
