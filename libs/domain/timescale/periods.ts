import { DAYS, DAYS_WITHOUT_YEAR, MONTHS, RANKED_DAYS } from './day-rules.js';
import { finderOf } from './patterns.js';
import { type PeriodRule, rule } from './period-rule.js';
import { QUARTERS } from './quarter-rules.js';
import type { Reckoning } from './reckoning.js';
import { monthOfEveryYear, type NamedSpan } from './spans.js';
import type { TextToken } from './tokens.js';
import { SEASONS, YEARS } from './year-rules.js';

const RULES: readonly PeriodRule[] = [
  ...DAYS,
  ...RANKED_DAYS,
  ...MONTHS,
  ...QUARTERS,
  ...SEASONS,
  ...YEARS,
  ...DAYS_WITHOUT_YEAR,
  rule('month without a year', ['MONTH'], (_, month) => monthOfEveryYear(month)),
];

const find = finderOf(RULES);

export interface PeriodAt {
  readonly named: NamedSpan;
  readonly next: number;
}

export function simplePeriodAt(tokens: readonly TextToken[], at: number, by: Reckoning): PeriodAt | undefined {
  const fit = find(tokens, at, by);
  return fit && { named: fit.rule.read(by, fit.match.values), next: fit.match.next };
}
