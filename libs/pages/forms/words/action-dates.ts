import { dateRequests } from './date-requests.js';
import type { FormItem, FormsOfKind } from './form-words.js';
import {
  AUTHORITY_FIELDS,
  CORRECT_DATE,
  DATE_HINT,
  READ_AS_LEFT_OUT,
  REASON_OF_DATE,
  readingFields,
} from './promise.js';

const recurs = ({ agreed }: FormItem) => (agreed as { recurrence?: unknown } | null)?.recurrence != null;

/** When it is promised, expected, looked at again and comes round. */
export const dates: FormsOfKind = {
  ...dateRequests('timescale', 'agreed'),
  'revise-timescale': {
    title: 'Move the agreed date',
    button: 'Record the new date',
    fields: {
      timescale: {
        label: 'New date, as you would write it',
        hint: DATE_HINT,
        missing: 'Enter the new date',
        timescale: true,
        now: 'agreed',
      },
      ...AUTHORITY_FIELDS,
      reason: REASON_OF_DATE,
    },
    leftOut: READ_AS_LEFT_OUT,
    checks: 'The ledger keeps this for ever.',
    instead: { ...CORRECT_DATE, field: 'timescale' },
  },
  forecast: {
    title: 'Say when you expect it',
    button: 'Record when it is expected',
    says: 'This is a forecast: the agreed date stays as it is.',
    fields: {
      timescale: {
        label: 'When do you expect it, as you would write it?',
        hint: DATE_HINT,
        missing: 'Enter when you expect it',
        timescale: true,
        now: 'forecast',
      },
      narrative: { label: 'What makes you expect it then?', hint: 'For example, the tender closes in June', now: null },
    },
    leftOut: READ_AS_LEFT_OUT,
    instead: {
      verb: 'revise-timescale',
      says: 'Has the board agreed another date?',
      link: 'Move the agreed date instead',
    },
  },
  'confirm-reading': {
    title: 'Say how its date is to be read',
    button: 'Record the reading',
    says: 'Leave the days as they are to confirm them, or change them to what the text means. The text stays.',
    onlyIf: ({ agreed }) => agreed != null,
    fields: readingFields('agreed'),
    checks: 'This is no slip: the promise stays, and how it is read is put right.',
  },
  'set-review-date': {
    title: 'Say when it is looked at again',
    button: 'Record the day',
    fields: {
      reviewOn: {
        label: 'Day on which it is looked at again',
        hint: 'For example, 16 April 2019. Left empty: it need not be looked at again',
      },
    },
  },
  'complete-occurrence': {
    title: 'It was done this time',
    button: 'Record that it was done',
    says: 'It comes round again: this is about one of its days.',
    onlyIf: recurs,
    fields: {
      due: {
        label: 'For which of its days?',
        hint: 'The day on which it was due. For example, 30 June 2018',
        missing: 'Enter the day for which it was done',
        now: 'nextDue',
      },
      evidence: { label: 'What shows that it was done?', hint: 'For example, the report of June', now: null },
    },
  },
  'miss-occurrence': {
    title: 'It was not done this time',
    button: 'Record that it was not done',
    says: 'It comes round again: this is about one of its days.',
    onlyIf: recurs,
    fields: {
      due: {
        label: 'For which of its days?',
        hint: 'The day on which it was due. For example, 30 June 2018',
        missing: 'Enter the day for which it was not done',
        now: null,
      },
      reason: {
        label: 'Why was it not done?',
        hint: 'For example, the meeting of June was cancelled',
        missing: 'Enter why it was not done',
        now: null,
      },
    },
  },
};
