import type { DocumentCode, Finding, Note, Place, Question, Sure, Understood } from '#documents/index.js';
import type { CommandBody, Kind } from '#domain/index.js';

/** A document as it was read and understood, before anybody looks at the ledger. */
export interface ReadDocument {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly format: string;
  readonly understood: Understood;
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
}

/** What callers need of a document beside its plan. */
export interface ReadSummary extends Pick<ReadDocument, 'name' | 'sha256' | 'bytes' | 'format'> {
  readonly understood: Pick<Understood, 'title' | 'tables'>;
}

export type ReadingFailure = { readonly code: DocumentCode; readonly detail: string; readonly fields: object };

export const BECOMES = ['create', 'change', 'leave', 'ask', 'not-understood', 'furniture'] as const;
/** What an import does with a row of the document. */
export type Becomes = (typeof BECOMES)[number];

export interface ImportCommand {
  /** The same whenever the same document is planned: it makes the idempotency key. */
  readonly key: string;
  /** The item of the document that it comes of; left out for programmes and parties. */
  readonly item?: string;
  readonly kind: Kind;
  readonly verb?: string;
  readonly reference: string;
  readonly body: CommandBody;
  readonly place: Place;
}

export interface PlannedTimescale {
  readonly is: 'promise' | 'revised' | 'forecast' | 'completed' | 'start';
  readonly text: string;
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly firmness: string;
  readonly openEnded: boolean;
  readonly condition: string | null;
  readonly assumptions: readonly string[];
  readonly alternatives: readonly string[];
}

export interface PlannedItem {
  readonly key: string;
  readonly kind: 'action' | 'milestone' | 'target' | 'decision' | 'note' | 'change';
  readonly place: Place;
  readonly becomes: Exclude<Becomes, 'not-understood' | 'furniture'>;
  /** Of the item on the ledger; left out where none comes of it. */
  readonly reference?: string;
  readonly title: string;
  /** The reference that the document gives it, where the ledger's is another. */
  readonly documentReference?: string;
  readonly programme?: string;
  readonly owners: readonly string[];
  readonly timescales: readonly PlannedTimescale[];
  readonly status?: string;
  readonly figures: readonly string[];
  readonly sure: Sure;
  readonly why: string;
  readonly warnings: readonly string[];
  /** What an import records of it, in words. */
  readonly records: readonly string[];
  readonly questions: readonly string[];
  readonly isHidden?: true;
}

export interface PlannedRow {
  readonly key: string;
  readonly place: Place;
  readonly of: 'row' | 'list-item' | 'line' | 'ledger';
  readonly text: string;
  readonly becomes: Becomes;
  readonly why: string;
  /** Keys of the items that come of it, or that it is part of. */
  readonly items: readonly string[];
}

export interface PlannedNew {
  readonly reference: string;
  readonly name: string;
  readonly is: 'programme' | 'organisation' | 'post' | 'person';
  readonly why: string;
}

export interface PlannedQuestion extends Question {
  readonly answer?: string;
}

export interface ImportPlan {
  readonly document: {
    readonly name: string;
    readonly sha256: string;
    readonly title?: string;
    readonly format: string;
    readonly date?: string;
    /** The imports of earlier issues of it, by reference. */
    readonly earlier: readonly string[];
  };
  readonly creates: readonly PlannedNew[];
  readonly rows: readonly PlannedRow[];
  readonly items: readonly PlannedItem[];
  readonly questions: readonly PlannedQuestion[];
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
  /** In the order in which they are given. */
  readonly commands: readonly ImportCommand[];
}

export type RowCounts = Readonly<Record<Becomes, number>>;

export function countsOf({ rows }: Pick<ImportPlan, 'rows'>): RowCounts {
  const counts = Object.fromEntries(BECOMES.map((each) => [each, 0])) as Record<Becomes, number>;
  for (const { becomes } of rows) counts[becomes] += 1;
  return counts;
}
