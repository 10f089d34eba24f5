import { addDays, type CalendarDate, type Instant, instantInLondon, londonDate } from '#domain/index.js';
import { dayPeriod, meetingPeriod } from '#pages/index.js';
import type { ScheduleRule } from '#platform/index.js';

export interface PlannedMeeting {
  readonly id: string;
  readonly reference: string;
  readonly startsAt: Instant;
}

export interface DuePeriod {
  /** As in the record of what was sent. */
  readonly period: string;
  readonly meeting?: string;
}

const LONGEST_MONTH = 31;

/** What a rule asks for at this moment: of days the latest alone, of meetings those that have not begun. */
export function duePeriods(
  rule: ScheduleRule,
  now: Instant,
  meetings: readonly PlannedMeeting[],
): readonly DuePeriod[] {
  const has = (day: CalendarDate) => {
    const at = instantInLondon(day, rule.time);
    return at !== undefined && Date.parse(at) <= Date.parse(now);
  };
  if (rule.every === 'meeting')
    return meetings
      .filter(({ startsAt }) => Date.parse(startsAt) > Date.parse(now))
      .filter(({ startsAt }) => has(addDays(londonDate(startsAt), -rule.daysBefore)))
      .map(({ id, reference }) => ({ period: meetingPeriod(id), meeting: reference }));
  const today = londonDate(now);
  const days = Array.from({ length: LONGEST_MONTH + 1 }, (_, back) => addDays(today, -back));
  const last = days.find((day) => isOn(rule, day) && has(day));
  return last === undefined ? [] : [{ period: dayPeriod(last) }];
}

function isOn(rule: Exclude<ScheduleRule, { every: 'meeting' }>, day: CalendarDate): boolean {
  if (rule.every === 'month') return Number(day.slice(8)) === rule.day;
  return new Date(`${day}T12:00:00Z`).getUTCDay() === rule.weekday;
}
