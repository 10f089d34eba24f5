import { shortPeriod } from '../../words/dates.js';
import type { FieldWords, FormItem, FormsOfKind } from './form-words.js';
import { VISIBILITY_FIELDS } from './visibility.js';

const PERIOD_HINT = 'For example, July 2018, Q2 2018/19 or 2018/19';

/** A figure: one number, or so many of so many, or between two. */
export const FIGURE_FIELDS = {
  value: { label: 'Figure', hint: 'For example, 75.9. Leave it empty if you know so many of so many', now: null },
  numerator: { label: 'Or so many', hint: 'For example, 607', now: null },
  denominator: { label: 'of so many', hint: 'For example, 800', now: null },
  status: {
    label: 'Is the figure final?',
    now: null,
    choices: { final: 'Final', provisional: { text: 'Provisional', hint: 'It may still change' } },
  },
  qualifier: {
    label: 'How exact is it?',
    now: null,
    rare: true,
    choices: { about: 'About so much', over: 'Over so much', under: 'Under so much', rounded: 'Rounded' },
  },
  low: { label: 'Lowest that it may be', hint: 'Where only a range is known. For example, 61', now: null, rare: true },
  high: { label: 'Highest that it may be', hint: 'For example, 100', now: null, rare: true },
  reportedOn: { label: 'When was it reported?', hint: 'For example, 9 August 2018', now: null, rare: true },
} as const satisfies Readonly<Record<string, FieldWords>>;

const REFUSALS = {
  'figure-incomplete': 'Enter both: so many, and of so many; or the lowest and the highest',
  'figure-missing': 'Enter a figure, or so many of so many',
  'figure-twice': 'Enter a figure, or so many of so many: not both',
  'denominator-not-positive': 'Enter a number above 0 for “of so many”',
  'range-out-of-order': 'Enter a lowest that is not above the highest, with the figure between them',
  'measurement-exists': 'There is another figure of this period on record: put that one right instead',
  'no-measurement': 'There is no figure of this period to put right: record one instead',
} as const;

interface Period {
  readonly period: string;
  readonly measurement: object | null;
}

const measured = ({ periods }: FormItem) =>
  ((periods as readonly Period[] | undefined) ?? []).filter(({ measurement }) => measurement !== null);

/** Figures of a target: recorded, put right, expected, and missed without a figure. */
export const figureForms: FormsOfKind = {
  'record-measurement': {
    title: 'Record a figure',
    button: 'Record the figure',
    adds: true,
    fields: {
      period: {
        label: 'Which period is it of?',
        hint: PERIOD_HINT,
        missing: 'Enter the period',
        period: true,
        now: null,
      },
      ...FIGURE_FIELDS,
      access: { ...VISIBILITY_FIELDS.access, now: null },
      restrictedTo: { ...VISIBILITY_FIELDS.restrictedTo, now: null },
    },
    refusals: REFUSALS,
    instead: {
      verb: 'correct-measurement',
      says: 'Is the figure of that period on record and wrong?',
      link: 'Put it right instead',
    },
  },
  'correct-measurement': {
    title: 'Put a figure right',
    button: 'Record the right figure',
    says: 'The period is judged again. What stood before stays in its history.',
    onlyIf: (item) => measured(item).length > 0,
    fields: {
      period: {
        label: 'Which period is it of?',
        missing: 'Choose the period',
        period: true,
        now: null,
        among: (item) =>
          measured(item)
            .map(({ period }) => ({ value: period, text: shortPeriod(period) }))
            .reverse(),
      },
      ...FIGURE_FIELDS,
      reason: {
        label: 'What was wrong?',
        hint: 'For example, the digits were swapped when it was typed',
        missing: 'Enter what was wrong',
        now: null,
      },
    },
    leftOut: {
      access: 'who may see a figure stays as it was recorded',
      restrictedTo: 'who may see a figure stays as it was recorded',
    },
    checks: 'It is told as a correction: the board sees both figures.',
    refusals: REFUSALS,
  },
  'report-breach': {
    title: 'Say that a period missed its level',
    button: 'Record that it was missed',
    says: 'Where there is no figure that says so. Where you know the figure, record it instead.',
    fields: {
      period: { label: 'Which period?', hint: PERIOD_HINT, missing: 'Enter the period', period: true, now: null },
      cases: { label: 'How many fell short', hint: 'For example, 3', now: null },
      narrative: {
        label: 'What happened?',
        hint: 'For example, 3 people waited longer than 2 weeks',
        now: null,
      },
    },
    instead: { verb: 'record-measurement', says: 'Do you know the figure?', link: 'Record it instead' },
  },
  forecast: {
    title: 'Say what figure you expect',
    button: 'Record what you expect',
    says: 'This is a forecast: nothing counts as missed by it.',
    fields: {
      period: { label: 'Of which period?', hint: PERIOD_HINT, missing: 'Enter the period', period: true, now: null },
      value: { label: 'Figure that you expect', hint: 'For example, 58', missing: 'Enter the figure', now: null },
      narrative: { label: 'What makes you expect it?', hint: 'For example, two posts are filled in June', now: null },
    },
  },
};
