import type { FoundPassage } from '../model/finding.js';
import type { ActionItem, TargetItem } from '../model/items.js';
import { placeKey } from '../model/place.js';
import { isTable, type SourceDocument } from '../model/source-document.js';
import type { Understood } from '../model/understood.js';

export interface Told extends FoundPassage {
  /** Key of the programme that it stands under. */
  readonly programme?: string;
  readonly isCell: boolean;
}

/** What the rules look at: the text passage by passage, and what was understood of it. */
export interface Looked {
  readonly document: SourceDocument;
  readonly understood: Understood;
  readonly passages: readonly Told[];
  readonly actions: readonly ActionItem[];
  readonly targets: readonly TargetItem[];
}

export function lookedAt(document: SourceDocument, understood: Understood): Looked {
  const { items } = understood;
  return {
    document,
    understood,
    passages: passagesOf(document, understood),
    actions: items.filter((item): item is ActionItem => item.kind === 'action' || item.kind === 'milestone'),
    targets: items.filter((item): item is TargetItem => item.kind === 'target'),
  };
}

function passagesOf({ blocks }: SourceDocument, { programmes, items }: Understood): readonly Told[] {
  const opened = new Map(programmes.map(({ place, key }) => [placeKey(place), key]));
  const ofRow = new Map(items.flatMap((item) => (item.programme ? [[placeKey(item.place), item.programme]] : [])));
  let programme: string | undefined;
  return blocks.flatMap((block): Told[] => {
    if (!isTable(block)) {
      programme = opened.get(placeKey(block.place)) ?? programme;
      return [{ place: block.place, text: block.text, isCell: false, ...(programme && { programme }) }];
    }
    return block.rows.flatMap((row) => {
      const own = ofRow.get(placeKey(row.place)) ?? programme;
      return row.cells
        .filter(({ text }) => text !== '')
        .map(({ place, text }) => ({ place, text, isCell: true, ...(own && { programme: own }) }));
    });
  });
}

const SMALL = new Set(
  'about above across action after against also and any are been before being between both but can could does each end ensure for from further had has have how into its line made make may more must new not now once one our out over per plan shall should some such than that the their them then there these they this through under until upon was were what when where which while who will with within would year'.split(
    ' ',
  ),
);

/** The telling words of a text by their beginnings, so that "approved" and "approval" are alike. */
export function stems(text: string): ReadonlySet<string> {
  const found = (text.match(/\d+(?:\.\d+)?%|[\p{L}][\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => !/^\p{Ll}{1,2}$|^\p{Lu}\p{Ll}$/u.test(word))
    .map((word) => word.toLowerCase());
  return new Set(
    found
      .filter((word) => !SMALL.has(word) || word === 'plan')
      .map((word) => (/\d/.test(word) ? word : word.slice(0, 5))),
  );
}

export const shared = (one: ReadonlySet<string>, other: ReadonlySet<string>): readonly string[] =>
  [...one].filter((word) => other.has(word));

export const sentencesOf = (text: string): readonly string[] => text.split(/(?<=[.!?])\s+(?=[A-Z])/);

export const passage = (place: FoundPassage['place'], text: string): FoundPassage => ({ place, text });
