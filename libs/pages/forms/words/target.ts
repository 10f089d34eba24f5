import { correction } from './correction.js';
import type { FieldWords, FormItem, FormsOfKind } from './form-words.js';
import { figureForms } from './target-figures.js';
import { VISIBILITY_FIELDS } from './visibility.js';

const DIRECTION_CHOICES = {
  'at-least': 'At least the level',
  above: 'Above the level',
  'at-most': 'At most the level',
  below: 'Below the level',
  'increase-by': { text: 'Up by the level', hint: 'In per cent, on the same period a year before' },
  'reduce-by': { text: 'Down by the level', hint: 'In per cent, on the same period a year before' },
} as const;

const KIND_CHOICES = {
  standard: { text: 'A standard', hint: 'The same level in every period' },
  trajectory: { text: 'A path', hint: 'A level of its own for each period' },
  ambition: { text: 'An ambition', hint: 'Hoped for, not promised' },
} as const;

const PERIOD = { label: 'Period', hint: 'For example, July 2018, Q2 2018/19 or 2018/19', period: true } as const;

const LEVELS = {
  label: 'Level',
  within: {
    period: PERIOD,
    value: { label: 'Level', hint: 'For example, 60 or 75.9' },
    condition: { label: 'On what it depends', hint: 'For example, subject to wave 2 funding' },
  },
} as const satisfies FieldWords;

const BASELINE = {
  label: 'What it started from',
  within: { period: PERIOD, value: { label: 'Figure', hint: 'For example, 48.2' } },
} as const satisfies FieldWords;

const ACCUMULATES = {
  label: 'Do the figures of the parts of a year add up?',
  hint: 'Yes for a count of people, no for a share',
} as const;

const isSuspended = ({ status }: FormItem) => status === 'suspended';

export const targetForms: FormsOfKind = {
  new: {
    title: 'New target',
    button: 'Put it on the plan',
    fields: {
      programme: { label: 'Which programme does it belong to?', of: 'programme', missing: 'Choose the programme' },
      measure: {
        label: 'What is measured?',
        hint: 'For example, People with SMI who had a full health check',
        missing: 'Enter what is measured',
      },
      unit: {
        label: 'What do the figures count?',
        hint: 'For example, percent or people. In percent, a share is counted as a percentage',
        missing: 'Enter what the figures count',
      },
      direction: {
        label: 'It is met when the figure is',
        missing: 'Choose when it is met',
        choices: DIRECTION_CHOICES,
      },
      trajectory: LEVELS,
      kind: { label: 'What kind of target is it?', choices: KIND_CHOICES, rare: true },
      accumulates: { ...ACCUMULATES, rare: true },
      baseline: { ...BASELINE, rare: true },
      reference: {
        label: 'Reference, if it has one already',
        hint: 'For example, SMI-T05. Left empty: the next number of its programme',
        rare: true,
      },
      ...VISIBILITY_FIELDS,
    },
  },
  ...figureForms,
  'set-trajectory': {
    title: 'Change its levels',
    button: 'Record the levels',
    says: 'These levels take the place of those that stand, and every period on record is judged again.',
    fields: {
      trajectory: { ...LEVELS, missing: 'Enter at least one level' },
      reason: {
        label: 'Why do its levels change?',
        hint: 'The board reads this. For example, the contract of 2019/20 says 65',
        missing: 'Enter why its levels change',
        now: null,
      },
    },
    checks: 'The board sees every period judged by these levels. What was judged before stays in its history.',
  },
  'recalculate-limits': {
    title: 'Draw the limits of chance anew',
    button: 'Draw them anew',
    says: 'Where a decision changed what is measured, figures before and after it are not of one kind.',
    fields: {
      from: { ...PERIOD, label: 'From which period on?', missing: 'Enter the first period', now: null },
      decision: {
        label: 'Which decision changed it?',
        hint: 'Its reference. For example, SMI-D01. It must name this target among what it affects',
        of: 'decision',
        missing: 'Enter the decision',
        now: null,
      },
    },
    checks: 'The chart shows a new level and new limits from that period on.',
  },
  suspend: {
    title: 'Stop measuring it for a while',
    button: 'Stop measuring it',
    onlyIf: (item) => !isSuspended(item),
    fields: {
      reason: {
        label: 'Why is it not measured?',
        hint: 'For example, the trust changes its system',
        missing: 'Enter why it is not measured',
        now: null,
      },
    },
    checks: 'It takes no figures until it is measured again.',
  },
  resume: {
    title: 'Measure it again',
    button: 'Measure it again',
    onlyIf: isSuspended,
    fields: {
      reason: {
        label: 'Why now?',
        hint: 'For example, the new system gives its figures',
        missing: 'Enter why it is measured again',
        now: null,
      },
    },
  },
  withdraw: {
    title: 'Take it off the plan',
    button: 'Take it off the plan',
    onlyIf: ({ status }) => status !== 'withdrawn',
    fields: {
      reason: {
        label: 'Why does it leave the plan?',
        hint: 'The board reads this. For example, it is no longer collected',
        missing: 'Enter why it leaves the plan',
        now: null,
      },
    },
    checks: 'This cannot be taken back. Its figures stay on record.',
  },
  correct: correction({
    says: 'A correction says that the ledger was wrong, not that anything changed. Every period is judged again.',
    asked: 'set',
    choices: {
      measure: 'What is measured',
      unit: 'What its figures count',
      direction: 'When it is met',
      kind: 'What kind of target it is',
      accumulates: 'Whether its figures add up',
      baseline: 'What it started from',
      programme: 'Its programme',
    },
    hint: 'For example, the plan of March 2018 says “at most” on page 4',
    corrects: {
      measure: { label: 'What is measured, as it should say', missing: 'Enter what it should say' },
      unit: { label: 'What its figures count, as it should say', missing: 'Enter what it should say' },
      direction: {
        label: 'It is met when the figure is',
        missing: 'Choose when it is met',
        choices: DIRECTION_CHOICES,
      },
      kind: { label: 'What kind of target is it?', missing: 'Choose a kind', choices: KIND_CHOICES },
      accumulates: { ...ACCUMULATES, missing: 'Choose yes or no' },
      baseline: { ...BASELINE, hint: 'Left empty: it started from no figure', empties: true },
      programme: { label: 'Which programme should it have said?', of: 'programme', missing: 'Choose the programme' },
    },
  }),
};
