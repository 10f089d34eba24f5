import { describe, expect, it } from '@jest/globals';
import { icalendar } from './icalendar.js';

const ENTRY = { key: 'SMI-A02 due 2018-12-31', on: '2018-12-31', title: 'Agree', description: '', url: undefined };
const fileOf = (entry: Partial<typeof ENTRY>, ledger = 'one') =>
  icalendar({ name: 'Plan', stamp: '2019-03-26T08:32:18.000Z', ledger, entries: [{ ...ENTRY, ...entry }] });
const unfolded = (file: string) => file.replaceAll('\r\n ', '');

describe('icalendar', () => {
  it('tells a whole day, which ends before the next one', () => {
    const lines = fileOf({}).split('\r\n');
    expect(lines).toEqual(
      expect.arrayContaining(['DTSTAMP:20190326T083218Z', 'DTSTART;VALUE=DATE:20181231', 'DTEND;VALUE=DATE:20190101']),
    );
    expect([lines[0], lines.at(-2), lines.at(-1)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR', '']);
  });

  it('escapes what would end a value, and lets no text begin a line', () => {
    const file = unfolded(fileOf({ title: 'Agree; fund, or not\\', description: 'One\r\nEND:VEVENT\u0007' }));
    expect(file).toContain('SUMMARY:Agree\\; fund\\, or not\\\\\r\n');
    expect(file).toContain('DESCRIPTION:One\\nEND:VEVENT \r\n');
    expect(file.match(/^END:VEVENT/gm)).toHaveLength(1);
  });

  it('folds lines at 75 bytes between characters', () => {
    const title = '😀é'.repeat(100);
    const file = fileOf({ title });
    for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(unfolded(file)).toContain(`SUMMARY:${title}\r\n`);
  });

  it('names an entry alike each time, and otherwise in another ledger', () => {
    const uid = (file: string) => /UID:(\S+)/.exec(unfolded(file))?.[1];
    expect(uid(fileOf({ title: 'Renamed' }))).toBe(uid(fileOf({})));
    expect(uid(fileOf({}, 'two'))).not.toBe(uid(fileOf({})));
  });
});
