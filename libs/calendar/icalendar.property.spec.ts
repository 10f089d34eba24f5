import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { CALENDAR_END, type CalendarEvent, calendarEvent, calendarHead } from './icalendar.js';

const EVENT: CalendarEvent = {
  key: 'a1 due ',
  on: '2018-12-31',
  startsAt: null,
  title: 'Agree',
  description: '',
  categories: ['Severe mental illness', 'Action'],
  status: 'CONFIRMED',
  url: undefined,
  revision: 3,
  recordedAt: '2019-03-26T08:32:18.250Z',
};
const HEAD = { name: 'Plan', description: 'Stands on event 7', ledger: 'one', number: 7 };
const fileOf = (event: Partial<CalendarEvent>, ledger = 'one') =>
  calendarHead({ ...HEAD, ledger }) + calendarEvent(ledger, { ...EVENT, ...event }) + CALENDAR_END;
const readBack = (file: string) => {
  const [event] = new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent');
  if (!event) throw new Error('No event was read back.');
  return event;
};

describe('an event of a calendar', () => {
  it('tells a whole day, which ends before the next one and blocks no time', () => {
    expect(fileOf({}).split('\r\n')).toEqual(
      expect.arrayContaining(['DTSTART;VALUE=DATE:20181231', 'DTEND;VALUE=DATE:20190101', 'TRANSP:TRANSPARENT']),
    );
  });

  it('tells when it was recorded and its revision, and never the clock', () => {
    expect(fileOf({}).split('\r\n')).toEqual(
      expect.arrayContaining(['DTSTAMP:20190326T083218Z', 'LAST-MODIFIED:20190326T083218Z', 'SEQUENCE:3']),
    );
  });

  it('of a meeting begins at its time', () => {
    const file = fileOf({ startsAt: '2018-12-31T13:30:00.000Z' });
    expect(file).toContain('\r\nDTSTART:20181231T133000Z\r\n');
    expect(file).not.toContain('DTEND');
  });

  it('lets no text begin a line', () => {
    const file = fileOf({ description: 'One\r\nEND:VEVENT\u0007' });
    expect(file.match(/^END:VEVENT/gm)).toHaveLength(1);
    expect(readBack(file).getFirstPropertyValue('description')).toBe('One\nEND:VEVENT ');
  });

  it('is named alike each time, and otherwise in another ledger', () => {
    const uid = (file: string) => readBack(file).getFirstPropertyValue('uid');
    expect(uid(fileOf({ title: 'Renamed' }))).toBe(uid(fileOf({})));
    expect(uid(fileOf({}, 'two'))).not.toBe(uid(fileOf({})));
  });

  it('is read back by another reader as it was written, in lines of at most 75 octets', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(fc.constantFrom('\r\n', '\n', ',', ';', '\\', ':', '"', '😀', 'é', 'BEGIN:VEVENT', 'x'.repeat(80)))
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, text, (title, category) => {
        const file = fileOf({ title, categories: [category, 'Action'] });
        for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        const event = readBack(file);
        expect(event.getFirstPropertyValue('summary') ?? '').toBe(allowed(title));
        expect(event.getAllProperties('categories').flatMap((each) => each.getValues())).toEqual(
          [category, 'Action'].map(allowed),
        );
      }),
      { examples: [['Agree, fund\nand 😀; or\\n not', 'A,b']] },
    );
  });
});

/** What TEXT of RFC 5545 can hold of a text. */
const allowed = (text: string) => text.replace(/\r\n|[\r\u2028\u2029]/g, '\n').replace(/[^\P{Cc}\n]/gu, ' ');
