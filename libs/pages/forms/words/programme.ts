import type { FieldWords, FormsOfKind } from './form-words.js';

const DESCRIBED = {
  name: {
    label: 'What is the programme called?',
    hint: 'For example, Serious mental illness',
    missing: 'Enter its name',
  },
  description: { label: 'What is it for?' },
  lead: { label: 'Who leads it?', of: 'party' },
  parent: { label: 'Which programme is it a part of?', hint: 'Only if it is a part of one', of: 'programme' },
} satisfies Readonly<Record<string, FieldWords>>;

export const programmeForms: FormsOfKind = {
  new: {
    title: 'Add a programme',
    button: 'Add the programme',
    fields: {
      reference: {
        label: 'Its reference',
        hint: 'A few capital letters, for example SMI. Its actions are numbered under it: SMI-A01',
        missing: 'Enter its reference, such as SMI',
      },
      ...DESCRIBED,
      group: { label: 'Which board or group oversees it?', of: 'group' },
    },
    checks: 'A reference never changes: all that is in the programme is numbered under it.',
  },
  describe: {
    title: 'Change its name, description or lead',
    button: 'Record the change',
    fields: { ...DESCRIBED },
  },
  'assign-group': {
    title: 'Change the board that oversees it',
    button: 'Record the change',
    fields: {
      group: {
        label: 'Which board or group oversees it?',
        of: 'group',
        missing: 'Choose the board or group that oversees it',
      },
    },
    checks: 'From now on its actions, targets and dates are in the report of that board.',
  },
  close: {
    title: 'Close the programme',
    button: 'Close the programme',
    onlyIf: ({ status }) => status !== 'closed',
    fields: {
      successors: { label: 'Which programmes carry its work on?', of: 'programme', now: null },
      reason: { label: 'Why is it closed?', missing: 'Enter why it is closed', now: null },
    },
    checks: 'This cannot be taken back. Nothing about the programme changes any more; its history stays.',
  },
};
