import type { FormItem, FormsOfKind } from './form-words.js';

const waitsFor = ({ dependsOn }: FormItem) => (dependsOn as readonly string[] | undefined) ?? [];

/** How it hangs together with other actions and groups, and how it leaves the plan. */
export const links: FormsOfKind = {
  'add-dependency': {
    title: 'Say what it waits for',
    button: 'Record that it waits',
    adds: true,
    fields: {
      on: {
        label: 'Which action does it wait for?',
        hint: 'Its reference. For example, SMI-A01',
        of: 'action',
        missing: 'Enter the action that it waits for',
      },
    },
  },
  'remove-dependency': {
    title: 'It no longer waits for another',
    button: 'Record that it no longer waits',
    adds: true,
    onlyIf: (item) => waitsFor(item).length > 0,
    fields: {
      on: {
        label: 'Which action does it no longer wait for?',
        of: 'action',
        missing: 'Choose the action that it no longer waits for',
        among: (item) => waitsFor(item).map((value) => ({ value, text: value })),
      },
      reason: {
        label: 'Why does it no longer wait?',
        hint: 'For example, the model can be written without the review',
        missing: 'Enter why it no longer waits',
      },
    },
  },
  escalate: {
    title: 'Ask another group for something',
    button: 'Ask',
    onlyIf: ({ escalation }) => !escalation || (escalation as { answer?: unknown }).answer != null,
    fields: {
      to: { label: 'Which board or group is asked?', of: 'group', missing: 'Choose the group that is asked' },
      ask: {
        label: 'What is asked of it?',
        hint: 'For example, agree who pays for the checks in 2019/20',
        missing: 'Enter what is asked of it',
      },
    },
    checks: 'It is shown to that group until it answers. One question waits at a time.',
  },
  'answer-escalation': {
    title: 'Record the answer of the group that was asked',
    button: 'Record the answer',
    onlyIf: ({ escalation }) => escalation != null && (escalation as { answer?: unknown }).answer == null,
    fields: {
      answer: {
        label: 'What did the group answer?',
        missing: 'Choose what the group answered',
        now: null,
        choices: {
          accepted: { text: 'It accepted', hint: 'It does what was asked' },
          returned: { text: 'It sent it back', hint: 'It does not, or not yet' },
        },
      },
      narrative: { label: 'In its words', hint: 'For example, it will pay for 1 year', now: null },
    },
  },
  split: {
    title: 'Split it into several',
    button: 'Split it',
    says: 'Put the new actions on the plan first. It stays as what they are parts of, and they carry its promise.',
    fields: {
      into: {
        label: 'Which actions is it split into?',
        hint: 'At least 2 references, with commas between them. For example, SMI-A05, SMI-A06',
        of: 'action',
        missing: 'Enter the actions that it is split into',
        now: null,
      },
    },
    checks: 'A split cannot be taken back.',
  },
  merge: {
    title: 'Merge it into another',
    button: 'Merge it',
    fields: {
      into: {
        label: 'Which action goes on in its place?',
        hint: 'Its reference. For example, SMI-A01',
        of: 'action',
        missing: 'Enter the action that goes on in its place',
        now: null,
      },
      reason: {
        label: 'Why are they merged?',
        hint: 'For example, both ask for the same model',
        missing: 'Enter why they are merged',
        now: null,
      },
    },
    checks: 'It leaves the plan, and the other carries its promise.',
  },
  withdraw: {
    title: 'Take it off the plan',
    button: 'Take it off the plan',
    fields: {
      kind: {
        label: 'Why does it leave the plan?',
        missing: 'Choose why it leaves the plan',
        required: true,
        now: null,
        choices: {
          'no-longer-needed': 'It is no longer needed',
          duplicate: 'It is on the plan twice',
          transferred: 'Somebody outside this plan does it now',
          superseded: { text: 'Another action takes its place', hint: 'Say which below' },
        },
      },
      replacedBy: {
        label: 'Which action takes its place, if one does',
        hint: 'Its reference. For example, SMI-A01',
        of: 'action',
        now: null,
      },
      reason: {
        label: 'In your words, why?',
        hint: 'The board reads this. For example, the service was closed in May',
        missing: 'Enter why it leaves the plan',
        now: null,
      },
    },
    checks: 'It no longer counts as open, and the board is told. It can be opened again; this stays in its history.',
  },
};
