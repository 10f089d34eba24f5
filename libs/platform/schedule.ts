const WEEKDAYS: readonly string[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MOST_DAYS_BEFORE = 60;

/** One rule of DIGEST; `text` is how it was written, `time` a time of day in London. */
export type ScheduleRule =
  | { readonly text: string; readonly time: string; readonly every: 'week'; readonly weekday: number }
  | { readonly text: string; readonly time: string; readonly every: 'month'; readonly day: number }
  | { readonly text: string; readonly time: string; readonly every: 'meeting'; readonly daysBefore: number };

const RULE =
  'DIGEST must be weekly:mon:08:00, monthly:1:08:00 (day 1 to 28) or meetings:5:08:00 (days before each meeting, 0 to 60), times in London; several with commas';

/** Errors: one line that says what may be written. */
export function readSchedule(text: string): readonly ScheduleRule[] {
  const rules = text.split(',').map((each) => readRule(each.trim()));
  if (new Set(rules.map((rule) => rule.text)).size < rules.length) throw refused(text);
  return rules;
}

function readRule(text: string): ScheduleRule {
  const [, every = '', on = '', time = ''] =
    /^(weekly|monthly|meetings):(\w{1,3}):((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(text) ?? [];
  const number = /^\d{1,2}$/.test(on) ? Number(on) : Number.NaN;
  const weekday = WEEKDAYS.indexOf(on);
  if (every === 'weekly' && weekday >= 0) return { text, time, every: 'week', weekday };
  if (every === 'monthly' && number >= 1 && number <= 28) return { text, time, every: 'month', day: number };
  if (every === 'meetings' && number <= MOST_DAYS_BEFORE) return { text, time, every: 'meeting', daysBefore: number };
  throw refused(text);
}

const refused = (text: string) => new Error(`${RULE} (it is ${JSON.stringify(text)}).`);
