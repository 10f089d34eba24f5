import { createHash } from 'node:crypto';
import { type AnswerTo, type Ask, executeInSnapshot, type QueryDependencies, routes } from '#application/index.js';
import { pathOf, when } from '#pages/index.js';
import type { Names } from '#read-models/index.js';
import { type AsOf, parameter, type Viewer } from '#read-store/index.js';
import { entryOf, ILLUSTRATIVE } from './entries.js';
import { CALENDAR_END, calendarEvent, calendarHead } from './icalendar.js';

const { limit: _, cursor: __, owner: ___, ...ASKED } = routes.calendar.parameters;
export const CALENDAR_PARAMETERS = {
  ...ASKED,
  // An id or a reference, or the caller; the question itself requires the party.
  party: { ...parameter.item('party', 'Of the actions that this party leads; `me` is the caller.'), names: undefined },
};
export const CALENDAR_TYPE = 'text/calendar';

/** What a calendar is of; all absent: the whole plan. */
export interface CalendarScope {
  readonly programme?: string | undefined;
  readonly group?: string | undefined;
  readonly owner?: string | undefined;
  readonly days?: string | undefined;
}

export interface CalendarFile {
  readonly text: string;
  readonly asOf: AsOf;
  /** Weak: the same while the events are the same, whatever else was recorded. */
  readonly etag: string;
}

export interface CalendarAsked {
  /** As the API's parameters say it. */
  readonly moment: object;
  readonly scope: CalendarScope;
  readonly reader: Viewer;
  /** The address of an item's page; undefined where the server does not know its own. */
  urlOf(path: string): string | undefined;
}

/** Programs take no more with ease. */
const MOST_EVENTS = 5_000;
const PAGE = '100';

/** Errors: those of its questions. */
export async function calendarFile(
  queries: QueryDependencies,
  { moment, scope, reader, urlOf }: CalendarAsked,
): Promise<CalendarFile> {
  return executeInSnapshot(queries, moment, reader, async (ask) => {
    const { name, asOf } = await ask(routes.ledger);
    const ledger = asOf.ledger ?? name;
    const illustrative = asOf.illustrative === true;
    const events: string[] = [];
    for await (const { items, names } of pagesOf(ask, scope)) {
      const around = { names, illustrative, urlOf: pageOf(urlOf) };
      for (const item of items) events.push(calendarEvent(ledger, entryOf(item, around)));
      if (events.length >= MOST_EVENTS) break;
    }
    const cut =
      events.length >= MOST_EVENTS ? [`It holds the first ${MOST_EVENTS} dates; the ledger may have more.`] : [];
    const head = calendarHead({
      name: await titleOf(ask, name, scope),
      description: [standsOn(asOf), ...cut, ...(illustrative ? [ILLUSTRATIVE] : [])].join(' '),
      ledger,
      number: asOf.number,
    });
    const body = events.join('');
    const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
    return { text: head + body + CALENDAR_END, asOf, etag };
  });
}

type CalendarPage = AnswerTo<typeof routes.calendar> & { readonly names: Names };

async function* pagesOf(ask: Ask, scope: CalendarScope): AsyncGenerator<CalendarPage> {
  const asked = Object.fromEntries(Object.entries(scope).filter(([, value]) => value !== undefined));
  let cursor: string | null = null;
  do {
    const page: CalendarPage = await ask(routes.calendar, {
      ...asked,
      limit: PAGE,
      ...(cursor !== null && { cursor }),
    });
    yield page;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

const pageOf =
  (urlOf: CalendarAsked['urlOf']) =>
  ({ kind, reference }: CalendarPage['items'][number]) =>
    urlOf(pathOf(kind, reference));

async function titleOf(ask: Ask, plan: string, { programme, group, owner }: CalendarScope): Promise<string> {
  const of = [
    ...(programme ? [(await ask(routes.programme, {}, { ref: programme })).name] : []),
    ...(group ? [(await ask(routes.group, {}, { ref: group })).name] : []),
    ...(owner ? ['what one lead has promised'] : []),
  ];
  return [plan, ...of].join(': ');
}

function standsOn({ number, recordedAt }: CalendarPage['asOf']): string {
  if (!recordedAt) return 'It stands on no event: the ledger held none.';
  return `It stands on event ${number}, the last that the ledger held: ${when(recordedAt).replaceAll('\u00a0', ' ')}.`;
}
