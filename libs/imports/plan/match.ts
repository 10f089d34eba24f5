import type { ActionItem } from '#documents/index.js';
import type { Draft } from './draft.js';
import type { KnownPlanItem } from './ledger-now.js';
import type { PlacedProgramme } from './programmes.js';
import { ownReference } from './references.js';
import { asOneLine, comparable } from './words.js';

export interface FoundItem {
  readonly item: KnownPlanItem;
  readonly why: string;
}

export interface Matcher {
  /** What the ledger exported itself is found by its reference alone. */
  exported(item: ActionItem): FoundItem | undefined;
  find(item: ActionItem, programme: PlacedProgramme): FoundItem | undefined;
  /** Items that earlier issues of the document brought, and that this one does not have. */
  gone(): readonly KnownPlanItem[];
}

/** By reference, else by title and programme. One item of the ledger answers one of the document. */
export function matcher(draft: Draft): Matcher {
  const { now, earlier, read } = draft;
  const taken = new Set<string>();
  const imports = new Set(earlier.map(({ reference }) => reference));
  const isOfDocument = (item: KnownPlanItem) => item.import !== undefined && imports.has(item.import);
  const counted = countBy(
    read.understood.items.flatMap((item) => ('reference' in item && item.reference ? [item.reference.value] : [])),
  );
  const byReference = groupBy(now.items, ({ reference }) => [reference]);
  const byTitle = groupBy(now.items, ({ titles }) => new Set(titles.map(comparable)));
  const byNumber = groupBy(now.items.filter(isOfDocument), ({ documentReferences }) => documentReferences);
  const free = (found: readonly KnownPlanItem[] | undefined) => (found ?? []).filter(({ id }) => !taken.has(id));

  function search(item: ActionItem, programme: PlacedProgramme): FoundItem | undefined {
    const own = ownReference(item.reference?.value);
    const [named] = own ? free(byReference.get(own)) : [];
    if (named) return { item: named, why: `The document gives its reference, ${own}.` };
    const titled = free(byTitle.get(comparable(asOneLine(item.title.value))));
    const written = item.reference?.value ?? '';
    const numbered = free(byNumber.get(written));
    const same =
      titled.find((each) => numbered.includes(each)) ?? titled.find((each) => each.programme === programme.id);
    if (same) return { item: same, why: 'An item of this programme has its title.' };
    const isOnly = numbered.length === 1 && counted.get(written) === 1;
    const [only] = numbered;
    return isOnly && only ? { item: only, why: `An earlier issue gave it the reference ${written}.` } : undefined;
  }

  return {
    exported({ isExported, reference }) {
      const [named] = isExported && reference ? free(byReference.get(reference.value)) : [];
      if (!named) return undefined;
      taken.add(named.id);
      return { item: named, why: `The export gives its reference, ${named.reference}.` };
    },
    find(item, programme) {
      const found = search(item, programme);
      if (found) taken.add(found.item.id);
      return found;
    },
    gone: () => now.items.filter((each) => isOfDocument(each) && !taken.has(each.id) && each.status !== 'withdrawn'),
  };
}

function groupBy<Item>(items: readonly Item[], keysOf: (item: Item) => Iterable<string>): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    for (const key of keysOf(item)) groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
