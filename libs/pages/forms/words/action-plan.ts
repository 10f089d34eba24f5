import { correction } from './correction.js';
import type { FieldWords, FormItem, FormsOfKind } from './form-words.js';
import { DATE_HINT, READ_AS_LEFT_OUT } from './promise.js';
import { VISIBILITY_FIELDS } from './visibility.js';

export const PART_CHOICES = {
  lead: { text: 'Lead', hint: 'Only one leads: the one before is released' },
  accountable: { text: 'Accountable for it', hint: 'Only one is accountable: the one before is released' },
  joint: 'Does it jointly with others',
  assures: 'Checks it',
} as const;

const EXTERNAL_REFS = {
  label: 'Number in another system',
  rare: true,
  within: {
    system: { label: 'System', hint: 'For example, Datix or the transformation plan' },
    ref: { label: 'Its number there', hint: 'For example, R-117' },
  },
} as const satisfies FieldWords;

const OVERSEEN_BY = {
  label: 'Which board or group oversees it?',
  hint: 'Left empty: the one that oversees its programme',
  of: 'group',
  rare: true,
} as const satisfies FieldWords;

const holds = ({ parties }: FormItem) => (parties as readonly { readonly party: string }[] | undefined) ?? [];

export const plan: FormsOfKind = {
  new: {
    title: 'New action',
    button: 'Put it on the plan',
    fields: {
      programme: { label: 'Which programme does it belong to?', of: 'programme', missing: 'Choose the programme' },
      title: {
        label: 'What is to be done?',
        hint: 'In one sentence. For example, Review health checks across agencies',
        missing: 'Enter what is to be done',
      },
      description: { label: 'What else should its readers know?' },
      timescale: { label: 'By when, as you would write it', hint: `${DATE_HINT}, Ongoing or TBC`, timescale: true },
      owner: { label: 'Who leads it?', of: 'party' },
      parties: {
        label: 'Who else has a part in it?',
        rare: true,
        within: {
          party: { label: 'Who', of: 'party' },
          part: {
            label: 'What part',
            choices: { accountable: 'Accountable for it', joint: 'Does it jointly', assures: 'Checks it' },
          },
        },
      },
      alsoIn: { label: 'Which other programmes does it appear in?', of: 'programme', rare: true },
      overseenBy: OVERSEEN_BY,
      parent: { label: 'Which action is it a part of?', of: 'action', rare: true },
      dependsOn: { label: 'Which actions does it wait for?', of: 'action', rare: true },
      reviewOn: { label: 'When is it looked at again?', hint: 'For example, 16 April 2019', rare: true },
      reference: {
        label: 'Reference, if it has one already',
        hint: 'For example, SMI-A05. Left empty: the next number of its programme',
        rare: true,
      },
      externalRefs: EXTERNAL_REFS,
      ...VISIBILITY_FIELDS,
    },
    leftOut: READ_AS_LEFT_OUT,
  },
  describe: {
    title: 'Change what it says',
    button: 'Record the change',
    says: 'For what has changed. What was typed wrongly is put right by a correction.',
    fields: {
      title: { label: 'What is to be done?', missing: 'Enter what is to be done', required: true },
      description: { label: 'What else should its readers know?', hint: 'It can be changed; it cannot be taken away' },
      alsoIn: { label: 'Which other programmes does it appear in?', of: 'programme', empties: true, rare: true },
      overseenBy: OVERSEEN_BY,
      externalRefs: { ...EXTERNAL_REFS, empties: true },
      ...VISIBILITY_FIELDS,
    },
    instead: { verb: 'correct', says: 'A typing error?', link: 'Put it right instead' },
  },
  move: {
    title: 'Move it to another programme',
    button: 'Move it',
    says: 'Its reference and its past stay.',
    fields: {
      programme: { label: 'To which programme?', of: 'programme', missing: 'Choose the programme' },
      reason: {
        label: 'Why does it move?',
        hint: 'For example, the work is now part of the crisis programme',
        missing: 'Enter why it moves',
      },
    },
    checks: 'Both programmes count it from today on, or no longer.',
    instead: {
      verb: 'correct',
      field: 'programme',
      says: 'Was it never in that programme?',
      link: 'Put it right instead',
    },
  },
  'assign-owner': {
    title: 'Change its lead',
    button: 'Record the lead',
    says: 'Whoever led it before is released.',
    fields: { owner: { label: 'Who leads it now?', of: 'party', missing: 'Choose who leads it' } },
    instead: { verb: 'correct', field: 'owner', says: 'Was the lead typed wrongly?', link: 'Put it right instead' },
  },
  'assign-party': {
    title: 'Give somebody a part in it',
    button: 'Record the part',
    adds: true,
    fields: {
      party: { label: 'Who?', of: 'party', missing: 'Choose who' },
      part: { label: 'What part?', missing: 'Choose what part', choices: PART_CHOICES },
    },
  },
  'release-party': {
    title: 'Release somebody from a part in it',
    button: 'Record the release',
    onlyIf: (item) => holds(item).length > 0,
    fields: {
      party: {
        label: 'Who is released?',
        of: 'party',
        missing: 'Choose who is released',
        among: (item, names) =>
          [...new Set(holds(item).map(({ party }) => party))].map((value) => ({
            value,
            text: names[value]?.name ?? value,
          })),
      },
      part: {
        label: 'From what part? Left empty, from every part',
        choices: { lead: 'Lead', accountable: 'Accountable for it', joint: 'Does it jointly', assures: 'Checks it' },
      },
    },
  },
  correct: correction({
    asked: 'typed',
    choices: {
      title: 'What is to be done',
      description: 'Its description',
      timescale: 'Its agreed date',
      owner: 'Its lead',
      programme: 'Its programme',
      parent: 'The action that it is a part of',
      reviewOn: 'The day on which it is looked at again',
    },
    corrects: {
      title: { label: 'What is to be done, as it should say', missing: 'Enter what it should say' },
      description: { label: 'Description, as it should say', missing: 'Enter what it should say' },
      timescale: {
        label: 'Agreed date, as it should say',
        hint: DATE_HINT,
        missing: 'Enter what it should say',
        timescale: true,
        now: 'agreed',
      },
      owner: { label: 'Who should it have named as its lead?', of: 'party', missing: 'Choose its lead' },
      programme: { label: 'Which programme should it have said?', of: 'programme', missing: 'Choose the programme' },
      parent: { label: 'Which action is it a part of?', of: 'action', missing: 'Enter the action' },
      reviewOn: {
        label: 'When should it say that it is looked at again?',
        hint: 'For example, 16 April 2019',
        missing: 'Enter the day',
      },
    },
  }),
};
