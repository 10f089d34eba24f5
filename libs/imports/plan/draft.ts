import { type Place, placeKey, sayPlace } from '#documents/index.js';
import { type CommandBody, NOT_STATED } from '#domain/index.js';
import type { KnownImport, LedgerNow } from './ledger-now.js';
import type { ImportCommand, PlannedNew, ReadDocument } from './plan.js';
import { type References, references } from './references.js';
import { asOneLine, comparable } from './words.js';

const HASH_SHOWN = 12;
const NOWHERE = placeKey({});

/** What every part of a plan is made with. */
export interface Draft {
  readonly read: ReadDocument;
  readonly now: LedgerNow;
  readonly answers: Readonly<Record<string, string>>;
  readonly refs: References;
  /** Imports of earlier issues of this document. */
  readonly earlier: readonly KnownImport[];
  readonly creates: PlannedNew[];
  /** Programmes and parties, which are given before anything that names them. */
  readonly first: ImportCommand[];
  /** Every command says where it stands in the document, and when that was. */
  body(place: Place, fields: object): CommandBody;
  reason(place: Place, what: string): string;
}

export function draftOf(read: ReadDocument, now: LedgerNow, answers: Readonly<Record<string, string>>): Draft {
  const { name, sha256, understood } = read;
  const date = understood.documentDate?.value;
  const stated = date !== undefined && date <= now.today ? date : undefined;
  const document = asOneLine(name);
  const issue = date === undefined ? '' : `, issue of ${date}`;
  return {
    read,
    now,
    answers,
    refs: references(now.references),
    earlier: now.imports.filter((each) => isSameDocument(each, read)),
    creates: [],
    first: [],
    body: (place, fields) => ({
      occurredAt: stated ?? NOT_STATED,
      ...fields,
      source: {
        document,
        ...(place.line !== undefined && { line: place.line }),
        ...(placeKey(place) !== NOWHERE && { detail: asOneLine(sayPlace(place)) }),
        sha256,
      },
    }),
    reason: (place, what) =>
      asOneLine(`"${document}"${issue} (SHA-256 ${sha256.slice(0, HASH_SHOWN)}), ${sayPlace(place)}: ${what}`, 2000),
  };
}

/** Another issue has the same title, or the same name where it has none. */
function isSameDocument(known: KnownImport, { name, sha256, understood }: ReadDocument): boolean {
  if (known.sha256 === sha256 || known.document === asOneLine(name)) return true;
  return known.title !== undefined && understood.title !== undefined && isSame(known.title, understood.title);
}

const isSame = (one: string, other: string) => comparable(one) === comparable(other);
