import { placeKey } from '../model/place.js';
import { isTable, type SourceDocument } from '../model/source-document.js';
import type { Gathering } from './gathering.js';
import { push } from './minutes.js';
import { minuteAction } from './sentences.js';

const PROMISE =
  /^(?:the\s+)?[A-Z][\p{L}'’ &/]{1,60}?\s(?:will|agreed to|has agreed to|have agreed to|has committed to|undertakes to)\s+\p{Ll}/u;
const OF_INITIALS = /^[A-Z]{2,4}(?:\s*[/&,]\s*[A-Z]{2,4})*\s+(?:will|agreed|has|have|undertakes)\b/;

/**
 * Takes a sentence that says who will do what by when for an action: any, where nothing is marked as one; of initials,
 * where lines are. What surrounds a table of actions is told by the table.
 */
export function readPromises({ blocks }: SourceDocument, gathering: Gathering): void {
  const actions = gathering.items.filter(({ kind }) => kind === 'action' || kind === 'milestone');
  if (actions.some(({ place }) => place.table !== undefined)) return;
  const says = actions.length === 0 ? [PROMISE] : [PROMISE, OF_INITIALS];
  const accounted = new Set(gathering.accounts.map(({ place }) => placeKey(place)));
  for (const block of blocks) {
    if (isTable(block) || block.heading !== undefined || accounted.has(placeKey(block.place))) continue;
    const found = block.text
      .split(/(?<=[.!?])\s+(?=[A-Z])/)
      .filter((sentence) => says.every((pattern) => pattern.test(sentence)))
      .map((sentence, index) => minuteAction(sentence, block, index, gathering))
      .filter(({ promises }) => promises.length > 0)
      .map((item) => ({ ...item, sure: 'doubtful' as const, why: 'A sentence that says who will do what by when.' }));
    if (found.length === 0) continue;
    gathering.items.push(...found);
    push(
      block,
      'item',
      'Says who will do what by when.',
      found.map(({ key }) => key),
      gathering,
    );
  }
}
