import type { Paragraph } from '../model/source-document.js';
import type { ChangeItem } from '../model/understood.js';
import { field, type Gathering, keyAt } from './gathering.js';
import { ownersIn } from './owners.js';

const CHANGES: readonly (readonly [ChangeItem['change'], RegExp])[] = [
  ['closed', /\b(?:closed|complete[d]?|done|discharged|delivered)\b/i],
  ['carried-forward', /\b(?:carried forward|carry forward|ongoing|outstanding|remains? open|in progress)\b/i],
  ['moved', /\b(?:moved to|deferred|postponed|extended)\b/i],
  ['withdrawn', /\b(?:withdrawn|no longer required|cancelled|superseded)\b/i],
];

/** "The action from November (JS) is closed. TE's action on the licence is carried forward." */
export function changesIn(text: string, block: Paragraph, gathering: Gathering): readonly ChangeItem[] {
  const whole: string[] = [];
  for (const sentence of text.split(/(?<=[.!?])\s+(?=[A-Z])/)) {
    // "CD had written to the auditor. Closed."
    const isBare = sentence.split(' ').length <= 3 && CHANGES.some(([, pattern]) => pattern.test(sentence));
    if (isBare && whole.length > 0) whole.push(`${whole.pop()} ${sentence}`);
    else whole.push(sentence);
  }
  const sentences = whole.filter((sentence) => /\bactions?\b|\b\d+[./]\d+\b/i.test(sentence));
  return sentences.flatMap((sentence, index): ChangeItem[] => {
    const change = CHANGES.find(([, pattern]) => pattern.test(sentence))?.[0];
    if (!change) return [];
    const names = [/\(([A-Z]{2,4})\)/.exec(sentence)?.[1], /\b([A-Z]{2,4})['’]s?\s+action/.exec(sentence)?.[1]].find(
      (one) => one !== undefined,
    );
    const reference = /\b(?:action\s+)?(\d+[./]\d+(?:[./]\d+)?)\b/i.exec(sentence)?.[1];
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
