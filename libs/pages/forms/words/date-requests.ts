import type { FieldWords, FormWords } from './form-words.js';
import { AUTHORITY_FIELDS, DATE_HINT, READ_AS_LEFT_OUT } from './promise.js';

const { group, 'chairs-action': chairs, delegated } = AUTHORITY_FIELDS.authority.choices;

/** `promise` names the command's field, `now` the answer's. */
export const dateRequests = (
  promise: 'timescale' | 'due',
  now: 'agreed' | 'due',
): Readonly<Record<'request-date' | 'agree-date' | 'refuse-date', FormWords>> => ({
  'request-date': {
    title: 'Ask for another date',
    button: 'Ask for the date',
    says: 'The agreed date stays until the board answers.',
    fields: {
      [promise]: {
        label: 'Date that you ask for, as you would write it',
        hint: DATE_HINT,
        missing: 'Enter the date that you ask for',
        timescale: true,
        now,
      } satisfies FieldWords,
      reason: {
        label: 'Why is another date needed?',
        hint: 'The board reads this. For example, the tender closes only in June',
        missing: 'Enter why another date is needed',
        now: null,
      },
    },
    leftOut: READ_AS_LEFT_OUT,
  },
  'agree-date': {
    title: 'Agree the date that was asked for',
    button: 'Agree the date',
    onlyIf: ({ dateRequest }) => dateRequest != null,
    fields: {
      ...AUTHORITY_FIELDS,
      authority: { ...AUTHORITY_FIELDS.authority, choices: { group, 'chairs-action': chairs, delegated } },
    },
    checks: 'The agreed date moves to the one that was asked for, and the ledger keeps this for ever.',
    instead: { verb: 'refuse-date', says: 'Is it not agreed?', link: 'Refuse it instead' },
  },
  'refuse-date': {
    title: 'Refuse the date that was asked for',
    button: 'Refuse the date',
    onlyIf: ({ dateRequest }) => dateRequest != null,
    fields: {
      reason: {
        label: 'Why is it refused?',
        hint: 'Its lead reads this. For example, the contract ends in March',
        missing: 'Enter why it is refused',
        now: null,
      },
    },
    checks: 'The agreed date stays as it is.',
  },
});
