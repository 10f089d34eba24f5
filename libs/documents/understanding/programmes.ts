import type { Sure } from '../model/items.js';
import type { Place } from '../model/place.js';
import type { Gathering } from './gathering.js';

export interface ProgrammeGiven {
  readonly name: string;
  readonly place: Place;
  readonly sure: Sure;
  readonly why: string;
  readonly parent?: string;
}

const normal = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** One programme for one name, known ones by their reference or name. */
export function addProgramme(gathering: Gathering, given: ProgrammeGiven): string {
  const same = gathering.programmes.find(({ name }) => normal(name) === normal(given.name));
  if (same) return same.key;
  const known = gathering.options.programmes?.find(
    ({ name, reference }) => normal(name) === normal(given.name) || reference === given.name,
  );
  const key = known?.reference ?? keyOf(given.name, gathering);
  const sure = known ? 'certain' : given.sure;
  gathering.programmes.push({ ...given, key, sure, why: known ? 'Known to the ledger by this name.' : given.why });
  return key;
}

/** Initials of its words, in capitals and unique: "Adult Mental Health" is `AMH`. */
function keyOf(name: string, { programmes }: Gathering): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? ['AREA'];
  const telling = words.filter((word) => !/^(?:the|of|and|in|for|to|a|on|programme|area)$/i.test(word));
  const used = telling.length > 0 ? telling : words;
  const letters =
    used.length === 1
      ? (used[0] as string).slice(0, 6)
      : used
          .slice(0, 5)
          .map((word) => (/^[A-Z\d]{2,5}$/.test(word) ? word : word[0]))
          .join('');
  const base = letters
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]/g, '')
    .toUpperCase()
    .slice(0, 12);
  const taken = (key: string) => programmes.some((one) => one.key === key);
  let key = /^[A-Z]/.test(base) ? base : `P${base}`;
  for (let count = 2; taken(key); count += 1) key = `${base}${count}`;
  return key;
}
