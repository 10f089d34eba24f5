import { IsIn } from 'class-validator';
import { Nullable } from '../kernel/body.js';
import { ReasonedCommand } from '../kernel/command.js';
import { asTaken, brokenRule } from '../kernel/correcting.js';
import { isRefusal } from '../kernel/decider.js';
import { resolve } from '../kernel/resolve.js';
import { PLANS } from '../kernel/roles.js';
import { IsGiven } from '../kernel/validation.js';
import { judgedAgain } from './breaches.js';
import { type BaselineBody, baselineOf, SetTarget } from './creation.js';
import { brokenPromise } from './promise.js';
import { corrected, type TargetState, targetVerb } from './state.js';

const CORRECTABLE = ['programme', 'measure', 'unit', 'direction', 'kind', 'accumulates', 'baseline'] as const;
type Correctable = (typeof CORRECTABLE)[number];

export class CorrectTarget extends ReasonedCommand {
  @IsIn(CORRECTABLE) field: Correctable;
  /** What it should have said, by the same rule as the field; `null` where there should be no baseline. */
  @Nullable() @IsGiven() value: unknown;
}

export const correct = targetVerb({
  body: CorrectTarget,
  roles: PLANS,
  summary: 'Put right what was set wrongly, and judge every period on record again.',
  decide({ field, value: given, reason }, state, context) {
    const written = asTaken(SetTarget, field, given);
    const broken = written === null && field === 'baseline' ? undefined : brokenRule(SetTarget, field, written);
    if (broken) return broken;
    const programme = field === 'programme' ? resolve(context, 'programme', String(written), 'value') : undefined;
    if (programme && isRefusal(programme)) return programme;
    const value = programme?.id ?? (field === 'baseline' && written ? baselineOf(written as BaselineBody) : written);
    const before = state[field] ?? null;
    if (JSON.stringify(value) === JSON.stringify(before)) return [];
    const after: TargetState = { ...state, ...corrected(field, value) };
    return (
      brokenPromise(after) ?? [
        { type: 'TargetCorrected', data: { field, before, value, reason }, occurredAt: state.setAt },
        ...judgedAgain(state, after, 'correction', context),
      ]
    );
  },
});
