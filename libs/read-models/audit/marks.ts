import { type EventMark, isMarkOf, markOf, type NumberedEvent } from '#domain/index.js';
import type { QueryContext } from '#read-store/index.js';

/** `ahead` means that the read model lags behind the mark; `other`, that the mark is from another history. */
export type MarkState = 'here' | 'ahead' | 'other';

/** Checks every event, including those hidden from the reader. */
export async function markStateOf(view: Pick<QueryContext, 'db' | 'moment'>, mark: EventMark): Promise<MarkState> {
  if (mark.number > view.moment.asOf.number) return 'ahead';
  return isMarkOf(mark, await eventNumbered(view, mark.number)) ? 'here' : 'other';
}

export async function markAt(view: Pick<QueryContext, 'db'>, number: number): Promise<string> {
  const event = await eventNumbered(view, number);
  return event ? markOf(event) : String(number);
}

async function eventNumbered({ db }: Pick<QueryContext, 'db'>, number: number): Promise<NumberedEvent | undefined> {
  return db
    .selectFrom('audit')
    .select(['number', 'event_id as eventId'])
    .where('number', '=', number)
    .executeTakeFirst();
}
