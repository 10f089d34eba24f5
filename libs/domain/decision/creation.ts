import { IsBoolean, IsIn, IsISO4217CurrencyCode, IsOptional } from 'class-validator';
import { NOT_STATED, type OccurredAt, startOf } from '../kernel/calendar.js';
import {
  type Context,
  type Creation,
  isRefusal,
  type Lookup,
  type LookupResult,
  type Refusal,
  refuse,
} from '../kernel/decider.js';
import { IsAmount } from '../kernel/figure-fields.js';
import { IsNestedList, OrText } from '../kernel/nested.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import { resolve, resolveOpen } from '../kernel/resolve.js';
import { PLANS } from '../kernel/roles.js';
import {
  IsDayOrNotStated,
  IsItem,
  IsLine,
  IsNewReference,
  IsPeriod,
  IsText,
  IsTexts,
  IsWhen,
} from '../kernel/validation.js';
import { accessOf } from '../kernel/visibility.js';
import { VisibleCommand } from '../kernel/visible-command.js';
import { AffectedBody, allAffectedBy, programmeOf } from './affected.js';
import {
  type Condition,
  type DecisionFact,
  DISPOSITIONS,
  type Disposition,
  type FundingLine,
  WAYS_TAKEN,
  type WayTaken,
} from './events.js';
import { SupersedeDecision } from './outcome.verbs.js';
import type { DecisionState } from './state.js';
import { notInThisState, STANDING } from './transitions.js';

const CONDITIONS = 50;
const FUNDING_LINES = 50;
const ALTERNATIVES = 20;

export class ConditionBody {
  @IsText(2000) text: string;
  /** Who must agree that it is met: a party or a group by id or reference, or words. */
  @IsOptional() @IsLine() agreedBy?: string;
}

export class FundingBody {
  @IsOptional() @IsAmount() amount?: string;
  /** ISO 4217; `GBP` unless stated. */
  @IsOptional() @IsISO4217CurrencyCode() currency?: string;
  @IsOptional() @IsBoolean() recurrent?: boolean;
  @IsOptional() @IsLine() source?: string;
  @IsOptional() @IsPeriod() period?: string;
  @IsOptional() @IsLine() status?: string;
}

export class RecordDecision extends VisibleCommand {
  @IsLine() title: string;
  @IsIn(DISPOSITIONS) disposition: Disposition;
  @IsText() rationale: string;
  /** When it was taken: a date, a month, a year, or `not-stated` in the source. */
  @IsWhen() decidedOn: OccurredAt;
  /** The group that decided, by id or reference; or `not-stated`. */
  @IsOptional() @IsItem() group?: string;
  /** `meeting` where a meeting is named, otherwise `not-stated`. */
  @IsOptional() @IsIn(WAYS_TAKEN) takenBy?: WayTaken;
  @IsOptional()
  @IsNestedList(() => ConditionBody, CONDITIONS)
  @OrText(() => ConditionBody, 'text')
  conditions?: ConditionBody[];
  @IsOptional() @IsDayOrNotStated() reviewBy?: string;
  /** What else was considered. */
  @IsOptional() @IsTexts(ALTERNATIVES) alternatives?: string[];
  @IsOptional()
  @IsNestedList(() => AffectedBody)
  @OrText(() => AffectedBody, 'reference')
  affects?: AffectedBody[];
  @IsOptional() @IsNestedList(() => FundingBody, FUNDING_LINES) funding?: FundingBody[];
  /** The decision whose place it takes: that one is superseded by it in the same act. */
  @IsOptional() @IsItem() supersedes?: string;
  /** The decision that it ratifies. */
  @IsOptional() @IsItem() ratifies?: string;
  @IsOptional() @IsNewReference() reference?: string;
}

