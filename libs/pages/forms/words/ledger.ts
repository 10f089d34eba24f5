import { colour } from '../../words/labels.js';
import type { Checked, Compared, FieldWords, FormsOfKind } from './form-words.js';

const COLOURS = { blue: 'Blue', green: 'Green', amber: 'Amber', red: 'Red' };
const colourOf = (label: string, fact: string): FieldWords => ({ label, choices: COLOURS, now: fact });

export const ledgerForms: FormsOfKind = {
  'adopt-rating-scheme': {
    title: 'Change what the ratings mean',
    button: 'Adopt these words',
    says: 'From now on ratings are given in these words. Ratings that were given before keep the words of their time.',
    fields: {
      name: {
        label: 'What is the scheme called?',
        hint: 'For example, BRAG',
        missing: 'Enter its name',
        now: 'scheme.name',
      },
      ratings: {
        label: 'Rating',
        now: 'scheme.ratings',
        missing: 'Enter at least two ratings',
        within: {
          rating: { label: 'Colour', choices: COLOURS, missing: 'Choose a colour' },
          word: { label: 'Its word', hint: 'For example, On track', missing: 'Enter its word' },
          meaning: {
            label: 'What it means',
            hint: 'For example, Will be kept as agreed',
            missing: 'Enter what it means',
          },
          needsNarrative: { label: 'Is it given only with words on why? Amber and red always are' },
        },
      },
      derived: {
        label: 'What the facts say',
        now: 'scheme.derived',
        within: {
          done: colourOf('Colour of what is done', 'done'),
          onTrack: colourOf('Colour of what is in time', 'onTrack'),
          atRisk: colourOf('Colour of what is at risk', 'atRisk'),
          offTrack: colourOf('Colour of what is off track', 'offTrack'),
          startWithinDays: {
            label: 'So many days before its date an action should have been started',
            hint: 'For example, 28',
          },
          offTrackAfterDays: {
            label: 'So many days after its date an action is off track, and at risk before',
            hint: 'For example, 0',
          },
        },
      },
      reason: { label: 'Why do they change?', hint: 'For example, agreed by the board on 19 March 2019', now: null },
    },
    beside: schemes,
    checks: 'Old ratings keep their old words, on every page and at every moment.',
  },
  'adopt-financial-year': {
    title: 'Change when the financial year begins',
    button: 'Adopt this day',
    says: 'Dates such as “Q3 2019/20” are read by it from now on. Dates that were read before keep their reading.',
    fields: {
      startsOn: {
        label: 'On which day does it begin?',
        hint: 'Month and day in digits: 04-01 is 1 April, 10-01 is 1 October',
        missing: 'Enter the day, such as 04-01',
        now: 'financialYearStartsOn',
      },
      reason: { label: 'Why does it change?', now: null },
    },
    checks: 'Dates that were read before keep their reading; nothing is read again.',
  },
};

interface Scheme {
  readonly name: string;
  readonly ratings: readonly {
    readonly rating: string;
    readonly word: string;
    readonly meaning: string;
    readonly needsNarrative: boolean;
  }[];
  readonly derived: Readonly<Record<string, string | number>>;
}

const FACTS = {
  done: 'Facts: done',
  onTrack: 'Facts: in time',
  atRisk: 'Facts: at risk',
  offTrack: 'Facts: off track',
  startWithinDays: 'Days before its date to have started',
  offTrackAfterDays: 'Days after its date to be off track',
};

/** Old and new words, colour by colour. */
async function schemes({ item, preview }: Checked): Promise<readonly Compared[]> {
  const before = item.scheme as Scheme;
  const after = (preview.events[0]?.data ?? before) as Scheme;
  const rating = ({ ratings }: Scheme, of: string): string => {
    const found = ratings.find((each) => each.rating === of);
    if (!found) return 'Not used';
    return `${found.word}: ${found.meaning}${found.needsNarrative ? ' Given with words on why.' : ''}`;
  };
  const fact = ({ derived }: Scheme, of: string): string => colour(String(derived[of] ?? 'not stated'));
  return [
    { label: 'Name', before: before.name, after: after.name },
    ...Object.entries(COLOURS).map(([of, label]) => ({ label, before: rating(before, of), after: rating(after, of) })),
    ...Object.entries(FACTS).map(([of, label]) => ({ label, before: fact(before, of), after: fact(after, of) })),
  ];
}
