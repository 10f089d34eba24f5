import { correction } from './correction.js';
import { CORRECTABLE, RECORDED } from './decision-fields.js';
import type { FieldWords, FormItem, FormsOfKind } from './form-words.js';
import { VISIBILITY_FIELDS } from './visibility.js';

const PARTS = {
  concerns: 'It is concerned',
  defers: 'The decision puts it off',
  awaits: 'It waits for the decision',
  instructs: 'The decision orders it',
  funds: 'The decision pays for it',
  'fulfils-condition': 'It is to meet a condition of the decision',
};

const AFFECTED: Readonly<Record<string, FieldWords>> = {
  reference: {
    label: 'Reference of an action, milestone, target, decision or programme',
    hint: 'For example, SMI-A05',
    missing: 'Enter the reference of what the decision touches, such as SMI-A05',
    now: null,
  },
  as: { label: 'Its part in the decision', choices: PARTS, now: null },
};

/** Conditions that are neither met nor waived, by their numbers. */
function openConditions({ conditions }: FormItem) {
  const all = conditions as readonly { readonly number: number; readonly text: string; readonly outcome: string }[];
  return all
    .filter(({ outcome }) => outcome === 'open')
    .map(({ number, text }) => ({ value: String(number), text: `${number}. ${text}` }));
}

const isChallenged = ({ challenges }: FormItem): boolean =>
  (challenges as readonly { readonly outcome: string | null }[]).some(({ outcome }) => outcome === null);

const CONDITION: FieldWords = {
  label: 'Which condition?',
  missing: 'Choose which condition',
  among: openConditions,
  required: true,
  now: null,
};

const DECISION_HINT = 'Its reference, for example SMI-D02';

