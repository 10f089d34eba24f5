import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { CommandBody, ReasonedCommand } from '../kernel/command.js';
import { isRefusal, type Outcome, type Refusal, refuse } from '../kernel/decider.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import { PLANS } from '../kernel/roles.js';
import { IsText } from '../kernel/validation.js';
import type { DecisionFact } from './events.js';
import { type ConditionOutcome, type ConditionState, type DecisionState, decisionVerb } from './state.js';

const IsCondition = (): PropertyDecorator => (target, property) => {
  for (const rule of [IsOptional(), IsInt(), Min(1), Max(1000)]) rule(target, property);
};

export class MeetCondition extends CommandBody {
  @IsCondition() condition?: number;
  @IsOptional() @IsText() evidence?: string;
}

export class WaiveCondition extends CommandBody {
  @IsCondition() condition?: number;
}

export class FailCondition extends ReasonedCommand {
  @IsCondition() condition?: number;
}

export const meetCondition = decisionVerb({
  body: MeetCondition,
  roles: PLANS,
  summary: 'Record that a condition of the decision is met.',
  decide: ({ condition, evidence }, state) =>
    settle(state, condition, 'met', (number) => ({
      type: 'DecisionConditionMet',
      data: omitUndefined({ condition: number, evidence }),
    })),
});

export const waiveCondition = decisionVerb({
  body: WaiveCondition,
  roles: PLANS,
  summary: 'Record that a condition of the decision need not be met.',
  decide: ({ condition, reason }, state) =>
    settle(state, condition, 'waived', (number) => ({
      type: 'DecisionConditionWaived',
      data: omitUndefined({ condition: number, reason }),
    })),
});

export const failCondition = decisionVerb({
  body: FailCondition,
  roles: PLANS,
  summary: 'Record that a condition of the decision cannot be met.',
  decide: ({ condition, reason }, state) =>
    settle(state, condition, 'failed', (number) => ({
      type: 'DecisionConditionFailed',
      data: { condition: number, reason },
    })),
});

function settle(
  { conditions }: DecisionState,
  number: number | undefined,
  outcome: ConditionOutcome,
  fact: (number: number) => DecisionFact,
): Outcome<DecisionFact> {
  const condition = meant(conditions, number);
  if (isRefusal(condition)) return condition;
  if (condition.outcome === outcome) return [];
  if (condition.outcome === 'open') return [fact(condition.number)];
  return refuse(
    'condition-settled',
    `Condition ${condition.number} is ${condition.outcome} already; a condition is settled once.`,
    { condition: condition.number, outcome: condition.outcome },
  );
}

/** Without a number, takes the only open condition, or the only condition. */
function meant(conditions: readonly ConditionState[], number: number | undefined): ConditionState | Refusal {
  if (number !== undefined) {
    const detail = `The decision has no condition ${number}; it has ${conditions.length}, numbered from 1.`;
    return (
      conditions.find((each) => each.number === number) ??
      refuse('unknown-condition', detail, { field: 'condition', value: number, conditions: conditions.length })
    );
  }
  const open = conditions.filter(({ outcome }) => outcome === 'open');
  const [only, ...others] = conditions.length === 1 ? conditions : open;
  if (only && others.length === 0) return only;
  const detail = `${open.length} conditions are open; say in condition which one, by its number.`;
  return refuse('condition-unclear', detail, { field: 'condition', open: open.map((each) => each.number) });
}
