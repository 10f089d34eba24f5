import type { FormsOfKind } from './form-words.js';

export const groupForms: FormsOfKind = {
  new: {
    title: 'Add a board or group',
    button: 'Add it',
    fields: {
      reference: {
        label: 'Its reference',
        hint: 'A few capital letters, for example MHB. Its meetings are numbered under it: MHB-MTG01',
        missing: 'Enter its reference, such as MHB',
      },
      name: { label: 'What is it called?', hint: 'For example, Mental Health Board', missing: 'Enter its name' },
      description: { label: 'What is it for?' },
      lead: { label: 'Who leads it?', of: 'party' },
      parent: { label: 'Which board or group does it report to?', of: 'group' },
    },
    checks: 'A reference never changes: its meetings are numbered under it.',
  },
  describe: {
    title: 'Change its name, description or lead',
    button: 'Record the change',
    fields: {
      name: { label: 'What is it called?', missing: 'Enter its name' },
      description: { label: 'What is it for?' },
      lead: { label: 'Who leads it?', of: 'party' },
      parent: { label: 'Which board or group does it report to?', of: 'group' },
    },
  },
  'set-quorum': {
    title: 'Say how many make a quorum',
    button: 'Record the rule',
    says: 'Whether a meeting may decide is then worked out from who was there. Meetings before the rule stay as they were.',
    fields: {
      atLeast: {
        label: 'How many must be there?',
        hint: 'For example, 4. Each organisation, post or person that was there counts once',
        missing: 'Enter how many must be there, such as 4',
        now: 'quorum.atLeast',
      },
      posts: {
        label: 'Who must be among them?',
        hint: 'For example, its chair. Leave it empty where nobody in particular must be there',
        of: 'party',
        now: 'quorum.posts',
      },
    },
  },
  'remove-quorum': {
    title: 'Take the rule of quorum away',
    button: 'Take it away',
    onlyIf: ({ quorum }) => Boolean(quorum),
    says: 'From then on a meeting has a quorum where somebody says so. Meetings before keep the rule of their day.',
    fields: { reason: { label: 'Why is it taken away?', missing: 'Enter why the rule is taken away', now: null } },
  },
  close: {
    title: 'Close the board or group',
    button: 'Close it',
    onlyIf: ({ status }) => status !== 'closed',
    fields: {
      successors: {
        label: 'Which board or group carries its work on?',
        hint: 'Choose one at most',
        of: 'group',
        now: null,
      },
      reason: { label: 'Why is it closed?', missing: 'Enter why it is closed', now: null },
    },
    checks: 'This cannot be taken back. It meets no more and is given nothing more; its history stays.',
  },
};
