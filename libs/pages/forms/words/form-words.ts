import type { Ask } from '#application/index.js';
import type { Preview } from '#commands/index.js';
import type { Kind } from '#domain/index.js';
import type { Names } from '../../words/names.js';

/** An item as its answer shows it: what the forms of every kind need of it. */
export interface FormItem {
  readonly reference: string;
  /** Absent for what the read models do not answer: webhooks. */
  readonly revision?: number;
  readonly status?: string;
  readonly [field: string]: unknown;
}

/** A value of a field and what it is called. */
export interface Choosable {
  readonly value: string;
  readonly text: string;
}

/** Types and limits come from the command class. */
export interface FieldWords {
  readonly label: string;
  readonly hint?: string;
  /** "Enter why the date moves"; made of the label otherwise. */
  readonly missing?: string;
  /** Items of this kind may be chosen; another kind is typed by its reference. */
  readonly of?: Kind;
  /** A value that is left out is not offered. */
  readonly choices?: Readonly<Record<string, string | { readonly text: string; readonly hint: string }>>;
  /** Asked by the form although the command may leave it out. */
  readonly required?: true;
  /** Text whose reading is shown before it is recorded. */
  readonly timescale?: true;
  /** A period, typed as people write it: "July 2018". */
  readonly period?: true;
  /** The fields of each row, or of a part of the body. */
  readonly within?: Readonly<Record<string, FieldWords>>;
  /** Path of the present value in the item's answer, such as `agreed.latest`; null prefills nothing. */
  readonly now?: string | null;
  /** Choices that come from the item, such as its parties. */
  readonly among?: (item: FormItem, names: Names) => readonly Choosable[];
  /** Left empty, it takes away what stood. */
  readonly empties?: true;
  /** Seldom needed: folded away below the others. */
  readonly rare?: true;
}

/** The form of one command, in the order of its fields. */
export interface FormWords {
  /** "Move the agreed date" */
  readonly title: string;
  /** "Record the new date" */
  readonly button: string;
  readonly says?: string;
  readonly fields: Readonly<Record<string, FieldWords>>;
  /** Shown before it is recorded, with this sentence: others rely on it, or it cannot be taken back. */
  readonly checks?: string;
  /** It adds to the item and replaces nothing, so what others recorded meanwhile is no conflict. */
  readonly adds?: true;
  /** The verb that people mean where they take this one by mistake. */
  readonly instead?: { readonly verb: string; readonly field?: string; readonly says: string; readonly link: string };
  /** Words for the `value` of a correction, by the field that it puts right. */
  readonly corrects?: Readonly<Record<string, FieldWords>>;
  /** Narrows the lifecycle, such as an escalation that must wait for an answer. */
  readonly onlyIf?: (item: FormItem) => boolean;
  /** Replaces refusals, by their codes, that name fields of the API. */
  readonly refusals?: Readonly<Record<string, string>>;
  /** Replaces the typed fields on the check page by before and after. */
  readonly beside?: (checked: Checked) => Promise<readonly Compared[]>;
  /** Fields of the class that no form asks, with why. */
  readonly leftOut?: Readonly<Record<string, string>>;
}

export interface Checked {
  readonly ask: Ask;
  readonly names: Names;
  readonly item: FormItem;
  readonly preview: Preview;
}

export interface Compared {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** The forms of one kind of item; `new` creates one. */
export type FormsOfKind = Readonly<Record<string, FormWords>>;

/** Asked on every form, behind "It was agreed at a meeting, or it happened earlier". */
export const CIRCUMSTANCES: Readonly<Record<string, FieldWords>> = {
  meeting: { label: 'Meeting, if one agreed it', of: 'meeting', now: null },
  minuteRef: { label: 'Minute, if there is one', hint: 'For example, 4.1', now: null },
  occurredAt: {
    label: 'When did it happen?',
    hint: 'Only if it happened earlier. For example, 9 March 2018, 2018-03 or 2018-Q1. More than 30 days back needs a secretary',
    now: null,
  },
  onBehalfOf: {
    label: 'For whom is it recorded?',
    now: null,
    within: {
      party: { label: 'Who said it, if it was somebody else', of: 'party' },
      source: { label: 'How that is known', hint: 'A minute, an e-mail, a date' },
    },
  },
  source: {
    label: 'Which document says it?',
    now: null,
    within: {
      document: { label: 'Document it is taken from' },
      heading: { label: 'Heading in it' },
      line: { label: 'Line' },
      detail: { label: 'Where in it, in words' },
      statedBy: { label: 'Date of the document', hint: 'For example, 9 March 2018' },
    },
  },
};
