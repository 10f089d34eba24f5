import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { type Creation, isRefusal } from '../kernel/decider.js';
import { IsFigure } from '../kernel/figure-fields.js';
import type { Figure } from '../kernel/figures.js';
import { IsNested, IsNestedList } from '../kernel/nested.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import { resolve, resolveOpen } from '../kernel/resolve.js';
import { PLANS } from '../kernel/roles.js';
import { IsItem, IsLine, IsNewReference, IsPeriod, IsText } from '../kernel/validation.js';
import { accessOf } from '../kernel/visibility.js';
import { VisibleCommand } from '../kernel/visible-command.js';
import {
  type Baseline,
  DIRECTIONS,
  type Direction,
  TARGET_KINDS,
  type TargetFact,
  type TargetKind,
  type TrajectoryPoint,
} from './events.js';
import { brokenPromise } from './promise.js';

export const POINTS = 240;

export class BaselineBody {
  @IsPeriod() period: string;
  @IsFigure() value: Figure;
}

export class PointBody extends BaselineBody {
  /** What the point depends on, such as "subject to wave 2 funding". */
  @IsOptional() @IsText(1000) condition?: string;
}

export class SetTarget extends VisibleCommand {
  /** The programme, by id or reference. */
  @IsItem() programme: string;
  /** What is measured. */
  @IsLine() measure: string;
  /** What the figures count. In a unit that starts with % or percent, a ratio counts as a percentage. */
  @IsLine(100) unit: string;
  /** `reduce-by` and `increase-by`: the points are the percentage of change on the same period a year before. */
  @IsIn(DIRECTIONS) direction: Direction;
  /** Unless stated, `trajectory` where points are given, otherwise `standard`. */
  @IsOptional() @IsIn(TARGET_KINDS) kind?: TargetKind;
  /** Whether the figures of the parts of a year add up. */
  @IsOptional() @IsBoolean() accumulates?: boolean;
  /** What it started from. */
  @IsOptional() @IsNested(() => BaselineBody) baseline?: BaselineBody;
  @IsOptional() @IsNestedList(() => PointBody, POINTS) trajectory?: PointBody[];
  @IsOptional() @IsNewReference() reference?: string;
}

export const creation: Creation<SetTarget, TargetFact> = {
  body: SetTarget,
  roles: PLANS,
  summary: 'Set a target: what is measured, in which direction, and the points that it is held to.',
  referencePrefix(command, lookup) {
    const programme = resolve({ lookup }, 'programme', command.programme, 'programme');
    return isRefusal(programme) ? programme : `${programme.reference}-T`;
  },
  decide(command, context) {
    const programme = resolveOpen(context, 'programme', command.programme, 'programme');
    if (isRefusal(programme)) return programme;
    const access = accessOf(command, context);
    if (isRefusal(access)) return access;
    const { measure, unit, direction, accumulates = false } = command;
    const trajectory = (command.trajectory ?? []).map(pointOf);
    const kind = command.kind ?? (trajectory.length > 0 ? 'trajectory' : 'standard');
    const baseline = command.baseline && baselineOf(command.baseline);
    const promised = omitUndefined({ unit, direction, kind, accumulates, baseline, trajectory });
    const broken = brokenPromise(promised);
    if (broken) return broken;
    const { reference } = context;
    return [{ type: 'TargetSet', data: { reference, programme: programme.id, measure, ...promised, access } }];
  },
};

export function pointOf({ period, value, condition }: PointBody): TrajectoryPoint {
  return omitUndefined({ period, value, condition });
}

export function baselineOf({ period, value }: BaselineBody): Baseline {
  return { period, value };
}
