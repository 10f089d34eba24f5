import type { CalendarFeed, Credential } from '#access/index.js';
import { PAGE, type Queries, readerOf, readParameters } from '#application/index.js';
import {
  type AnswerOf,
  cursorAfter,
  exactly,
  FLAG,
  INSTANT,
  object,
  orNull,
  pageOf,
  REFERENCE,
  sortValues,
  TEXT,
  UUID,
  withReferences,
} from '#read-store/index.js';

const PROPERTIES = {
  id: UUID,
  party: { ...REFERENCE, description: 'For whom it reads.' },
  programme: { ...orNull(REFERENCE), description: 'Null for the whole plan.' },
  mine: { ...FLAG, description: 'True where it holds only what the party leads.' },
  createdAt: INSTANT,
  lastUsedAt: { ...orNull(INSTANT), description: 'To the minute.' },
};

export const CALENDAR_FEED = object(PROPERTIES);
export const CALENDAR_FEED_PAGE = pageOf(CALENDAR_FEED);
export const MADE_FEED = object({
  ...PROPERTIES,
  path: { ...TEXT, description: 'Below the address of this server; its last part is a secret that is shown once.' },
  url: { ...orNull(TEXT), description: 'The whole address, where PUBLIC_URL is set.' },
});
export const REVOKED_FEED = object({ id: UUID, revoked: exactly(true) });

type Shown = AnswerOf<typeof CALENDAR_FEED>;

/** A page of feeds, the newest first. Errors: `bad-parameter`. */
export async function listFeeds(
  queries: Queries,
  all: readonly CalendarFeed[],
  credential: Credential,
  asked: unknown,
): Promise<AnswerOf<typeof CALENDAR_FEED_PAGE>> {
  const { limit = 50, cursor } = readParameters(PAGE, asked);
  const after = cursor && String(sortValues(cursor, ['string'])[0]);
  const rest = all.slice(all.findIndex(({ id }) => id === after) + 1);
  const page = rest.slice(0, limit);
  const last = rest.length > limit ? page.at(-1) : undefined;
  const items = await presentFeeds(queries, page, credential);
  return queries.read({ now: new Date().toISOString() }, readerOf(credential), async ({ moment }) => ({
    items,
    nextCursor: last ? cursorAfter(moment, [last.id]) : null,
    asOf: moment.asOf,
  }));
}

export function presentFeeds(
  queries: Queries,
  feeds: readonly CalendarFeed[],
  credential: Credential,
): Promise<readonly Shown[]> {
  return queries.read({ now: new Date().toISOString() }, readerOf(credential), (view) =>
    withReferences(view, feeds, ({ id, party, programme, mine, createdAt, lastUsedAt }, { of, maybe }): Shown => {
      return { id, party: of(party), programme: maybe(programme ?? undefined), mine, createdAt, lastUsedAt };
    }),
  );
}
