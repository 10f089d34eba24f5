import type { Place, Programme } from '#documents/index.js';
import type { Draft } from './draft.js';
import { asPrefix, prefixFrom } from './references.js';
import { asOneLine, comparable, isSameText } from './words.js';

/** Answered with the reference of a programme, or left to the document's own name. */
export const PROGRAMME_QUESTION = 'programme';

export interface PlacedProgramme {
  readonly reference: string;
  /** Present for one that is on the ledger already. */
  readonly id?: string;
  readonly name: string;
}

export interface Programmes {
  /** Of a key of the document; without one, the programme of the document as a whole. */
  of(key: string | undefined, place: Place): PlacedProgramme;
}

export function programmes(draft: Draft): Programmes {
  const { now, read, refs } = draft;
  const { understood } = read;
  const placed = new Map<string, PlacedProgramme>();

  function known(name: string, key: string | undefined): PlacedProgramme | undefined {
    const byKey = now.programmes.find(({ reference }) => reference === key);
    return now.programmes.find((each) => isSameText(each.name, name)) ?? byKey;
  }

  function register(found: Omit<Programme, 'key'>, wanted: string): PlacedProgramme {
    const name = asOneLine(found.name);
    const parent = found.parent === undefined ? undefined : of(found.parent, found.place).reference;
    const reference = refs.free(wanted);
    draft.creates.push({ reference, name, is: 'programme', why: found.why });
    draft.first.push({
      key: `programme ${comparable(name)}`,
      kind: 'programme',
      reference,
      body: draft.body(found.place, { reference, name, ...(parent && { parent }) }),
      place: found.place,
    });
    return { reference, name };
  }

  function ofDocument(place: Place): PlacedProgramme {
    const chosen = now.programmes.find(({ reference }) => reference === draft.answers[PROGRAMME_QUESTION]);
    if (chosen) return chosen;
    const name = understood.title ?? read.name.replace(/\.[^.]+$/, '');
    const why = 'The document names no programme, so its title is taken.';
    return known(name, undefined) ?? register({ name, place, sure: 'doubtful', why }, prefixFrom(name));
  }

  function of(key: string | undefined, place: Place): PlacedProgramme {
    const before = placed.get(key ?? '');
    if (before) return before;
    const found = key === undefined ? undefined : understood.programmes.find((each) => each.key === key);
    const programme = found
      ? (known(found.name, found.key) ?? register(found, asPrefix(found.key, found.name)))
      : ofDocument(place);
    placed.set(key ?? '', programme);
    return programme;
  }

  return { of };
}
