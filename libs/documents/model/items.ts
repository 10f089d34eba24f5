import type { CalendarDate, Timescale } from '#domain/index.js';
import type { Place } from './place.js';

/** `certain`: the document says so itself; `likely`: by a rule that seldom fails; `doubtful`: a guess to look at. */
export type Sure = 'certain' | 'likely' | 'doubtful';

/** What was read, beside what is written. */
export interface ReadField<Value = string> {
  readonly value: Value;
  /** The text of the cell or line, to the letter. */
  readonly written: string;
  readonly place: Place;
  readonly sure: Sure;
  readonly why: string;
}

/** A promise: `value` is the text to record, `reading` what the reader of timescales makes of it. */
export interface TimescaleField extends ReadField {
  readonly reading: Timescale;
}

export type ReadStatus = 'planned' | 'in-progress' | 'blocked' | 'deferred' | 'complete' | 'withdrawn';

interface Common {
  /** Unique in the document and the same whenever the document is read: its place. */
  readonly key: string;
  readonly place: Place;
  /** Key of the programme that it belongs to. */
  readonly programme?: string;
  readonly sure: Sure;
  readonly why: string;
  readonly isHidden?: true;
  /** The ledger wrote it itself, so that its texts and its reference are as they stand there. */
  readonly isExported?: true;
}

export interface ActionItem extends Common {
  readonly kind: 'action' | 'milestone';
  readonly reference?: ReadField;
  readonly title: ReadField;
  /** Struck or deleted wording of the title. */
  readonly earlierTitle?: readonly string[];
  readonly description: readonly ReadField[];
  /** In the order of the document; the first leads. */
  readonly owners: readonly OwnerField[];
  /** Oldest first: the first is the original promise, the last the one in force. */
  readonly promises: readonly TimescaleField[];
  readonly forecast?: TimescaleField;
  readonly start?: TimescaleField;
  readonly completed?: TimescaleField;
  readonly status?: ReadField<ReadStatus>;
  /** Per cent or words, as written. */
  readonly progress?: ReadField;
  /** The word of the rating: `green`. */
  readonly rating?: ReadField;
  readonly evidence: readonly ReadField[];
  readonly notes: readonly ReadField[];
  /** Columns that no field of an action stands for, under their headings. */
  readonly others: readonly (ReadField & { readonly heading: string })[];
  /** Key of the action that this is a part of. */
  readonly partOf?: string;
}

export interface OwnerField extends ReadField {
  /** The name that initials stand for, from those present or the known parties. */
  readonly name?: string;
}

export interface TargetPoint extends ReadField {
  /** As the column or row says it, and as a period of a target where it can be read: `2018/19`, `2017-12`. */
  readonly periodText: string;
  readonly period?: string;
  readonly is: 'target' | 'measurement';
  readonly unit?: string;
  /** What the cell says beside the figure: "Subject to wave 2 funding". */
  readonly condition?: string;
  readonly qualifier?: 'about' | 'over' | 'rounded';
}

export interface TargetItem extends Common {
  readonly kind: 'target';
  readonly reference?: ReadField;
  readonly measure: ReadField;
  readonly unit?: string;
  readonly points: readonly TargetPoint[];
}

export interface DecisionItem extends Common {
  readonly kind: 'decision';
  readonly reference?: ReadField;
  readonly title: ReadField;
  readonly decidedOn?: ReadField<CalendarDate>;
  readonly timescale?: TimescaleField;
  readonly owners: readonly OwnerField[];
}

/** A message or remark of a log that is neither an action nor a decision. */
export interface NoteItem extends Common {
  readonly kind: 'note';
  readonly text: ReadField;
}

/** What a document reports about an item that is somewhere else: "The action from November (JS) is closed." */
export interface ChangeItem extends Common {
  readonly kind: 'change';
  readonly text: ReadField;
  readonly owners: readonly OwnerField[];
  readonly change: 'closed' | 'carried-forward' | 'moved' | 'withdrawn' | 'reported';
  readonly reference?: ReadField;
}

export type UnderstoodItem = ActionItem | TargetItem | DecisionItem | NoteItem | ChangeItem;
