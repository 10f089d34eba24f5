import { isDeepStrictEqual } from 'node:util';
import { ArrayMinSize, IsBoolean, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { CommandBody } from '../kernel/command.js';
import { type Refusal, refuse, verb } from '../kernel/decider.js';
import { IsNested, IsNestedList } from '../kernel/nested.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import { RATINGS, type Rating } from '../kernel/rating.js';
import { ADMINISTERS } from '../kernel/roles.js';
import { IsLine, IsText } from '../kernel/validation.js';
import type { Derivation, LedgerFact, RatingScheme } from './events.js';
import { FIRST_DERIVATION, ratingIn } from './scheme.js';
import type { LedgerState } from './state.js';

/** Every scheme requires a narrative for these colours (docs/domain.md, section 8). */
const NEVER_WITHOUT_NARRATIVE: readonly Rating[] = ['amber', 'red'];
const LONGEST_DAYS = 366;

export class SchemeRatingBody {
  @IsIn(RATINGS) rating: Rating;
  /** What the colour is shown with, always: "On track". */
  @IsLine(50) word: string;
  @IsText(1000) meaning: string;
  /** Whether it is given only with a narrative; amber and red always are. */
  @IsOptional() @IsBoolean() needsNarrative?: boolean;
}

/** Which of its colours the facts of an action speak for; as in the first scheme unless stated. */
export class DerivationBody implements Partial<Derivation> {
  @IsOptional() @IsIn(RATINGS) done?: Rating;
  @IsOptional() @IsIn(RATINGS) onTrack?: Rating;
  @IsOptional() @IsIn(RATINGS) atRisk?: Rating;
  @IsOptional() @IsIn(RATINGS) offTrack?: Rating;
  /** An action that falls due within so many days should have been started. */
  @IsOptional() @IsInt() @Min(0) @Max(LONGEST_DAYS) startWithinDays?: number;
  /** So many days after its firm date an action is no longer at risk but off track. */
  @IsOptional() @IsInt() @Min(0) @Max(LONGEST_DAYS) offTrackAfterDays?: number;
}

export class AdoptRatingScheme extends CommandBody {
  @IsLine(100) name: string;
  @IsNestedList(() => SchemeRatingBody, RATINGS.length) @ArrayMinSize(2) ratings: SchemeRatingBody[];
  @IsOptional() @IsNested(() => DerivationBody) derived?: DerivationBody;
}

export const adoptRatingScheme = verb<LedgerState, AdoptRatingScheme, LedgerFact>({
  body: AdoptRatingScheme,
  roles: ADMINISTERS,
  summary: 'Adopt a rating scheme: what each colour means from now on. Ratings given before keep their own.',
  decide(command, { scheme }) {
    const { version, ...adopted } = schemeOf(command, scheme.version + 1);
    const wrong = wrongIn(command, adopted);
    if (wrong) return wrong;
    const { version: _, ...inForce } = scheme;
    return isDeepStrictEqual(adopted, inForce) ? [] : [{ type: 'RatingSchemeAdopted', data: { version, ...adopted } }];
  },
});

function schemeOf({ name, ratings, derived = {} }: AdoptRatingScheme, version: number): RatingScheme {
  return {
    version,
    name,
    ratings: ratings.map(({ rating, word, meaning, needsNarrative }) => ({
      rating,
      word,
      meaning,
      needsNarrative: needsNarrative ?? NEVER_WITHOUT_NARRATIVE.includes(rating),
    })),
    derived: { ...FIRST_DERIVATION, ...omitUndefined({ ...derived }) },
  };
}

export function wrongIn(
  command: Pick<AdoptRatingScheme, 'derived'>,
  { ratings, derived }: Omit<RatingScheme, 'version'>,
): Refusal | undefined {
  for (const [index, { rating, word, needsNarrative }] of ratings.entries()) {
    const field = `ratings[${index}]`;
    if (ratings.findIndex((other) => other.rating === rating || other.word === word) < index) {
      return refuse('rating-twice', `${rating} or "${word}" stands in the scheme twice; each colour has one word.`, {
        field,
      });
    }
    if (!needsNarrative && NEVER_WITHOUT_NARRATIVE.includes(rating)) {
      const detail = `In every scheme ${rating} needs a narrative; leave needsNarrative out or true.`;
      return refuse('scheme-needs-narrative', detail, { field: `${field}.needsNarrative` });
    }
  }
  for (const outcome of ['done', 'onTrack', 'atRisk', 'offTrack'] as const) {
    if (ratingIn({ ratings }, derived[outcome])) continue;
    const detail = `${outcome} is ${derived[outcome]}${command.derived?.[outcome] ? '' : ' unless stated'}, which the scheme does not have.`;
    return refuse('rating-not-in-scheme', detail, { field: `derived.${outcome}`, value: derived[outcome] });
  }
  return undefined;
}
