import { finderOf, type Pattern, pattern } from './patterns.js';
import type { Firmness } from './reading.js';
import type { Reckoning } from './reckoning.js';
import { WORKING_DAYS } from './relative.js';
import type { TextToken } from './tokens.js';

export interface Duration {
  readonly from?: number;
  readonly to: number;
  readonly unit: number;
  readonly toUnit: number;
  readonly firmness: Firmness;
  readonly isBare?: boolean;
}

interface DurationRule {
  readonly forms: readonly Pattern[];
  readonly read: (...values: number[]) => Duration;
}

function rule(read: DurationRule['read'], ...forms: string[]): DurationRule {
  return { forms: forms.map(pattern), read };
}

const ESTIMATE = { firmness: 'estimate' } as const;
const NEXT = 'the? next|coming|following|first?';
const OVER = 'over|during|for|throughout|through|across';
const TO = '-|to|or';

const RULES: readonly DurationRule[] = [
  rule(
    (_, to, unit) => ({ from: 0, to, unit, toUnit: unit, ...ESTIMATE }),
    `${OVER} ${NEXT} COUNT ${TO} COUNT UNIT time?`,
    `${OVER} ${NEXT} COUNTS UNIT time?`,
  ),
  rule((to, unit) => ({ from: 0, to, unit, toUnit: unit, ...ESTIMATE }), `${OVER} ${NEXT} COUNT UNIT`),
  rule((unit) => ({ from: 0, to: 1, unit, toUnit: unit, ...ESTIMATE }), `${OVER} the next|coming UNIT`),
  rule(
    (from, to, unit) => ({ from, to, unit, toUnit: unit, ...ESTIMATE }),
    `in|within? ${NEXT} COUNT ${TO} COUNT UNIT time?`,
    `in|within? ${NEXT} COUNTS UNIT time?`,
  ),
  rule(
    (from, unit, to, toUnit) => ({ from, to, unit, toUnit, ...ESTIMATE }),
    `in|within? ${NEXT} COUNT UNIT ${TO} COUNT UNIT`,
    `in|within? ${NEXT} COUNT UNIT ${TO} ONE UNIT`,
  ),
  rule(
    (to, unit) => ({ to, unit, toUnit: unit, firmness: 'firm' }),
    `within ${NEXT} COUNT UNIT`,
    'within ONE UNIT',
    'in the? next|coming COUNT UNIT',
    'no|not later than COUNT UNIT',
  ),
  rule(
    (to) => ({ to, unit: WORKING_DAYS, toUnit: WORKING_DAYS, firmness: 'firm' }),
    `within ${NEXT} COUNT working|business days|day`,
    'in the? next COUNT working|business days|day',
  ),
  rule(
    (to) => ({ to, unit: WORKING_DAYS, toUnit: WORKING_DAYS, ...ESTIMATE, isBare: true }),
    'COUNT working|business days|day',
  ),
  rule((unit) => ({ to: 1, unit, toUnit: unit, ...ESTIMATE }), 'within|in the next|coming UNIT', 'within the UNIT'),
  rule(
    (to, unit) => ({ to, unit, toUnit: unit, ...ESTIMATE }),
    'in about|approximately|around|roughly? COUNT UNIT time?',
    'in about|approximately|around|roughly? ONE UNIT time?',
    'COUNT UNIT from now|today',
    'ONE UNIT from now|today',
  ),
  rule((to, unit) => ({ to, unit, toUnit: unit, ...ESTIMATE, isBare: true }), 'COUNT UNIT'),
];

const find = finderOf(RULES);

export interface DurationAt {
  readonly duration: Duration;
  readonly next: number;
}

export function durationAt(tokens: readonly TextToken[], at: number, by: Reckoning): DurationAt | undefined {
  const fit = find(tokens, at, by);
  return fit && { duration: fit.rule.read(...fit.match.values), next: fit.match.next };
}
