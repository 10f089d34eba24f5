import { EVENT_WORDS } from '../../words/events.js';
import type { FormsOfKind } from './form-words.js';

/** Two types may have the same words, and whoever receives events knows their names. */
const TYPES = Object.fromEntries(Object.entries(EVENT_WORDS).map(([type, says]) => [type, `${says} (${type})`]));
const MORE = { label: 'Why?', hint: 'It is shown in the history of this webhook', now: null };

export const webhookForms: FormsOfKind = {
  new: {
    title: 'Add a webhook',
    button: 'Add the webhook',
    says: 'The ledger sends each event to the address, signed with a secret that is shown once.',
    fields: {
      url: {
        label: 'To which address?',
        hint: 'It begins with https://, for example https://example.org/hooks/ledger',
        missing: 'Enter the address',
      },
      token: {
        label: 'With the rights of which token?',
        hint: 'The reference of the token, for example TOKEN-02. The address is sent what that token may see',
        of: 'token',
        missing: 'Enter the reference of a token',
      },
      item: { label: 'Only events of one item?', hint: 'Its reference, for example SMI-A05. Leave it empty for all' },
      type: { label: 'Only events of one kind?', choices: TYPES },
      fromPosition: {
        label: 'From which position on?',
        hint: 'As the API gives it, in digits. Leave it empty to begin with what is recorded from now on',
      },
    },
  },
  disable: {
    title: 'Stop sending',
    button: 'Stop sending',
    onlyIf: ({ status }) => status === 'active',
    fields: { reason: MORE },
    checks: 'What is recorded meanwhile is sent once it is started again.',
  },
  enable: {
    title: 'Start sending again',
    button: 'Start sending',
    onlyIf: ({ status }) => status === 'disabled',
    says: 'It begins at once, where it stopped.',
    fields: { reason: MORE },
  },
  replay: {
    title: 'Send again from an earlier event on',
    button: 'Send again',
    fields: {
      fromPosition: {
        label: 'From which position on?',
        hint: 'In digits, as the API gives it. Each event keeps the id that it had, by which its receiver knows it',
        missing: 'Enter the position',
        now: null,
      },
      reason: MORE,
    },
    checks: 'Its receiver gets events a second time.',
  },
  'skip-event': {
    title: 'Leave out the event at which it stands',
    button: 'Leave it out',
    onlyIf: ({ standsAt }) => standsAt !== null,
    fields: {
      number: {
        label: 'Which event?',
        hint: 'The number of the event that it cannot send, for example 522',
        missing: 'Enter the number of the event',
        now: null,
      },
      reason: {
        label: 'Why is it left out?',
        hint: 'For example, its receiver cannot take a text of this length',
        missing: 'Enter why it is left out',
        now: null,
      },
    },
    checks: 'Its receiver does not get this event, unless you send it later.',
  },
  'requeue-event': {
    title: 'Send an event that was left out',
    button: 'Send it',
    onlyIf: ({ skipped }) => Array.isArray(skipped) && skipped.length > 0,
    fields: {
      number: {
        label: 'Which event?',
        hint: 'The number of an event that was left out',
        missing: 'Enter the number of the event',
        now: null,
      },
      reason: MORE,
    },
  },
  resume: {
    title: 'Go on after it halted',
    button: 'Go on',
    onlyIf: ({ halted }) => halted === 'restored' || halted === 'other-history',
    says: 'A webhook halts where its place is of another copy of the ledger, so that nothing is sent twice or left out.',
    fields: {
      fromNumber: {
        label: 'From which event on?',
        hint: 'Its number. Leave it empty to go on where it was, if that is known',
        now: null,
      },
      reason: MORE,
    },
    checks: 'Its receiver may get events a second time, or miss some, if it begins at the wrong event.',
  },
  'roll-secret': {
    title: 'Make a new secret',
    button: 'Make a new secret',
    says: 'Events are signed with the new secret from now on. It is shown once.',
    fields: {
      keepOldFor: {
        label: 'For how long is the old secret used too?',
        hint: 'P1D is a day, PT12H is 12 hours, P7D is the longest. Leave it empty to stop at once',
        now: null,
      },
      reason: MORE,
    },
    checks: 'A receiver that knows only the old secret refuses events once that has ended.',
  },
  withdraw: {
    title: 'End the webhook',
    button: 'End it for good',
    onlyIf: ({ status }) => status !== 'withdrawn',
    fields: { reason: { label: 'Why is it ended?', missing: 'Enter why it is ended', now: null } },
    checks: 'This cannot be taken back. Its secret is forgotten; its history and its log stay.',
    instead: { verb: 'disable', says: 'Only for a while?', link: 'Stop sending instead' },
  },
};
