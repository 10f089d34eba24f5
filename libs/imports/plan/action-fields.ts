import type { ActionItem, ReadField, TimescaleField } from '#documents/index.js';
import { NOT_STATED, RATINGS, type Rating } from '#domain/index.js';
import { namesNobody } from './parties.js';
import type { PlannedTimescale } from './plan.js';
import { asOneLine, asText } from './words.js';

const TIMESCALE = 1000;

export interface Reported {
  readonly kind: 'note' | 'evidence' | 'progress';
  readonly text: string;
  readonly field: ReadField;
}

/** The description, with the whole title where a line cannot hold it. */
export function descriptionOf({ title, description }: ActionItem): string | undefined {
  const isCut = asOneLine(title.value).endsWith('…') && !title.value.trimEnd().endsWith('…');
  const parts = [...(isCut ? [title.value] : []), ...description.map(({ value }) => value)];
  return parts.length === 0 ? undefined : asText(parts.join('\n\n'));
}

export const promiseText = ({ value }: ReadField): string => asText(value, TIMESCALE);

/** What a reader of the document knew, so that the ledger reads the text as the preview did. */
export function readAs({ reading }: TimescaleField): object {
  const { documentDate, documentDateKnown, above, columnOfDates } = reading.context;
  return {
    documentDate: documentDateKnown === false ? NOT_STATED : documentDate,
    ...(above && {
      above: above
        .slice(0, 20)
        .map(({ text, latest }) => ({ text: asText(text, TIMESCALE), ...(latest && { latest }) })),
    }),
    ...(columnOfDates && { columnOfDates }),
  };
}

/** What is said about an item besides its promise, in words that stay. */
export function reportedOf(item: ActionItem): readonly Reported[] {
  const as = (kind: Reported['kind'], field: ReadField, text = field.value): Reported[] =>
    text.trim() === '' ? [] : [{ kind, text: asText(text), field }];
  return [
    ...item.notes.flatMap((field) => as('note', field)),
    ...item.others.flatMap((field) => as('note', field, `${field.heading}: ${field.value}`)),
    ...item.owners.filter(namesNobody).flatMap((owner) => as('note', owner, `Owner: ${owner.written}`)),
    ...(item.progress ? as('progress', item.progress, item.progress.written) : []),
    ...item.evidence.flatMap((field) => as('evidence', field)),
    ...(item.start ? as('note', item.start, `Start: ${item.start.written}`) : []),
    ...(item.rating && !ratingOf(item.rating) ? as('note', item.rating, `Rating: ${item.rating.value}`) : []),
  ];
}

export function ratingOf(field: ReadField | undefined): Rating | undefined {
  return RATINGS.find((each) => each === field?.value.toLowerCase());
}

export function percentOf({ progress }: ActionItem): number | undefined {
  const found = /(?:^|\s)(\d{1,3})(?:[.,]\d+)?\s*%/.exec(progress?.written ?? '');
  const percent = found ? Number(found[1]) : undefined;
  return percent !== undefined && percent <= 100 ? percent : undefined;
}

/** The day on which it was finished, where the document says one that has come. */
export function finishedOn({ completed }: ActionItem, today: string): string | undefined {
  const { earliest, latest } = completed?.reading ?? {};
  return latest && earliest === latest && latest <= today ? latest : undefined;
}

export function timescalesOf(item: ActionItem): PlannedTimescale[] {
  const [first, ...later] = item.promises;
  return [
    ...(first ? [planned('promise', first)] : []),
    ...later.map((each) => planned('revised', each)),
    ...(item.forecast ? [planned('forecast', item.forecast)] : []),
    ...(item.completed ? [planned('completed', item.completed)] : []),
  ];
}

export function planned(is: PlannedTimescale['is'], field: TimescaleField): PlannedTimescale {
  const { earliest, latest, firmness, openEnded, condition, assumptions, alternatives } = field.reading;
  return {
    is,
    text: promiseText(field),
    earliest,
    latest,
    firmness,
    openEnded,
    condition,
    assumptions,
    alternatives: alternatives.map(({ latest: other, because }) => (other ? `${other}: ${because}` : because)),
  };
}
