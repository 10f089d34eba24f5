import { RATINGS } from '#domain/index.js';
import { COUNT, FLAG, HEAD, listOf, object, oneOf, schemaOf, TEXT } from '#read-store/index.js';

const COLOUR = oneOf(RATINGS);
const SCHEME = object({
  version: COUNT,
  name: TEXT,
  ratings: listOf(object({ rating: COLOUR, word: TEXT, meaning: TEXT, needsNarrative: FLAG })),
  derived: object({
    done: COLOUR,
    onTrack: COLOUR,
    atRisk: COLOUR,
    offTrack: COLOUR,
    startWithinDays: COUNT,
    offTrackAfterDays: COUNT,
  }),
});

export const LEDGER = object({
  ...HEAD,
  ledger: TEXT,
  name: TEXT,
  illustrative: FLAG,
  financialYearStartsOn: schemaOf<string>({
    type: 'string',
    description: 'MM-DD on which the financial year begins, by which timescales are read from then on.',
  }),
  scheme: { ...SCHEME, description: 'The rating scheme in force at the moment asked about.' },
  otherSchemes: { ...listOf(SCHEME), description: 'Those that were in force before, or have been adopted since.' },
});
