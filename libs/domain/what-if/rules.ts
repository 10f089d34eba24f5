import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsInt, IsOptional, Max, Min } from 'class-validator';
import { isRefusal } from '../kernel/decider.js';
import { IsNested, IsNestedList } from '../kernel/nested.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import { RATINGS } from '../kernel/rating.js';
import { isReadable } from '../kernel/readable.js';
import { field, IsLine, LIMITS } from '../kernel/validation.js';
import { DerivationBody, SchemeRatingBody, wrongIn } from '../ledger/adopting.js';
import type { RatingScheme } from '../ledger/events.js';
import type { BreachRule } from '../target/breaches.js';
import { readTolerance } from '../target/tolerance.js';

const MOST_IN_A_ROW = 60;
const MOST_NAMED = 1_000;

const IsTolerance = () =>
  field(
    'isTolerance',
    (value) => typeof value === 'string' && readTolerance(value) !== undefined,
    'must be text: so much of the unit, "1.5", or so many percent of the point, "2%"',
    { type: 'string' },
  );
const IsReferences = () => (target: object, property: string) => {
  const isReference = field(
    'isReference',
    (value) => isReadable(value, LIMITS.reference),
    'must be references',
    {},
    { each: true },
  );
  for (const decorate of [IsArray(), ArrayMinSize(1), ArrayMaxSize(MOST_NAMED), ArrayUnique(), isReference])
    decorate(target, property);
};

/** Another rating scheme: what is not said stays as it was adopted. */
export class SchemeRules {
  @IsOptional() @IsLine(100) name?: string;
  @IsOptional() @IsNestedList(() => SchemeRatingBody, RATINGS.length) @ArrayMinSize(2) ratings?: SchemeRatingBody[];
  @IsOptional() @IsNested(() => DerivationBody) derived?: DerivationBody;
}

/** Another rule of when a miss is a breach; of all targets, or of those that are named or lie within a programme named. */
export class BreachRules {
  @IsOptional() @IsTolerance() tolerance?: string;
  @IsOptional() @IsInt() @Min(1) @Max(MOST_IN_A_ROW) consecutive?: number;
  @IsOptional() @IsReferences() targets?: string[];
  @IsOptional() @IsReferences() programmes?: string[];
}

/** Rules to replay a ledger under. */
export class Rules {
  @IsOptional() @IsNested(() => SchemeRules) scheme?: SchemeRules;
  @IsOptional() @IsNested(() => BreachRules) breach?: BreachRules;
}

export function breachRuleOf({ tolerance, consecutive }: BreachRules): BreachRule {
  return omitUndefined({ tolerance: tolerance === undefined ? undefined : readTolerance(tolerance), consecutive });
}

export function schemeUnder({ name, ratings, derived }: SchemeRules, adopted: RatingScheme): RatingScheme {
  const scheme: RatingScheme = {
    version: adopted.version,
    name: name ?? adopted.name,
    ratings:
      ratings?.map(({ needsNarrative, ...each }) => ({
        ...each,
        needsNarrative: needsNarrative ?? ['amber', 'red'].includes(each.rating),
      })) ?? adopted.ratings,
    derived: { ...adopted.derived, ...omitUndefined({ ...derived }) },
  };
  const wrong = wrongIn({ derived }, scheme);
  if (wrong && isRefusal(wrong)) throw new Error(`The rating scheme of the rules is invalid: ${wrong.detail}`);
  return scheme;
}
