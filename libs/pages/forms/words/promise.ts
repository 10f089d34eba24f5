import type { FieldWords } from './form-words.js';

export const REASON_OF_DATE = {
  label: 'Why does the date move?',
  hint: 'The board reads this, and so does whoever looks back in 5 years',
  missing: 'Enter why the date moves',
} as const satisfies FieldWords;

export const DATE_HINT = 'For example, 30 September 2019, End Q2 2019/20 or December 2019';

export const READ_AS_LEFT_OUT = { readAs: 'a person at the page reads the text as of today' } as const;

/** On whose word an agreed date moves. */
export const AUTHORITY_FIELDS = {
  authority: {
    label: 'Who agreed the new date?',
    missing: 'Choose who agreed the new date',
    required: true,
    now: null,
    choices: {
      group: { text: 'The board, at a meeting', hint: 'Say which meeting below' },
      'chairs-action': {
        text: 'The chair, between meetings',
        hint: 'It is shown to the next meeting to be received',
      },
      delegated: 'Somebody with delegated powers',
      lead: {
        text: 'Nobody but its lead',
        hint: 'It is shown as “not agreed” until a meeting agrees it',
      },
    },
  },
  meeting: { label: 'Meeting, if one agreed it', of: 'meeting', now: null },
  minuteRef: { label: 'Minute, if there is one', hint: 'For example, 4.1', now: null },
} as const;

/** How a text that was promised is read: confirmed, or replaced by another reading. */
export const readingFields = (promise: string) =>
  ({
    latest: {
      label: 'Last day on which the promise is kept',
      hint: 'For example, 31 December 2018. Left empty: no such day',
      now: `${promise}.latest`,
    },
    earliest: {
      label: 'First day, if it has a window',
      hint: 'For example, 1 October 2018. Left empty: no such day',
      now: `${promise}.earliest`,
    },
    basis: {
      label: 'How do you know that it is meant so?',
      hint: 'For example, its author said so on 3 May 2018',
      missing: 'Enter how you know that it is meant so',
      now: null,
    },
  }) as const satisfies Readonly<Record<string, FieldWords>>;

/** The correction beside the verb that moves a date. */
export const CORRECT_DATE = {
  verb: 'correct',
  says: 'A typing error in the date? A correction is no slip.',
  link: 'Put it right instead',
} as const;
