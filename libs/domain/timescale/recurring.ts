import { finderOf, type Pattern, pattern } from './patterns.js';
import type { Recurrence } from './reading.js';
import type { Reckoning } from './reckoning.js';
import type { TextToken } from './tokens.js';

interface RecurringRule {
  readonly forms: readonly Pattern[];
  readonly read: (values: readonly number[]) => Recurrence | undefined;
}

function rule(read: (...values: number[]) => Recurrence | undefined, ...forms: string[]): RecurringRule {
  return { forms: forms.map(pattern), read: (values) => read(...values) };
}

const [WEEKS, MONTHS, YEARS, FORTNIGHTS] = [1, 2, 3, 4] as const;

const EVERY = 'each|every|per';
const OTHER = 'other|second|alternate';
const OF_MONTH = 'of|in? the|each|every? month';

const RULES: readonly RecurringRule[] = [
  rule(everyUnits, 'once? every|each COUNT UNIT', 'once in? every|each COUNT UNIT', 'COUNT -? UNIT intervals'),
  rule((unit) => everyUnits(2, unit), `once? every ${OTHER} UNIT`, 'alternate UNIT'),
  rule(everyUnits, 'once? every RANK UNIT', 'once? every NUMBER st|nd|rd|th UNIT'),
  rule((weekday) => ({ every: 'week', interval: 2, weekday }), `every ${OTHER} WEEKDAY`, 'alternate WEEKDAY'),
  rule((weekday) => ({ every: 'week', interval: 2, weekday }), 'fortnightly on? WEEKDAY', 'fortnightly , on? WEEKDAY'),
  rule(
    (nth, weekday) => ({ every: 'month', weekday, nth }),
    `RANK_OR_LAST WEEKDAY ${OF_MONTH}`,
    `NUMBER st|nd|rd|th WEEKDAY ${OF_MONTH}`,
  ),
  rule((nth, weekday) => ({ every: 'month', weekday, nth }), 'every|each RANK_OR_LAST WEEKDAY of? the? month?'),
  rule((nth, weekday) => ({ every: 'month', weekday, nth }), 'monthly on the? RANK_OR_LAST WEEKDAY'),
  rule((nth) => ({ every: 'month', nth, workingDay: true }), `RANK_OR_LAST working|business day ${OF_MONTH}`),
  rule(
    (nth) => ({ every: 'month', nth, workingDay: true }),
    'NUMBER st|nd|rd|th working|business day of each|every|the month',
  ),
  rule(
    (weekday) => ({ every: 'week', weekday }),
    'WEEKDAYS',
    `${EVERY} WEEKDAY`,
    'weekly , on? WEEKDAY',
    'weekly on? WEEKDAY',
  ),
  rule(() => everyUnits(6, MONTHS), 'semi -? annually|annual|yearly', 'semiannually|semiannual', 'half -? yearly'),
  rule(
    () => everyUnits(6, MONTHS),
    'twice|two yearly|annually',
    'twice|two a|per|each|every year|annum',
    'twice in? every year',
  ),
  rule(
    (times) => (12 % times === 0 ? everyUnits(12 / times, MONTHS) : undefined),
    'COUNT times a|per|each|every year|annum',
    'COUNT times yearly|annually',
  ),
  rule((times) => (times === 1 ? { every: 'month' } : undefined), 'COUNT times? a|per|each|every month'),
  rule((times) => (times === 1 ? { every: 'quarter' } : undefined), 'COUNT times? a|per|each|every quarter'),
  rule((times) => (times === 1 ? { every: 'week' } : undefined), 'COUNT times? a|per|each|every week'),
  rule((count) => everyUnits(count, WEEKS), 'COUNT -? weekly'),
  rule((count) => everyUnits(count, MONTHS), 'COUNT -? monthly'),
  rule((count) => everyUnits(count, YEARS), 'COUNT -? yearly'),
  rule(() => everyUnits(2, YEARS), 'biennially|biennial'),
  rule(() => everyUnits(3, YEARS), 'triennially|triennial'),
  rule(() => everyUnits(2, WEEKS), 'fortnightly', 'each|every|per|a fortnight', 'once a fortnight'),
  rule(() => ({ every: 'year' }), `${EVERY} year|annum`, 'annual|annually|yearly', 'once a year'),
  rule(() => ({ every: 'quarter' }), `${EVERY} quarter -? end?`, 'quarterly', 'once a quarter'),
  rule(
    (day) => (day >= 1 && day <= 31 ? { every: 'month', day } : undefined),
    'NUMBER st|nd|rd|th of? the? each|every month',
  ),
  rule((day) => (day >= 1 && day <= 31 ? { every: 'month', day } : undefined), 'monthly on|by the? NUMBER st|nd|rd|th'),
  rule(() => ({ every: 'month' }), `${EVERY} month -? end?`, 'monthly', 'once a month'),
  rule(() => ({ every: 'week' }), `${EVERY} week`, 'weekly', 'once a week'),
  rule(() => ({ every: 'year', month: 9 }), `${EVERY} academic|school year`),
  rule(() => ({ every: 'year', months: [3, 7, 12] }), 'termly', `${EVERY} term`, 'once a term'),
];

function everyUnits(count: number, unit: number): Recurrence | undefined {
  if (count < 1) return undefined;
  if (unit === FORTNIGHTS) return withInterval('week', 2 * count);
  if (unit === 0) return count % 7 === 0 ? withInterval('week', count / 7) : undefined;
  if (unit === WEEKS) return withInterval('week', count);
  if (unit === YEARS) return withInterval('year', count);
  if (unit !== MONTHS) return undefined;
  return count % 12 === 0 ? withInterval('year', count / 12) : withInterval('month', count);
}

function withInterval(every: Recurrence['every'], interval: number): Recurrence {
  return interval === 1 ? { every } : { every, interval };
}

const find = finderOf(RULES);

export function recurrenceAt(tokens: readonly TextToken[], at: number, by: Reckoning) {
  const fit = find(tokens, at, by);
  return fit && { recurrence: fit.rule.read(fit.match.values), next: fit.match.next };
}

/** Ambiguous words, such as "biannual", with each meaning. */
const AMBIGUOUS: readonly { readonly forms: readonly Pattern[]; readonly meanings: readonly string[] }[] = [
  { forms: ['bi -? monthly', 'bimonthly'].map(pattern), meanings: ['every two months', 'twice a month'] },
  { forms: ['bi -? weekly', 'biweekly'].map(pattern), meanings: ['every two weeks', 'twice a week'] },
  {
    forms: ['bi -? annually|annual', 'biannual|biannually', 'bi -? yearly', 'biyearly'].map(pattern),
    meanings: ['twice a year', 'every two years'],
  },
];

const findAmbiguous = finderOf(AMBIGUOUS);

export function ambiguousAt(tokens: readonly TextToken[], at: number, by: Reckoning) {
  const fit = findAmbiguous(tokens, at, by);
  return fit && { meanings: fit.rule.meanings, next: fit.match.next };
}
