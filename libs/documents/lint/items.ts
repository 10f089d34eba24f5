import type { Finding, FoundPassage } from '../model/finding.js';
import type { ActionItem } from '../model/items.js';
import { placeKey } from '../model/place.js';
import { type Looked, passage, shared, stems } from './passages.js';

const rowOf = ({ title, promises }: ActionItem): string =>
  [title.value.slice(0, 120), promises.at(-1)?.written].filter((text) => text).join(' | ');

const at = (action: ActionItem): FoundPassage => passage(action.place, rowOf(action));

/** The same action in two places, with the same or other dates. */
export function sameTwice({ actions }: Looked): readonly Finding[] {
  const whole = actions.filter(({ partOf }) => !partOf);
  const words = whole.map(({ title }) => stems(title.value));
  const counts = new Map<string, number>();
  for (const word of words.flatMap((own) => [...own])) counts.set(word, (counts.get(word) ?? 0) + 1);
  const byWord = new Map<string, number[]>();
  const findings: Finding[] = [];
  for (const [index, action] of whole.entries()) {
    const own = words[index] as ReadonlySet<string>;
    // Words that most actions share tell no two of them apart.
    const rare = [...own].filter((word) => (counts.get(word) ?? 0) <= RARE);
    const keys = [...rare, action.title.value.toLowerCase()];
    const near = new Set(keys.flatMap((key) => byWord.get(key) ?? []));
    for (const other of near) {
      const before = whole[other] as ActionItem;
      if (isSame(before, words[other] as ReadonlySet<string>, action, own)) findings.push(twice(before, action));
    }
    for (const key of keys) {
      const found = byWord.get(key);
      if (!found) byWord.set(key, [index]);
      else if (found.length < RARE) found.push(index);
    }
  }
  return findings;
}

const RARE = 30;

function isSame(one: ActionItem, its: ReadonlySet<string>, other: ActionItem, own: ReadonlySet<string>): boolean {
  if (one.title.value.toLowerCase() === other.title.value.toLowerCase()) return own.size >= 2;
  const both = shared(its, own);
  const all = new Set([...its, ...own]);
  if (both.length < 5 || both.length < all.size * 0.65) return false;
  // "Report of May" and "Report of June" are two.
  const figures = (text: string) =>
    (text.match(/\d+|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/gi) ?? []).join(' ').toLowerCase();
  return figures(one.title.value) === figures(other.title.value);
}

function twice(one: ActionItem, other: ActionItem): Finding {
  const [first, second] = [one.promises.at(-1), other.promises.at(-1)];
  const isOther = first?.reading.latest !== second?.reading.latest || first?.written !== second?.written;
  const dates = isOther
    ? `, with "${first?.written ?? 'no date'}" and "${second?.written ?? 'no date'}"`
    : ', with the same date';
  const text = `"${one.title.value.slice(0, 80)}" and "${other.title.value.slice(0, 80)}" seem to be the same action${dates}.`;
  return { code: 'same-action-twice', text, passages: [at(one), at(other)] };
}

/** In a small tracker many own one action each; one alone tells only where nearly all own several. */
const USUAL = 5;
const FEW = 0.2;

/** Initials that are of nobody present, or that stand once where others stand often. */
export function ownersNowhereElse({ actions, understood, passages }: Looked): readonly Finding[] {
  const counts = new Map<string, number>();
  const whole = actions.filter(({ partOf }) => !partOf);
  for (const { owners } of whole) for (const { value } of owners) counts.set(value, (counts.get(value) ?? 0) + 1);
  const often = [...counts.values()].filter((count) => count > 1).length;
  const lone = counts.size - often;
  const isListed = understood.people.length > 0;
  const text = passages.map((one) => one.text).join('\n');
  const times = (word: string) =>
    text.split(new RegExp(`(?<![\\w])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w])`)).length - 1;
  const told = new Set<string>();
  return actions.flatMap((action) =>
    action.owners.flatMap((owner) => {
      const isInitials = /^[A-Z]{2,4}$/.test(owner.value);
      // Those whom the ledger knows have a name.
      const isUnknown = isListed && isInitials && owner.name === undefined && !/^ALL$/i.test(owner.value);
      const isLone =
        isInitials && counts.get(owner.value) === 1 && often >= USUAL && lone <= often * FEW && times(owner.value) <= 1;
      const alike = misspelt(owner.value, counts);
      if ((!isUnknown && !isLone && !alike) || told.has(owner.value)) return [];
      told.add(owner.value);
      const why = isUnknown
        ? 'is not among those present'
        : alike
          ? `is written like "${alike}", who owns others`
          : 'is named nowhere else';
      return [
        {
          code: 'owner-nowhere-else' as const,
          text: `The owner "${owner.value}" ${why}.`,
          passages: [passage(owner.place, owner.written)],
        },
      ];
    }),
  );
}

