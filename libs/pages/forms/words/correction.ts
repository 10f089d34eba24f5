import type { FieldWords, FormWords } from './form-words.js';

interface Correction {
  readonly says?: string;
  /** What may be put right, as the page asks for it: the question, and each field in words. */
  readonly asked: string;
  readonly choices: Readonly<Record<string, string>>;
  readonly corrects: Readonly<Record<string, FieldWords>>;
  readonly hint?: string;
}

const BOTH_STAY =
  'A correction says that the ledger was wrong, not that anything changed. Both versions stay in its history.';
const PAGE_OF_PLAN = 'For example, the plan of March 2018 says 2019 on page 4';

/** The form of every `correct` verb: what was wrong, what it should say, and how that is known. */
export function correction({ says = BOTH_STAY, asked, choices, corrects, hint = PAGE_OF_PLAN }: Correction): FormWords {
  return {
    title: `Put right what was ${asked} wrongly`,
    button: 'Record the correction',
    says,
    fields: {
      field: { label: `What was ${asked} wrongly?`, missing: `Choose what was ${asked} wrongly`, now: null, choices },
      reason: {
        label: 'How do you know that it was wrong?',
        hint,
        missing: 'Enter how you know that it was wrong',
        now: null,
      },
    },
    corrects,
    checks: 'It is told as a correction, and not as a change.',
  };
}
