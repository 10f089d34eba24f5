import { correction } from './correction.js';
import { dateRequests } from './date-requests.js';
import type { FormsOfKind } from './form-words.js';
import {
  AUTHORITY_FIELDS,
  CORRECT_DATE,
  DATE_HINT,
  READ_AS_LEFT_OUT,
  REASON_OF_DATE,
  readingFields,
} from './promise.js';
import { VISIBILITY_FIELDS } from './visibility.js';

export const milestoneForms: FormsOfKind = {
  ...dateRequests('due', 'due'),
  new: {
    title: 'New milestone',
    button: 'Put it on the plan',
    says: 'It belongs to a programme or to one of its actions: say one of them.',
    fields: {
      programme: { label: 'Which programme does it belong to?', of: 'programme' },
      action: { label: 'Or which action?', hint: 'Its reference. For example, SMI-A02', of: 'action' },
      title: {
        label: 'What is to be reached?',
        hint: 'For example, Model agreed by all partners',
        missing: 'Enter what is to be reached',
      },
      due: { label: 'By when, as you would write it', hint: DATE_HINT, missing: 'Enter by when', timescale: true },
      reference: {
        label: 'Reference, if it has one already',
        hint: 'For example, SMI-M05. Left empty: the next number of its programme',
        rare: true,
      },
      ...VISIBILITY_FIELDS,
    },
    leftOut: READ_AS_LEFT_OUT,
  },
  meet: {
    title: 'It was met',
    button: 'Record that it was met',
    fields: {
      metOn: { label: 'On which day?', hint: 'For example, 31 May 2018. Left empty: today', now: null },
      evidence: { label: 'What shows it?', hint: 'For example, minute 4.1 of the partnership', now: null },
    },
  },
  'revise-date': {
    title: 'Move the agreed date',
    button: 'Record the new date',
    fields: {
      due: {
        label: 'New date, as you would write it',
        hint: DATE_HINT,
        missing: 'Enter the new date',
        timescale: true,
      },
      ...AUTHORITY_FIELDS,
      reason: REASON_OF_DATE,
    },
    leftOut: READ_AS_LEFT_OUT,
    checks: 'The ledger keeps this for ever.',
    instead: { ...CORRECT_DATE, field: 'due' },
  },
  forecast: {
    title: 'Say when you expect it',
    button: 'Record when it is expected',
    says: 'This is a forecast: the agreed date stays as it is.',
    fields: {
      due: {
        label: 'When do you expect it, as you would write it?',
        hint: DATE_HINT,
        missing: 'Enter when you expect it',
        timescale: true,
        now: 'forecast',
      },
      narrative: {
        label: 'What makes you expect it then?',
        hint: 'For example, the last partner signs in June',
        now: null,
      },
    },
    leftOut: READ_AS_LEFT_OUT,
    instead: {
      verb: 'revise-date',
      says: 'Has the board agreed another date?',
      link: 'Move the agreed date instead',
    },
  },
  'confirm-reading': {
    title: 'Say how its date is to be read',
    button: 'Record the reading',
    says: 'Leave the days as they are to confirm them, or change them to what the text means. The text stays.',
    fields: readingFields('due'),
    checks: 'This is no slip: the promise stays, and how it is read is put right.',
  },
  miss: {
    title: 'It was missed',
    button: 'Record that it was missed',
    says: 'Its date has passed. It can still be met late.',
    onlyIf: ({ overdue }) => overdue === true,
    fields: {
      narrative: {
        label: 'Why was it missed?',
        hint: 'For example, two partners have not approved the plan',
        now: null,
      },
    },
  },
  reverse: {
    title: 'It was not met after all',
    button: 'Take back that it was met',
    fields: {
      reason: {
        label: 'Why is it taken back?',
        hint: 'For example, the plan that was uploaded was a draft',
        missing: 'Enter why it is taken back',
        now: null,
      },
    },
    checks: 'It counts as not met from now on. That it was said to be met stays in its history.',
  },
  withdraw: {
    title: 'Take it off the plan',
    button: 'Take it off the plan',
    fields: {
      reason: {
        label: 'Why does it leave the plan?',
        hint: 'The board reads this. For example, the two plans were made one',
        missing: 'Enter why it leaves the plan',
        now: null,
      },
    },
    checks: 'This cannot be taken back: a new milestone would have to be put on the plan.',
  },
  correct: correction({
    asked: 'typed',
    choices: { title: 'What is to be reached', due: 'Its agreed date' },
    corrects: {
      title: { label: 'What is to be reached, as it should say', missing: 'Enter what it should say' },
      due: {
        label: 'Agreed date, as it should say',
        hint: DATE_HINT,
        missing: 'Enter what it should say',
        timescale: true,
      },
    },
  }),
};
