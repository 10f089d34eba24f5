import type { FieldWords } from './form-words.js';

const OUTCOMES = {
  approve: 'Approved',
  'agree-subject-to': 'Agreed, with conditions',
  reject: 'Rejected',
  defer: 'Deferred: not yet',
  refer: 'Referred to somebody else',
  delegate: 'Delegated: somebody else decides it',
  endorse: 'Endorsed',
  ratify: 'Ratified: confirms what was decided before',
  note: 'Noted: nothing was decided',
};

/** The creation and the correction ask the same fields. */
export const RECORDED = {
  title: {
    label: 'What is the decision called?',
    hint: 'For example, Do not invest in the crisis house yet',
    missing: 'Enter what the decision is called',
  },
  disposition: { label: 'What was decided?', missing: 'Choose what was decided', choices: OUTCOMES },
  rationale: {
    label: 'Why was it decided?',
    hint: 'The board reads this, and so does whoever looks back in 5 years',
    missing: 'Enter why it was decided',
  },
  decidedOn: {
    label: 'When was it decided?',
    hint: 'For example, 19 March 2019 or March 2019. Enter “not stated” where nobody knows',
    missing: 'Enter when it was decided, or “not stated”',
  },
  group: {
    label: 'Which board or group decided it?',
    of: 'group',
    missing: 'Choose the board or group that decided it',
  },
  takenBy: {
    label: 'How was it taken?',
    choices: {
      meeting: 'At a meeting',
      'chairs-action': 'By the chair between meetings',
      circulation: 'By circulation between meetings',
      'not-stated': 'Nobody knows',
    },
  },
  reviewBy: { label: 'When is it looked at again?', hint: 'For example, 30 September 2019, or “not stated”' },
  alternatives: {
    label: 'What else was considered?',
    hint: 'One on each line. For example, Keep the ward open for another year',
  },
  funding: {
    label: 'Money',
    within: {
      amount: { label: 'Amount', hint: 'In digits, for example 1220744.00' },
      currency: { label: 'Currency, if it is not pounds', hint: 'Three letters, for example EUR' },
      recurrent: { label: 'Does it come again each year?' },
      source: { label: 'Where it comes from', hint: 'For example, transformation fund' },
      period: { label: 'For which period', hint: 'For example, 2018/19 or 2018-04' },
      status: { label: 'How it stands', hint: 'For example, agreed or asked for' },
    },
  },
} satisfies Readonly<Record<string, FieldWords>>;

export const CORRECTABLE = {
  title: 'What it is called',
  disposition: 'What was decided',
  rationale: 'Why it was decided',
  decidedOn: 'When it was decided',
  group: 'Which board or group decided it',
  takenBy: 'How it was taken',
  reviewBy: 'When it is looked at again',
  alternatives: 'What else was considered',
  funding: 'Money',
};
