import { type Account, placeKey, type UnderstoodItem } from '#documents/index.js';
import { draftOf } from './draft.js';
import { goneFrom } from './gone.js';
import type { LedgerNow } from './ledger-now.js';
import type { Becomes, ImportPlan, PlannedItem, PlannedQuestion, PlannedRow, ReadDocument } from './plan.js';
import { planItems } from './plan-items.js';
import { PROGRAMME_QUESTION } from './programmes.js';

export type Answers = Readonly<Record<string, string>>;

/** What an import of a document would do to the ledger as it stands. Preview and import both ask this. */
export function planImport(read: ReadDocument, now: LedgerNow, answers: Answers = {}): ImportPlan {
  const draft = draftOf(read, now, answers);
  const { items, commands, asked, gone: missing } = planItems(draft);
  const gone = goneFrom(missing, draft);
  const { understood, name, sha256, format, findings, notes } = read;
  const planned = new Map(items.map((item) => [item.key, item]));
  return {
    document: {
      name,
      sha256,
      format,
      ...(understood.title !== undefined && { title: understood.title }),
      ...(understood.documentDate && { date: understood.documentDate.value }),
      earlier: draft.earlier.map(({ reference }) => reference),
    },
    creates: draft.creates,
    rows: [...understood.accounts.map((account) => rowOf(account, planned)), ...gone.rows],
    items,
    questions: [
      ...understood.questions.map((question) => withAnswer(question, answers)),
      ...asked,
      ...programmeQuestion(draft.creates, now, read, answers),
      ...gone.questions,
    ],
    findings,
    notes,
    commands: [...draft.first, ...commands, ...gone.commands],
  };
}

function withAnswer(question: Omit<PlannedQuestion, 'answer'>, answers: Answers): PlannedQuestion {
  const answer = answers[question.id];
  return answer === undefined ? question : { ...question, answer };
}

function rowOf(account: Account, planned: ReadonlyMap<string, PlannedItem>): PlannedRow {
  const { place, of, text, outcome, why, items } = account;
  return { key: placeKey(place), place, of, text, becomes: becomesOf(outcome, items, planned), why, items };
}

const STRONGEST: readonly PlannedItem['becomes'][] = ['ask', 'create', 'change', 'leave'];

function becomesOf(
  outcome: Account['outcome'],
  keys: readonly string[],
  planned: ReadonlyMap<string, PlannedItem>,
): Becomes {
  if (outcome === 'not-understood') return 'not-understood';
  const items = keys.flatMap((key) => planned.get(key) ?? []);
  return STRONGEST.find((each) => items.some(({ becomes }) => becomes === each)) ?? 'furniture';
}

/** Only where the document's items stand under no programme; its own name is taken unless answered. */
function programmeQuestion(
  creates: ImportPlan['creates'],
  now: LedgerNow,
  { understood }: ReadDocument,
  answers: Answers,
): PlannedQuestion[] {
  const isLoose = (item: UnderstoodItem) =>
    item.kind !== 'note' && item.kind !== 'change' && item.programme === undefined;
  const first = understood.items.find(isLoose);
  const answer = answers[PROGRAMME_QUESTION];
  const isNew = creates.some(({ is }) => is === 'programme') || answer !== undefined;
  if (!first || !isNew || now.programmes.length === 0) return [];
  return [
    {
      id: PROGRAMME_QUESTION,
      code: 'area',
      text: 'The document names no programme. To which do its items belong?',
      place: first.place,
      items: [],
      choices: [
        { value: 'new', label: 'A new one, named as the document', isTaken: true },
        ...now.programmes.map(({ reference, name }) => ({ value: reference, label: `${reference} ${name}` })),
      ],
      ...(answer !== undefined && { answer }),
    },
  ];
}
