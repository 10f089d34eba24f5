import { describe, expect, it } from '@jest/globals';
import { readSchedule } from '#platform/index.js';
import { duePeriods } from './due-periods.js';

const due = (rule: string, now: string, meetings: Parameters<typeof duePeriods>[2] = []) =>
  readSchedule(rule).flatMap((each) => duePeriods(each, now, meetings));

describe('what a schedule asks for', () => {
  it.each([
    ['weekly:mon:08:00', '2018-06-04T06:59:00Z', 'day 2018-05-28', 'an hour before, in summer'],
    ['weekly:mon:08:00', '2018-06-04T07:00:00Z', 'day 2018-06-04', 'at the time in London'],
    ['weekly:mon:08:00', '2018-06-10T23:30:00Z', 'day 2018-06-04', 'when Monday has begun in London'],
    ['weekly:mon:08:00', '2018-12-03T07:59:00Z', 'day 2018-11-26', 'before it, in winter'],
    ['weekly:sun:01:30', '2018-03-25T02:00:00Z', 'day 2018-03-25', 'at an hour that the clocks leave out'],
    ['monthly:28:09:00', '2018-03-01T12:00:00Z', 'day 2018-02-28', 'in the month before'],
    ['monthly:1:09:00', '2018-03-31T12:00:00Z', 'day 2018-03-01', 'thirty days later'],
  ])('%s at %s is %s: %s', (rule, now, period) => {
    expect(due(rule, now)).toEqual([{ period }]);
  });

  it('is one period alone, however many were missed', () => {
    expect(due('weekly:mon:08:00', '2019-06-05T12:00:00Z')).toEqual([{ period: 'day 2019-06-03' }]);
  });

  it('asks for each meeting so many days before, until it begins', () => {
    const meetings = [{ id: 'm1', reference: 'MHB-MTG01', startsAt: '2018-06-20T09:00:00Z' }];
    const found = [{ period: 'meeting m1', meeting: 'MHB-MTG01' }];
    const rule = 'meetings:5:08:00';
    expect(due(rule, '2018-06-15T06:59:00Z', meetings)).toEqual([]);
    expect(due(rule, '2018-06-15T07:00:00Z', meetings)).toEqual(found);
    expect(due(rule, '2018-06-20T08:59:00Z', meetings)).toEqual(found);
    expect(due(rule, '2018-06-20T09:00:00Z', meetings)).toEqual([]);
  });
});
