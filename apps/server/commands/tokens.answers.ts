import type { AccessStore } from '#access/index.js';
import { PAGE, type Queries, readParameters } from '#application/index.js';
import {
  type AnswerOf,
  cursorAfter,
  EVERYTHING,
  INSTANT,
  listOf,
  object,
  orNull,
  pageOf,
  sortValues,
  TEXT,
  UUID,
} from '#read-store/index.js';

export const TOKEN_PAGE = pageOf(
  object({
    id: UUID,
    reference: TEXT,
    party: TEXT,
    roles: listOf(TEXT),
    label: orNull(TEXT),
    createdAt: INSTANT,
    revokedAt: orNull(INSTANT),
    lastUsedAt: orNull(INSTANT),
  }),
);

/** A page of tokens, in the order in which they were made. Errors: `bad-parameter`. */
export async function listTokens(
  { access, queries }: { readonly access: AccessStore; readonly queries: Queries },
  asked: unknown,
): Promise<AnswerOf<typeof TOKEN_PAGE>> {
  const { limit = 50, cursor } = readParameters(PAGE, asked);
  const [made = '', reference = ''] = cursor ? sortValues(cursor, ['string', 'string']).map(String) : [];
  const later = (await access.tokens()).filter(
    (token) => token.createdAt > made || (token.createdAt === made && token.reference > reference),
  );
  const items = later.slice(0, limit);
  const last = later.length > limit ? items.at(-1) : undefined;
  const now = new Date().toISOString();
  return queries.read({ now }, EVERYTHING, async ({ moment }) => ({
    items,
    nextCursor: last ? cursorAfter(moment, [last.createdAt, last.reference]) : null,
    asOf: moment.asOf,
  }));
}
