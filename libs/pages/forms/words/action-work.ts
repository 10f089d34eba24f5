import type { FormsOfKind } from './form-words.js';
import { VISIBILITY_FIELDS } from './visibility.js';

/** How the work goes: from its start to the word that it is done, and back. */
export const work: FormsOfKind = {
  start: {
    title: 'Work began',
    button: 'Record that work began',
    fields: {},
  },
  'report-progress': {
    title: 'Say how it stands',
    button: 'Record it',
    adds: true,
    fields: {
      narrative: {
        label: 'How does it stand?',
        hint: 'For example, three models are on paper; the group chooses one in May',
        missing: 'Enter how it stands',
        now: null,
      },
      percent: { label: 'How much is done, in per cent', hint: 'For example, 50', now: null },
    },
  },
  rate: {
    title: 'Rate it',
    button: 'Record the rating',
    fields: {
      rating: {
        label: 'How is it, in your view?',
        missing: 'Choose a rating',
        now: null,
        choices: {
          green: { text: 'Green', hint: 'On track: it will be done by its agreed date' },
          amber: { text: 'Amber', hint: 'At risk: it may not be' },
          red: { text: 'Red', hint: 'Off track: it will not be, unless something changes' },
          blue: { text: 'Blue', hint: 'It is complete' },
        },
      },
      narrative: { label: 'Why?', hint: 'For example, the partnership meets only in February', now: null },
    },
  },
  block: {
    title: 'Say what stops it',
    button: 'Record that it is stopped',
    fields: {
      reason: {
        label: 'What stops it, and who could help?',
        hint: 'For example, the partners have not signed the agreement to share data',
        missing: 'Enter what stops it',
        now: null,
      },
    },
  },
  unblock: {
    title: 'It can go on',
    button: 'Record that it can go on',
    fields: { reason: { label: 'What changed?', hint: 'For example, the agreement was signed', now: null } },
  },
  defer: {
    title: 'Put it off',
    button: 'Put it off',
    fields: {
      until: {
        label: 'Until when?',
        hint: 'For example, 1 April 2019. Left empty: until somebody takes it up again',
        now: null,
      },
      reason: {
        label: 'Why is it put off?',
        hint: 'For example, it waits for the money of 2019/20',
        missing: 'Enter why it is put off',
        now: null,
      },
    },
    checks: 'Nobody works on it until it is taken up again. Its agreed date stays.',
  },
  resume: {
    title: 'Take it up again',
    button: 'Take it up again',
    fields: {
      reason: {
        label: 'Why now?',
        hint: 'For example, the money was found',
        missing: 'Enter why it is taken up again',
        now: null,
      },
    },
  },
  complete: {
    title: 'It is done',
    button: 'Record that it is done',
    says: 'It is shown as reported complete until somebody else has verified it.',
    fields: {
      narrative: {
        label: 'What was done?',
        hint: 'For example, the model is written and agreed by all partners',
        now: null,
      },
    },
  },
  verify: {
    title: 'Verify that it is done',
    button: 'Verify it',
    says: 'Whoever reported it complete cannot verify it: somebody else does, or a meeting with its minute.',
    fields: {
      evidence: { label: 'What did you look at?', hint: 'For example, paper 7 of the board', now: null },
      meeting: { label: 'Meeting, if one verified it', of: 'meeting', now: null },
      minuteRef: { label: 'Minute, if there is one', hint: 'For example, 4.1', now: null },
    },
    checks: 'The board is told that it is done and that it was checked.',
    instead: { verb: 'decline-completion', says: 'Is it not done?', link: 'Send it back instead' },
  },
  'decline-completion': {
    title: 'Send it back',
    button: 'Send it back',
    fields: {
      reason: {
        label: 'What is missing?',
        hint: 'Its lead reads this. For example, two partners have not agreed the model',
        missing: 'Enter what is missing',
        now: null,
      },
    },
  },
  reopen: {
    title: 'Open it again',
    button: 'Open it again',
    fields: {
      reason: {
        label: 'Why is it opened again?',
        hint: 'For example, the model was not taken into use',
        missing: 'Enter why it is opened again',
        now: null,
      },
    },
    checks: 'It counts as open from now on. That it was closed stays in its history.',
  },
  'attach-evidence': {
    title: 'Attach evidence',
    button: 'Attach it',
    says: 'The address of a document, or its words, or both.',
    adds: true,
    fields: {
      title: {
        label: 'What is it?',
        hint: 'For example, Minutes of the partnership of 6 February',
        missing: 'Enter what it is',
        now: null,
      },
      url: { label: 'Its address', hint: 'For example, https://intranet.example/paper-7', now: null },
      text: { label: 'Its words', now: null },
      access: { ...VISIBILITY_FIELDS.access, now: null },
      restrictedTo: { ...VISIBILITY_FIELDS.restrictedTo, now: null },
    },
  },
  'add-note': {
    title: 'Add a note',
    button: 'Add the note',
    says: 'A note changes nothing, and is kept for ever.',
    adds: true,
    fields: {
      text: {
        label: 'Note',
        hint: 'For example, the lead asked the trust for its list on 3 May',
        missing: 'Enter the note',
        now: null,
      },
      access: { ...VISIBILITY_FIELDS.access, now: null },
      restrictedTo: { ...VISIBILITY_FIELDS.restrictedTo, now: null },
    },
  },
};
