import { ArrayMinSize, IsOptional } from 'class-validator';
import { CommandBody, ReasonedCommand } from '../kernel/command.js';
import { IsFigure } from '../kernel/figure-fields.js';
import { type Figure, sameFigure } from '../kernel/figures.js';
import { IsNestedList } from '../kernel/nested.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import { PLANS, REPORTS } from '../kernel/roles.js';
import { IsPeriod, IsText } from '../kernel/validation.js';
import { judgedAgain } from './breaches.js';
import { POINTS, PointBody, pointOf } from './creation.js';
import { keyOf } from './periods.js';
import { brokenPromise } from './promise.js';
import { targetVerb } from './state.js';

export class SetTrajectory extends ReasonedCommand {
  @ArrayMinSize(1) @IsNestedList(() => PointBody, POINTS) trajectory: PointBody[];
}

export class ForecastTarget extends CommandBody {
  @IsPeriod() period: string;
  @IsFigure() value: Figure;
  @IsOptional() @IsText() narrative?: string;
}

export const setTrajectory = targetVerb({
  body: SetTrajectory,
  roles: PLANS,
  summary: 'Replace the points of the target and judge every period on record again.',
  decide({ trajectory: points, reason }, state, context) {
    const trajectory = points.map(pointOf);
    const after = { ...state, trajectory };
    const broken = brokenPromise(after);
    if (broken) return broken;
    if (JSON.stringify(trajectory) === JSON.stringify(state.trajectory)) return [];
    return [
      { type: 'TargetTrajectorySet', data: { trajectory, reason } },
      ...judgedAgain(state, after, 'trajectory', context),
    ];
  },
});

export const forecast = targetVerb({
  body: ForecastTarget,
  roles: REPORTS,
  summary: 'Forecast the figure of a period; no breach comes of it.',
  decide({ period, value, narrative }, state) {
    const known = state.forecasts[keyOf(period)];
    if (known && sameFigure(known.value, value) && known.narrative === narrative) return [];
    return [{ type: 'TargetForecast', data: omitUndefined({ period, value, narrative }) }];
  },
});
