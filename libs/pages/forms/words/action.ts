import type { FormsOfKind } from '../form-words.js';

const REASON_OF_DATE = {
  label: 'Why does the date move?',
  hint: 'The board reads this, and so does whoever looks back in 5 years',
  missing: 'Enter why the date moves',
};

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

export const actionForms: FormsOfKind = {
  'revise-timescale': {
    title: 'Move the agreed date',
    button: 'Record the new date',
    fields: {
      timescale: {
        label: 'New date, as you would write it',
        hint: 'For example, 30 September 2019, End Q2 2019/20 or December 2019',
        missing: 'Enter the new date',
        timescale: true,
        now: 'agreed',
      },
      ...AUTHORITY_FIELDS,
      reason: REASON_OF_DATE,
    },
    leftOut: { readAs: 'a person at the page reads the text as of today' },
    checks: 'The ledger keeps this for ever.',
    instead: {
      verb: 'correct',
      says: 'A typing error in the date? A correction is no slip.',
      link: 'Put it right instead',
    },
  },
  'report-progress': {
    title: 'Say how it stands',
    button: 'Record it',
    adds: true,
    fields: {
      narrative: { label: 'How does it stand?', missing: 'Enter how it stands', now: null },
      percent: { label: 'How much is done, in per cent', hint: 'For example, 50', now: null },
    },
  },
  'add-note': {
    title: 'Add a note',
    button: 'Add the note',
    adds: true,
    fields: { text: { label: 'Note', missing: 'Enter the note', now: null } },
  },
};
