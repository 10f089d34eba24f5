import { isCalendarDate } from '../kernel/calendar.js';
import { CommandBody } from '../kernel/command.js';
import { verb } from '../kernel/decider.js';
import { ADMINISTERS } from '../kernel/roles.js';
import { field } from '../kernel/validation.js';
import type { LedgerFact } from './events.js';
import type { LedgerState } from './state.js';

/** Rejects 29 February, which most years lack. */
const IsDayOfEveryYear = () =>
  field(
    'isDayOfEveryYear',
    (value) => typeof value === 'string' && isCalendarDate(`2001-${value}`),
    'must be a day that every year has, written MM-DD, such as 04-01 or 10-01',
    { type: 'string', pattern: '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$', examples: ['04-01', '10-01'] },
  );

export class AdoptFinancialYear extends CommandBody {
  /** The day on which the financial year begins, MM-DD. */
  @IsDayOfEveryYear() startsOn: string;
}

export const adoptFinancialYear = verb<LedgerState, AdoptFinancialYear, LedgerFact>({
  body: AdoptFinancialYear,
  roles: ADMINISTERS,
  summary: 'Say on which day the financial year begins. Timescales read before keep their reading.',
  decide({ startsOn }, { financialYearStartsOn }) {
    return startsOn === financialYearStartsOn ? [] : [{ type: 'FinancialYearAdopted', data: { startsOn } }];
  },
});
