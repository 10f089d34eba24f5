/** What an import must know of the ledger as it stands, to tell new from known. */
export interface LedgerNow {
  readonly today: string;
  readonly programmes: readonly KnownProgramme[];
  readonly parties: readonly KnownParty[];
  readonly items: readonly KnownPlanItem[];
  readonly targets: readonly KnownTarget[];
  readonly decisions: readonly KnownDecision[];
  /** Imports that were not taken back. */
  readonly imports: readonly KnownImport[];
  /** Every reference that is taken. */
  readonly references: ReadonlySet<string>;
}

export interface KnownProgramme {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
}

export interface KnownParty {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
}

export interface KnownImport {
  readonly reference: string;
  readonly document: string;
  readonly sha256: string;
  readonly title?: string;
}

interface Known {
  readonly id: string;
  readonly reference: string;
  /** The import that put it on the ledger, by reference. */
  readonly import?: string;
}

/** An action or a milestone; the lists hold what it said at any time, the present last. */
export interface KnownPlanItem extends Known {
  readonly kind: 'action' | 'milestone';
  readonly programme: string;
  readonly titles: readonly string[];
  readonly descriptions: readonly string[];
  readonly leads: readonly string[];
  readonly promises: readonly string[];
  readonly forecasts: readonly string[];
  readonly status: string;
  readonly rating?: string;
  readonly documentReferences: readonly string[];
  /** Notes, evidence and reports on record. */
  readonly texts: ReadonlySet<string>;
  /** SHA-256 of the documents that it was read from. */
  readonly readFrom: ReadonlySet<string>;
}

export interface KnownTarget extends Known {
  readonly programme: string;
  readonly measure: string;
  readonly unit: string;
  readonly trajectory: readonly { readonly period: string; readonly value: string; readonly condition?: string }[];
  readonly measurements: Readonly<Record<string, string>>;
  readonly readFrom: ReadonlySet<string>;
}

export interface KnownDecision extends Known {
  readonly title: string;
}

export const EMPTY_LEDGER: Omit<LedgerNow, 'today'> = {
  programmes: [],
  parties: [],
  items: [],
  targets: [],
  decisions: [],
  imports: [],
  references: new Set(),
};
