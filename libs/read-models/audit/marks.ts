import { type EventMark, isMarkOf, markOf, type NumberedEvent } from '#domain/kernel/event-mark.js';
import type { QueryContext } from '#read-store/query/query-context.js';

/** Whether a mark is of an event that is known here, of one that is not known yet, or of another history. */
export type MarkStanding = 'here' | 'ahead' | 'other';

/** Where a mark stands among all that is known, whoever may see it. */
export async function standingOf(view: Pick<QueryContext, 'db' | 'moment'>, mark: EventMark): Promise<MarkStanding> {
  if (mark.number > view.moment.asOf.number) return 'ahead';
  return isMarkOf(mark, await eventNumbered(view, mark.number)) ? 'here' : 'other';
}

/** The mark of the event with a number, as text; the number alone before the first event. */
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
