import type { OccurredAt } from '#domain/index.js';
import { type AnswerOf, type PassageField, type QueryContext, versions } from '#read-store/index.js';
import type { SEARCH_PAGE, SearchedKind } from './search.schema.js';
import { sentenceWith } from './sentence.js';
import type { Asked } from './words-asked.js';

export type SearchPage = AnswerOf<typeof SEARCH_PAGE>;
type Found = SearchPage['items'][number];
export type SearchMatch = Found['match'];

export interface PassageRow {
  readonly id: number;
  readonly field: PassageField;
  readonly text: string | null;
  readonly past: number;
  readonly type: string;
  readonly number: number;
  readonly position: number;
  readonly recorded_at: number;
  readonly occurred_at: OccurredAt;
  readonly reason: string | null;
  readonly minute_ref: string | null;
  readonly key: number;
  readonly kind: SearchedKind;
  readonly item: string;
  readonly reference: string | null;
}

export async function presentFound(
  view: QueryContext,
  asked: Asked,
  found: readonly { readonly match: SearchMatch; readonly row: PassageRow }[],
): Promise<Found[]> {
  const titles = await titlesOf(view, [...new Set(found.map(({ row }) => row.key))]);
  return found.map(({ match, row }) => ({
    match,
    kind: row.kind,
    id: row.item,
    reference: row.reference ?? row.item,
    title: titles.get(row.key) ?? null,
    field: row.field,
    ...sentenceWith(textOf(row), asked),
    past: row.past === 1,
    type: row.type,
    number: row.number,
    position: row.position,
    recordedAt: new Date(row.recorded_at).toISOString(),
    occurredAt: row.occurred_at,
  }));
}

function textOf({ text, field, reason, minute_ref }: PassageRow): string {
  return text ?? (field === 'minute' ? minute_ref : reason) ?? '';
}

async function titlesOf({ db, moment }: QueryContext, keys: readonly number[]) {
  if (keys.length === 0) return new Map<number, string | null>();
  const rows = await db
    .selectFrom(versions('texts', moment).as('t'))
    .select(['t.key', 't.title'])
    .where('t.key', 'in', keys)
    .execute();
  return new Map(rows.map(({ key, title }) => [key, title]));
}