function misspelt(value: string, counts: ReadonlyMap<string, number>): string | undefined {
  if (value.length < 6 || counts.get(value) !== 1) return undefined;
  return [...counts.keys()].find(
    (other) =>
      other !== value &&
      (counts.get(other) ?? 0) > 1 &&
      Math.abs(other.length - value.length) <= 1 &&
      isOneApart(other, value),
  );
}

/** One letter more, fewer or other, or two that changed places. */
function isOneApart(one: string, other: string): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  // "Ward 4" and "Ward 5", "Team A" and "Team B" are two.
  const isName = /\d/.test(left + right) || [one, other].some((text) => wordAt(text, start).length < 4);
  if (isName) return false;
  return (left.length <= 1 && right.length <= 1) || (left.length === 2 && left === [...right].reverse().join(''));
}

const wordAt = (text: string, at: number) =>
  `${/\S*$/.exec(text.slice(0, at))?.[0] ?? ''}${/^\S*/.exec(text.slice(at))?.[0] ?? ''}`;

/** An action with neither owner nor date, in a table that has a column for one of them. */
export function noOwnerNoDate({ actions, understood }: Looked): readonly Finding[] {
  const asks = new Set(
    understood.tables
      .filter(({ columns }) => columns.some(({ role }) => role === 'owner' || role === 'timescale'))
      .map(({ place }) => `${place.sheet ?? ''}|${place.table}`),
  );
  return actions
    .filter(({ owners, promises, partOf, status, place }) => {
      const isAsked = place.table === undefined || asks.has(`${place.sheet ?? ''}|${place.table}`);
      return isAsked && owners.length === 0 && promises.length === 0 && !partOf && status?.value !== 'complete';
    })
    .map((action) => ({
      code: 'no-owner-no-date',
      text: `"${action.title.value.slice(0, 100)}" has neither an owner nor a date.`,
      passages: [at(action)],
    }));
}

const POINTS_AT =
  /\b(?:see|dependent (?:up)?on|depends on|depend on|subject to|linked (?:to|with)|link to|awaiting|requires?|following|after|cross[- ]ref(?:erence)?(?: to)?|as per|refer to)\s+(?:(?:the\s+)?(?:outcome|completion|approval)\s+of\s+)?(?:action|item|ref(?:erence)?|row|no\.?)?\s*([A-Z]{0,6}[-.]?\d+(?:[.-][A-Z]?\d+)*[a-z]?)\b/gi;

/** A dependence on a row that is not there; only names shaped as the references of the document are. */
export function missingReferences({ actions }: Looked): readonly Finding[] {
  const known = new Set(actions.flatMap(({ reference }) => (reference ? [reference.value.toLowerCase()] : [])));
  if (known.size < 2) return [];
  const shapes = new Set([...known].map(shapeOf));
  return actions.flatMap((action) => {
    const fields = [...action.notes, ...action.promises, ...action.description, action.title, ...action.evidence];
    return fields.flatMap(({ written, place }) =>
      [...written.matchAll(POINTS_AT)].flatMap(([, reference = '']) => {
        const isDigits = /^\d+$/.test(reference);
        if (isDigits || known.has(reference.toLowerCase()) || !shapes.has(shapeOf(reference))) return [];
        const text = `It points at ${reference}, and no row has that reference.`;
        return [{ code: 'missing-reference' as const, text, passages: [passage(place, written)] }];
      }),
    );
  });
}

const shapeOf = (reference: string) =>
  reference
    .toLowerCase()
    .replace(/\d+/g, '9')
    .replace(/[a-z]+/g, 'a');

/** One reference for two rows that no merged cell joins. */
export function referencesTwice({ actions }: Looked): readonly Finding[] {
  const found = new Map<string, ActionItem>();
  return actions.flatMap((action) => {
    const { reference, partOf } = action;
    if (!reference || partOf) return [];
    const before = found.get(reference.value);
    if (!before) found.set(reference.value, action);
    const isOne =
      !before?.reference ||
      placeKey(before.reference.place) === placeKey(reference.place) ||
      placeKey(before.place) === placeKey(action.place);
    if (isOne) return [];
    const text = `The reference ${reference.value} stands for two actions.`;
    return [{ code: 'reference-twice' as const, text, passages: [at(before), at(action)] }];
  });
}