export const decisionForms: FormsOfKind = {
  new: {
    title: 'Record a decision',
    button: 'Record the decision',
    fields: {
      title: RECORDED.title,
      disposition: RECORDED.disposition,
      rationale: RECORDED.rationale,
      decidedOn: RECORDED.decidedOn,
      group: RECORDED.group,
      takenBy: RECORDED.takenBy,
      conditions: {
        label: 'Condition',
        hint: 'Only where it was agreed with conditions, or deferred until something is done',
        within: {
          text: {
            label: 'What must be done first?',
            hint: 'For example, the business case shows how it pays for itself',
            missing: 'Enter what must be done first',
          },
          agreedBy: {
            label: 'Who agrees that it is done?',
            hint: 'The reference of a board, a post or an organisation, or their name',
          },
        },
      },
      affects: { label: 'What the decision touches', within: AFFECTED },
      alternatives: { ...RECORDED.alternatives, rare: true },
      funding: { ...RECORDED.funding, rare: true },
      reviewBy: { ...RECORDED.reviewBy, rare: true },
      supersedes: {
        label: 'Does it take the place of an earlier decision?',
        hint: `${DECISION_HINT}. That decision is recorded as replaced at the same time`,
        of: 'decision',
        rare: true,
      },
      ratifies: { label: 'Does it confirm an earlier decision?', hint: DECISION_HINT, of: 'decision', rare: true },
      reference: {
        label: 'Its reference, if it has one already',
        hint: 'For example, SMI-D02. The ledger gives the next one otherwise',
        rare: true,
      },
      ...VISIBILITY_FIELDS,
    },
    checks: 'Others rely on a decision. It can be put right, replaced or revoked later, but its record stays for ever.',
  },
  'meet-condition': {
    title: 'A condition is met',
    button: 'Record that it is met',
    onlyIf: (item) => openConditions(item).length > 0,
    adds: true,
    fields: {
      condition: CONDITION,
      evidence: {
        label: 'What shows that it is met?',
        hint: 'For example, business case agreed by the board on 19 March 2019, paper 7',
        now: null,
      },
    },
    checks: 'A condition is settled once. Once all are met or waived, the board can release the decision.',
  },
  'waive-condition': {
    title: 'A condition need not be met',
    button: 'Record that it need not be met',
    onlyIf: (item) => openConditions(item).length > 0,
    adds: true,
    fields: {
      condition: CONDITION,
      reason: {
        label: 'Why need it not be met?',
        hint: 'For example, the board was content without it',
        missing: 'Enter why it need not be met',
        required: true,
        now: null,
      },
    },
    checks: 'A condition is settled once. Once all are met or waived, the board can release the decision.',
  },
  'fail-condition': {
    title: 'A condition cannot be met',
    button: 'Record that it cannot be met',
    onlyIf: (item) => openConditions(item).length > 0,
    adds: true,
    fields: {
      condition: CONDITION,
      reason: { label: 'Why can it not be met?', missing: 'Enter why it cannot be met', now: null },
    },
    checks: 'A condition is settled once. A decision with a condition that cannot be met is not released.',
  },
  release: {
    title: 'Release the decision',
    button: 'Release it',
    onlyIf: ({ readyToRelease }) => readyToRelease === true,
    says: 'What the decision held back may go ahead. Every condition must be met or waived first.',
    fields: {
      narrative: {
        label: 'What did the board say when it released it?',
        hint: 'For example, the board was assured by the business case',
        now: null,
      },
    },
    checks: 'A release cannot be taken back. What waits for the decision may go ahead.',
  },
  review: {
    title: 'Record a review',
    button: 'Record the review',
    fields: {
      outcome: {
        label: 'What did the review come to?',
        hint: 'For example, upheld, amended or to be released',
        missing: 'Enter what the review came to',
        now: null,
      },
      narrative: { label: 'What was said?', now: null },
      nextReviewBy: { label: 'When is it looked at again?', hint: 'For example, 30 September 2019', now: null },
    },
  },
  'add-affected': {
    title: 'Add what it touches',
    button: 'Add it',
    adds: true,
    fields: { ...AFFECTED },
  },
  challenge: {
    title: 'Somebody challenges it',
    button: 'Record the challenge',
    onlyIf: (item) => !isChallenged(item),
    fields: {
      by: {
        label: 'Who challenges it?',
        hint: 'The reference of a board, organisation, post or person, for example DHC',
        missing: 'Enter who challenges it',
        now: null,
      },
      grounds: { label: 'On what grounds?', missing: 'Enter on what grounds', now: null },
    },
  },
  'resolve-challenge': {
    title: 'The challenge has ended',
    button: 'Record how it ended',
    onlyIf: isChallenged,
    fields: {
      outcome: {
        label: 'How did the challenge end?',
        hint: 'For example, upheld, dismissed or withdrawn. The decision itself stays as it is',
        missing: 'Enter how the challenge ended',
        now: null,
      },
      narrative: { label: 'What was said?', now: null },
    },
  },
  supersede: {
    title: 'Another decision replaces it',
    button: 'Record that it is replaced',
    onlyIf: ({ status }) => status !== 'superseded',
    fields: {
      by: {
        label: 'Which decision takes its place?',
        hint: `${DECISION_HINT}. Record that decision first`,
        missing: 'Enter the decision that takes its place',
        of: 'decision',
        now: null,
      },
      reason: { label: 'Why is it replaced?', missing: 'Enter why it is replaced', now: null },
    },
    checks: 'This cannot be taken back. Whoever opens this decision is led to the other one.',
  },
  revoke: {
    title: 'Revoke the decision',
    button: 'Revoke it',
    onlyIf: ({ status }) => status !== 'revoked',
    fields: { reason: { label: 'Why is it revoked?', missing: 'Enter why it is revoked', now: null } },
    checks: 'This cannot be taken back. The decision no longer stands, and nothing takes its place.',
    instead: {
      verb: 'supersede',
      says: 'Has the board decided otherwise? Record that decision first.',
      link: 'Then say that it replaces this one',
    },
  },
  correct: {
    ...correction({
      asked: 'recorded',
      choices: CORRECTABLE,
      hint: 'For example, the minutes give another day',
      corrects: {
        ...RECORDED,
        group: { ...RECORDED.group, empties: true },
        reviewBy: { ...RECORDED.reviewBy, empties: true },
        alternatives: { ...RECORDED.alternatives, empties: true },
        funding: { ...RECORDED.funding, empties: true },
      },
    }),
    instead: {
      verb: 'supersede',
      says: 'Has the board changed its mind? That is no correction.',
      link: 'Say which decision replaces this one',
    },
  },
};