export const creation: Creation<RecordDecision, DecisionFact> = {
  body: RecordDecision,
  roles: PLANS,
  summary: 'Record a decision as its source states it: why, under which conditions, and what it affects.',
  referencePrefix: prefixOf,
  decide(command, context) {
    const early = notYet(command.decidedOn, 'decidedOn', context);
    if (early) return early;
    const named = namedBy(command, context);
    if (isRefusal(named)) return named;
    const affects = allAffectedBy(command.affects ?? [], context);
    if (isRefusal(affects)) return affects;
    const { title, disposition, rationale, decidedOn, reviewBy, alternatives = [], funding = [] } = command;
    const data = omitUndefined({
      reference: context.reference,
      title,
      disposition,
      rationale,
      decidedOn,
      ...named,
      takenBy: command.takenBy ?? (context.meeting ? 'meeting' : NOT_STATED),
      conditions: (command.conditions ?? []).map((condition, index) => conditionOf(condition, index + 1, context)),
      reviewBy: unlessNotStated(reviewBy),
      alternatives,
      affects,
      funding: funding.map(fundingOf),
    });
    return [{ type: 'DecisionRecorded', data, ...(decidedOn !== NOT_STATED && { occurredAt: decidedOn }) }];
  },
  followUp({ supersedes, decidedOn, reason = 'Another decision takes its place.', ...command }, id) {
    if (!supersedes) return undefined;
    const { meeting, minuteRef, onBehalfOf, source } = command;
    const occurredAt = decidedOn === NOT_STATED ? command.occurredAt : decidedOn;
    const circumstances = omitUndefined({ occurredAt, meeting, minuteRef, onBehalfOf, source });
    return {
      kind: 'decision',
      ref: supersedes,
      verb: 'supersede',
      command: Object.assign(new SupersedeDecision(), { by: id, reason, ...circumstances }),
    };
  },
};

export function notYet(decidedOn: OccurredAt, field: string, { now }: Context): Refusal | undefined {
  const start = startOf(decidedOn);
  if (!start || start <= now) return undefined;
  const detail = `Nothing has been decided on ${decidedOn}, which has not come yet; give the day it was decided.`;
  return refuse('in-the-future', detail, { field, value: decidedOn });
}

function unlessNotStated(text: string | undefined): string | undefined {
  return text === NOT_STATED ? undefined : text;
}

/** A fixed field order makes equal lines compare as equal JSON. */
export function fundingOf({ amount, currency = 'GBP', recurrent, source, period, status }: FundingBody): FundingLine {
  return omitUndefined({ amount, currency, recurrent, source, period, status });
}

/** Prefers the group's reference, then the first affected programme's, then DEC. */
function prefixOf(command: RecordDecision, lookup: Lookup): string | Refusal {
  const group = unlessNotStated(command.group);
  if (group) {
    const found = resolve({ lookup }, 'group', group, 'group');
    return isRefusal(found) ? found : `${found.reference}-D`;
  }
  const first = command.affects?.[0];
  return `${(first && programmeOf(first.reference, lookup)) ?? 'DEC'}-D`;
}

function namedBy(command: RecordDecision, context: Context) {
  const groupRef = unlessNotStated(command.group);
  const group = groupRef ? resolveOpen(context, 'group', groupRef, 'group') : undefined;
  if (group && isRefusal(group)) return group;
  const supersedes = command.supersedes ? standing(command.supersedes, context) : undefined;
  if (supersedes && isRefusal(supersedes)) return supersedes;
  const ratifies = command.ratifies ? resolve(context, 'decision', command.ratifies, 'ratifies') : undefined;
  if (ratifies && isRefusal(ratifies)) return ratifies;
  const access = accessOf(command, context);
  if (isRefusal(access)) return access;
  const { meeting } = context;
  if (meeting && context.lookup.find<{ status: string }>('meeting', meeting)?.state.status === 'cancelled') {
    const detail = 'That meeting was cancelled; name the one that decided.';
    return refuse('meeting-cancelled', detail, { field: 'meeting', value: command.meeting });
  }
  return { group: group?.id, meeting, supersedes: supersedes?.id, ratifies: ratifies?.id, access };
}

function standing(ref: string, context: Context): LookupResult | Refusal {
  const found = resolve<DecisionState>(context, 'decision', ref, 'supersedes');
  if (isRefusal(found)) return found;
  const refusal = notInThisState({ from: STANDING }, found.state, { ...context, reference: found.reference });
  return STANDING.some((status) => status === found.state.status) ? found : refusal;
}

function conditionOf({ text, agreedBy }: ConditionBody, number: number, { lookup }: Context): Condition {
  const body = agreedBy ? (lookup.find('party', agreedBy) ?? lookup.find('group', agreedBy)) : undefined;
  return omitUndefined({ number, text, agreedBy: body?.id ?? agreedBy });
}
