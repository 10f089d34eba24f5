import type { OwnerField } from '../model/items.js';
import type { Place } from '../model/place.js';
import { ask, type Gathering, isNone, withoutMarks } from './gathering.js';

const NOBODY = /^(?:tbc|tba|tbd|to be (?:confirmed|agreed|decided|advised)|vacant|unknown|\?+)\.?(?:\s*\([^()]*\))?$/i;
/** Who acts, without saying which. */
export const GROUP =
  '(?:team|group|board|committee|panel|council|staff|members|office|officers?|clerk|chair(?:man|woman|person)?|secretary|secretariat|treasurer|everyone|all)';
const ONLY_GROUP = /^(?:the\s+)?(?:team|group|panel|staff|members|office|officers?)$/i;
const INITIALS = /^[A-Z][A-Za-z]?[A-Z]{0,3}$/;
const POST =
  /\b(?:officer|manager|director|head|lead|chair|clerk|secretary|nurse|executive|treasurer|co-?ordinator|advis[eo]r|solicitor|accountant|consultant|matron|principal|headteacher|leader|portfolio holder)\b/i;
const PERSON = /^(?:(?:Mrs?|Ms|Miss|Dr|Prof|Cllr)\.? )?\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,2}$/u;

/** "Sarah Jones, S151 Officer" is one owner. */
function isNameWithPost(text: string): boolean {
  const [name = '', post = '', ...more] = text.trim().split(/\s*,\s*|\s[–-]\s/);
  return more.length === 0 && PERSON.test(name) && !POST.test(name) && POST.test(post) && !/[/;\n]/.test(text);
}

/** "T. Jones" is a person wherever it stands. */
const INITIAL_AND_NAME = /^(?:\p{Lu}\.\s?){1,3}\p{Lu}[\p{L}'’-]+$/u;

const SEPARATORS = /\s*(?:[/;,\n]|\s[–-]\s)\s*/;

/** "Rivera, J.; Okafor, C." are two owners. */
const areSurnamesFirst = (text: string) =>
  text.split(/\s*[;\n]\s*/).every((one) => /^\p{Lu}[\p{L}'’-]+, (?:\p{Lu}\.\s?){1,3}$/u.test(one));

/** Those who own an item, in their order: "DF/COO" are two. */
export function ownersIn(text: string, place: Place, gathering: Gathering): readonly OwnerField[] {
  if (isNone(text)) return [];
  const known = gathering.names.get(text);
  const names = known ?? namesIn(text, gathering);
  if (!known) gathering.names.set(text, names);
  return names.map((name) => ownerOf(name, text, place, gathering));
}

function namesIn(text: string, gathering: Gathering): readonly string[] {
  return (isNameWithPost(text) ? [text] : text.split(areSurnamesFirst(text) ? /\s*[;\n]\s*/ : SEPARATORS))
    .flatMap((part) => initialsAround(part, gathering))
    .map(withoutMarks)
    .map((name) => name.replace(/^[“"‘'](.+)[”"’']$/u, '$1'))
    .map((name) => name.replace(/^(?:lead|owner)\s*:\s*/i, '').replace(/^the\s+(?=\p{Ll})/iu, ''))
    .filter((name) => name !== '' && !isNone(name) && !NOBODY.test(name));
}

/** "JS & TE" are two where both are known initials, "T. Jones & R. Patel" are two; "HR & OD" may be one department. */
function initialsAround(part: string, { people }: Gathering): readonly string[] {
  const pieces = part.split(/\s*(?:&|\band\b|\+)\s*/);
  const known = new Set(people.map(({ initials }) => initials));
  const isPerson = (piece: string) => known.has(piece) || INITIAL_AND_NAME.test(piece);
  return pieces.length > 1 && pieces.every(isPerson) ? pieces : [part];
}

function ownerOf(value: string, written: string, place: Place, gathering: Gathering): OwnerField {
  const base = { value, written, place };
  if (ONLY_GROUP.test(value)) return { ...base, sure: 'doubtful', why: 'It does not say which.' };
  if (!INITIALS.test(value) || value.length > 4)
    return { ...base, sure: 'likely', why: 'The text of the cell or line.' };
  const person = gathering.people.find(({ initials }) => initials === value);
  if (person) {
    return { ...base, name: person.name, sure: 'certain', why: `${value} is ${person.name}, who was present.` };
  }
  const party = gathering.options.parties?.find(({ reference, initials }) => initials === value || reference === value);
  if (party)
    return { ...base, name: party.name, sure: 'likely', why: `${value} stands for ${party.name} on the ledger.` };
  if (gathering.people.length > 0 && value.toLowerCase() !== 'all') {
    const text = `${value} is not among those present. Whose initials are they?`;
    const choices = gathering.people.map(({ initials, name }) => ({ value: initials, label: `${name} (${initials})` }));
    const answer = ask(
      gathering,
      'initials',
      place,
      text,
      [],
      [{ value, label: `Keep "${value}"`, isTaken: true }, ...choices],
    );
    const named = gathering.people.find(({ initials }) => initials === answer);
    if (named) return { ...base, value: named.initials, name: named.name, sure: 'certain', why: 'As answered.' };
    return { ...base, sure: 'doubtful', why: 'These initials are not among those present.' };
  }
  return { ...base, sure: 'likely', why: 'Initials. The document does not say whose.' };
}
