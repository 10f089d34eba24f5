import { IsIn } from 'class-validator';
import { Nullable } from '../kernel/body.js';
import { NOT_STATED } from '../kernel/calendar.js';
import { ReasonedCommand } from '../kernel/command.js';
import { asTaken, brokenRule } from '../kernel/correcting.js';
import { type Context, isRefusal } from '../kernel/decider.js';
import { resolve } from '../kernel/resolve.js';
import { PLANS } from '../kernel/roles.js';
import { IsGiven } from '../kernel/validation.js';
import { type FundingBody, fundingOf, notYet, RecordDecision } from './creation.js';
import { decisionVerb } from './state.js';

const CORRECTABLE = [
  'title',
  'disposition',
  'rationale',
  'decidedOn',
  'group',
  'takenBy',
  'reviewBy',
  'alternatives',
  'funding',
] as const;
type Correctable = (typeof CORRECTABLE)[number];
const CLEARABLE: readonly Correctable[] = ['group', 'reviewBy'];

export class CorrectDecision extends ReasonedCommand {
  @IsIn(CORRECTABLE) field: Correctable;
  /** What it should have said, by the same rule as the field; `null` where no group or review date is stated. */
  @Nullable() @IsGiven() value: unknown;
}

export const correct = decisionVerb({
  body: CorrectDecision,
  roles: PLANS,
  summary: 'Put right what was recorded wrongly; what was decided stays as it was.',
  decide({ field, value: given, reason }, state, context) {
    const written = asTaken(RecordDecision, field, given);
    const cleared = CLEARABLE.includes(field) && (written === null || written === NOT_STATED);
    const broken = cleared ? undefined : brokenRule(RecordDecision, field, written);
    if (broken) return broken;
    const value = cleared ? null : kept(field, written, context);
    if (typeof value === 'object' && value !== null && isRefusal(value)) return value;
    const before = state[field] ?? null;
    if (JSON.stringify(value) === JSON.stringify(before)) return [];
    return [{ type: 'DecisionCorrected', data: { field, before, value, reason }, occurredAt: state.recordedAsOf }];
  },
});

function kept(field: Correctable, value: unknown, context: Context): unknown {
  if (field === 'decidedOn') return notYet(String(value), 'value', context) ?? value;
  if (field === 'funding') return (value as FundingBody[]).map(fundingOf);
  if (field !== 'group') return value;
  const group = resolve(context, 'group', String(value), 'value');
  return isRefusal(group) ? group : group.id;
}
