import { type ChangeItem, sayPlace } from '#documents/index.js';
import type { Draft } from './draft.js';
import type { KnownPlanItem } from './ledger-now.js';
import type { ImportStep } from './new-item.js';
import type { PlannedQuestion } from './plan.js';
import { asOneLine, asText, comparable } from './words.js';

const MOST_CHOICES = 50;
const OPEN = ['planned', 'in-progress', 'blocked', 'deferred'];
const NONE = 'none';

export interface ReportedChange {
  readonly known?: KnownPlanItem;
  readonly steps: readonly ImportStep[];
  readonly question?: PlannedQuestion;
}

/** What minutes report of an earlier action. Which one it is, is asked unless a reference says so. */
export function reportedChange(item: ChangeItem, draft: Draft): ReportedChange {
  const named = item.reference?.value;
  const actions = draft.now.items.filter(({ kind }) => kind === 'action');
  const known = actions.find((each) => each.reference === named || (named && each.documentReferences.includes(named)));
  if (known) return { known, steps: stepsOf(item, known, draft) };
  const id = `which-${item.key}`;
  const answer = draft.answers[id];
  const chosen = actions.find(({ reference }) => reference === answer);
  const candidates = candidatesFor(item, actions, draft);
  const question: PlannedQuestion = {
    id,
    code: 'various',
    text: `${upper(sayPlace(item.place))}: "${asOneLine(item.text.value, 200)}" reports on an earlier action. Which one?`,
    place: item.place,
    items: [item.key],
    choices: [
      ...candidates.map(({ reference, titles }) => ({
        value: reference,
        label: `${reference} ${titles[titles.length - 1] ?? ''}`,
      })),
      { value: NONE, label: 'None of these: leave it' },
    ],
    ...(answer !== undefined && { answer }),
  };
  if (chosen) return { known: chosen, steps: stepsOf(item, chosen, draft), question };
  return { steps: [], question };
}

export const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Open actions, those of the owner that is named first. */
function candidatesFor(
  { owners }: ChangeItem,
  actions: readonly KnownPlanItem[],
  { now }: Draft,
): readonly KnownPlanItem[] {
  const names = owners.flatMap(({ value, name }) => [comparable(value), comparable(name ?? value)]);
  const ids = now.parties.filter((party) => names.includes(comparable(party.name))).map(({ id }) => id);
  const isTheirs = ({ leads }: KnownPlanItem) => ids.includes(leads[leads.length - 1] ?? '');
  const open = actions.filter(({ status }) => OPEN.includes(status));
  return [...open.filter(isTheirs), ...open.filter((each) => !isTheirs(each))].slice(0, MOST_CHOICES);
}

function stepsOf(item: ChangeItem, known: KnownPlanItem, draft: Draft): ImportStep[] {
  if (known.readFrom.has(draft.read.sha256) || !OPEN.includes(known.status)) return [];
  const text = asText(item.text.value);
  if (item.change === 'closed') {
    return [{ verb: 'complete', body: { narrative: text }, says: `Records that ${known.reference} is complete.` }];
  }
  if (item.change === 'withdrawn') {
    const reason = draft.reason(item.place, text);
    return [{ verb: 'withdraw', body: { reason }, says: `Takes ${known.reference} out of the plan.` }];
  }
  if (known.texts.has(text)) return [];
  return [{ verb: 'add-note', body: { text }, says: `Adds a note to ${known.reference}.` }];
}
