import type { OwnerField } from '#documents/index.js';
import type { PartyKind } from '#domain/index.js';
import type { Draft } from './draft.js';
import { asOneLine, comparable } from './words.js';

const PREFIXES = { organisation: 'ORG-', post: 'POST-', person: 'PERSON-' } as const satisfies Record<
  PartyKind,
  string
>;
/** Words that stand where an owner should and name nobody who can be registered. */
const NOBODY =
  /^(?:all(?: (?:staff|members|present|leads))?|everyone|everybody|both|me|(?:the )?(?:team|group|staff|members)|various|several|tbc|tbd|tba|to be confirmed|n\/?a|none|nobody|unknown|not stated|-+|–|—|\?+)$/i;
const ORGANISATION =
  /\b(?:NHS|CCG|ICB|Trust|Council|Ltd|Limited|LLP|plc|University|College|Hospitals?|HealthCare|Healthcare|Police|Association|Partnership|Foundation|Agency|Charity|Authority)\b/;
const PERSON =
  /^(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? )?(?:[A-Z]\.? ?|[A-Z][a-z'’]+ )(?:[A-Z]\.? ?|[A-Z][a-z'’]+ )?[A-Z][a-z'’]+(?:-[A-Z][a-z'’]+)?$/;
const ROLE =
  /\b(?:lead|manager|director|officer|head|team|group|board|committee|nurse|nursing|finance|commissioner|commissioning|chair|secretary|service|services|public|mental|health|care|operations|quality|workforce|programme|project|estates|digital|clinical|medical|steering|network|partners?|executive)\b/i;

export const namesNobody = (owner: OwnerField): boolean => {
  const name = asOneLine(owner.name ?? owner.value);
  return comparable(name) === '' || NOBODY.test(name);
};

export interface Party {
  readonly reference: string;
  /** Present for one that is on the ledger already. */
  readonly id?: string;
  readonly name: string;
}

export interface Parties {
  /** Undefined where the words name nobody. */
  of(owner: OwnerField): Party | undefined;
}

/** Finds the party that an owner's cell names, and plans to register it where nobody has that name. */
export function parties(draft: Draft): Parties {
  const known = new Map<string, Party>();
  for (const party of draft.now.parties) {
    known.set(comparable(party.reference), party);
    if (!known.has(comparable(party.name))) known.set(comparable(party.name), party);
  }
  const expanded = new Set(draft.read.understood.people.map(({ name }) => comparable(name)));

  function register(owner: OwnerField, name: string): Party {
    const kind = expanded.has(comparable(name)) ? 'person' : kindOf(name);
    const reference = draft.refs.next(PREFIXES[kind]);
    const party = { reference, name };
    known.set(comparable(name), party);
    draft.creates.push({ reference, name, is: kind, why: 'Nobody on the ledger has this name.' });
    draft.first.push({
      key: `party ${comparable(name)}`,
      kind: 'party',
      reference,
      body: draft.body(owner.place, { kind, name, reference }),
      place: owner.place,
    });
    return party;
  }

  return {
    of(owner) {
      const name = asOneLine(owner.name ?? owner.value);
      if (namesNobody(owner)) return undefined;
      return known.get(comparable(name)) ?? known.get(comparable(owner.value)) ?? register(owner, name);
    },
  };
}

function kindOf(name: string): PartyKind {
  if (ORGANISATION.test(name)) return 'organisation';
  return PERSON.test(name) && !ROLE.test(name) ? 'person' : 'post';
}
