import { type AnswerTo, executeInSnapshot, type Queries, routes, wrongField } from '#application/index.js';
import { londonDate } from '#domain/index.js';
import type { Viewer } from '#read-store/index.js';
import { pathOf } from '../frame/address.js';
import { addressAt, momentParameters, readMoment } from '../frame/moment.js';
import { comingSaid } from '../words/coming.js';
import { type CalendarEntry, icalendar } from './icalendar.js';

type Coming = AnswerTo<typeof routes.upcoming>['items'][number];

/** Calendars of other programs take no more with ease. */
const MOST_ENTRIES = 1_000;

/** The dates of the calendar's page as a file; the ends of targets' periods are left out. Errors: those of its questions. */
export async function calendarFile(
  queries: Queries,
  { group, days = '91', ...query }: Readonly<Record<string, string>>,
  reader: Viewer,
  publicUrl: string | undefined,
): Promise<string> {
  const { moment, error } = readMoment(query, londonDate(new Date().toISOString()));
  if (error) throw wrongField('bad-moment', error.field, error.message);
  return executeInSnapshot(queries, momentParameters(moment), reader, async (ask) => {
    const ledger = await ask(routes.ledger);
    const entries: CalendarEntry[] = [];
    for (let cursor: string | null | undefined; cursor !== null && entries.length < MOST_ENTRIES; ) {
      const list: AnswerTo<typeof routes.upcoming> = await ask(routes.upcoming, {
        ...{ days, limit: '100' },
        ...(group && { group }),
        ...(cursor && { cursor }),
      });
      const items = list.items.filter(({ what }) => what !== 'period');
      entries.push(...items.map((item) => entryOf(item, (path) => publicUrl && publicUrl + addressAt(moment, path))));
      cursor = list.nextCursor;
    }
    const { ledger: id, recordedAt } = ledger.asOf;
    return icalendar({
      name: ledger.name,
      stamp: recordedAt ?? ledger.effectiveFrom,
      ledger: id ?? ledger.name,
      entries,
    });
  });
}

function entryOf(item: Coming, urlOf: (path: string) => string | undefined): CalendarEntry {
  const { kind, reference, what, on, title } = item;
  return {
    key: `${item.id} ${what} ${what === 'occurrence' ? on : ''}`,
    on,
    title: `${reference}: ${title}`,
    description: comingSaid(item),
    url: urlOf(pathOf(kind, reference)),
  };
}
