import type { ChangeItem } from '../model/items.js';
import type { Paragraph } from '../model/source-document.js';
import { field, type Gathering, keyAt } from './gathering.js';
import { ownersIn } from './owners.js';

const CHANGES: readonly (readonly [ChangeItem['change'], RegExp])[] = [
  ['closed', /\b(?:closed|complete[d]?|done|discharged|delivered)\b/i],
  [
    'carried-forward',
    /\b(?:carried (?:forward|over)|carry forward|ongoing|outstanding|remains? open|in progress|not (?:yet )?started)\b/i,
  ],
  ['moved', /\b(?:moved to|deferred|postponed|extended|now due)\b/i],
  ['withdrawn', /\b(?:withdrawn|no longer required|cancelled|superseded)\b/i],
];

const WHOSE = [
  /\(([A-Z]{2,4})\)/,
  /\b([A-Z]{2,4})['’]s?\s+action/,
  /^Action\b[^:]{0,12}:\s*([A-Z]{2,4}(?:\s*\/\s*[A-Z]{2,4})*)\s+(?:to|will)\s/,
];
/** "Action 12" or "3.2". */
const REFERENCE =
  /\baction\s+(?:no\.?\s*)?([A-Z]?\d+(?:[./]\d+)*)(?=\s*[(:,.]|\s+(?:is|was|has|remains)\b|$)|\b(\d+[./]\d+(?:[./]\d+)?)\b/i;

/** "The action from November (JS) is closed. TE's action on the licence is carried forward." */
export function changesIn(text: string, block: Paragraph, gathering: Gathering): readonly ChangeItem[] {
  const whole: string[] = [];
  for (const sentence of text.split(/(?<=[.!?])\s+(?=[A-Z])/)) {
    // "CD had written to the auditor. Closed."
    const isBare = CHANGES.some(
      ([, pattern]) => (sentence.split(' ').length <= 3 && pattern.test(sentence)) || sentence.search(pattern) === 0,
    );
    if (isBare && whole.length > 0) whole.push(`${whole.pop()} ${sentence}`);
    else whole.push(sentence);
  }
  const sentences = whole.filter((sentence) => /\bactions?\b|\b\d+[./]\d+\b/i.test(sentence));
  return sentences.flatMap((sentence, index): ChangeItem[] => {
    const change = CHANGES.find(([, pattern]) => pattern.test(sentence))?.[0];
    if (!change) return [];
    const names = WHOSE.map((pattern) => pattern.exec(sentence)?.[1]).find((one) => one !== undefined);
    const [, named, plain] = REFERENCE.exec(sentence) ?? [];
    const reference = named ?? plain;
    return [
      {
        kind: 'change',
        key: `${keyAt(block.place)}${index > 0 ? `.${index + 1}` : ''}`,
        place: block.place,
        text: field(sentence, sentence, block.place, 'likely', 'Reports on an action of an earlier meeting.'),
        owners: names ? ownersIn(names, block.place, gathering) : [],
        change,
        ...(reference && { reference: field(reference, sentence, block.place, 'likely', 'Named in the sentence.') }),
        sure: 'likely',
        why: 'Reports on an action of an earlier meeting.',
      },
    ];
  });
}

/** A line of a list of earlier actions: "Sam: fix the printer - carried over". */
export function reportOf(block: Paragraph, isTicked: boolean, gathering: Gathering): ChangeItem {
  const { text, place } = block;
  const names = /^([A-Z][\w'’]*(?:\s*[/&]\s*[A-Z][\w'’]*)*)\s*(?:[-–—:]\s|to\s)/.exec(text)?.[1];
  const why = 'Stands in a list of earlier actions.';
  return {
    kind: 'change',
    key: keyAt(place),
    place,
    text: field(text, text, place, 'likely', why),
    owners: names ? ownersIn(names, place, gathering) : [],
    change: isTicked ? 'closed' : (CHANGES.find(([, pattern]) => pattern.test(text))?.[0] ?? 'reported'),
    sure: 'likely',
    why,
  };
}
