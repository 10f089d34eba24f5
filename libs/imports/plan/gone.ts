import type { Draft } from './draft.js';
import type { KnownPlanItem } from './ledger-now.js';
import type { ImportCommand, PlannedQuestion, PlannedRow } from './plan.js';
import { asOneLine } from './words.js';

interface Gone {
  readonly rows: readonly PlannedRow[];
  readonly questions: readonly PlannedQuestion[];
  readonly commands: readonly ImportCommand[];
}

const CLOSED = ['complete', 'verified', 'met'];

/** An item that an earlier issue brought and this one lacks is asked about, never taken out by itself. */
export function goneFrom(missing: readonly KnownPlanItem[], draft: Draft): Gone {
  const open = missing.filter(({ status }) => !CLOSED.includes(status));
  const idOf = ({ reference }: KnownPlanItem) => `gone-${reference}`;
  const answerTo = (item: KnownPlanItem) => draft.answers[idOf(item)];
  const isAnswered = (item: KnownPlanItem) => ['leave', 'withdraw'].includes(answerTo(item) ?? '');
  const titleOf = ({ titles }: KnownPlanItem) => titles[titles.length - 1] ?? '';
  return {
    rows: open.map((item) => ({
      key: idOf(item),
      place: {},
      of: 'ledger',
      text: `${item.reference} ${titleOf(item)}`,
      becomes: !isAnswered(item) ? 'ask' : answerTo(item) === 'withdraw' ? 'change' : 'leave',
      why: 'An earlier issue of the document had it, and this one does not.',
      items: [],
    })),
    questions: open.map((item) => ({
      id: idOf(item),
      code: 'various',
      text: `${item.reference} "${asOneLine(titleOf(item), 200)}" stood in an earlier issue and is not in this one. What of it?`,
      place: {},
      items: [],
      choices: [
        { value: 'leave', label: 'Leave it on the plan' },
        { value: 'withdraw', label: 'Take it out of the plan' },
      ],
      ...(answerTo(item) !== undefined && { answer: answerTo(item) }),
    })),
    commands: open
      .filter((item) => answerTo(item) === 'withdraw')
      .map((item) => ({
        key: idOf(item),
        kind: item.kind,
        verb: 'withdraw',
        reference: item.reference,
        body: draft.body({}, { reason: draft.reason({}, 'the row is gone from this issue') }),
        place: {},
      })),
  };
}
