import { type AnswerTo, routes } from '#application/index.js';
import { ADMINISTERS } from '#domain/index.js';
import { addressOf } from '../forms/form.js';
import { creationForms } from '../forms/offered.js';
import { ROLE_CHOICES } from '../forms/words/token.js';
import { pathOf } from '../frame/address.js';
import { nextPage } from '../frame/next-page.js';
import { definePage, type PageContext, type WebPage } from '../frame/page.js';
import { count, when } from '../words/dates.js';
import { fullNameOf } from '../words/names.js';

interface TokenTold {
  readonly reference: string;
  readonly party: string;
  readonly roles: readonly string[];
  readonly label: string | null;
  readonly createdAt: string;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
}

interface TokensTold {
  readonly items: readonly TokenTold[];
  readonly nextCursor: string | null;
}

type Party = AnswerTo<typeof routes.parties>['items'][number];
/** Lists of parties are read to the end, but never for ever. */
const MOST_PAGES = 20;

/** The parties that tokens name by their ids. */
export async function partiesOf(
  { ask }: Pick<PageContext, 'ask'>,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Party>> {
  const found = new Map<string, Party>();
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES && found.size < wanted.size; page += 1) {
    const answer: AnswerTo<typeof routes.parties> = await ask(routes.parties, {
      limit: '100',
      ...(cursor !== null && { cursor }),
    });
    for (const party of answer.items)
      for (const name of [party.id, party.reference]) if (wanted.has(name)) found.set(name, party);
    cursor = answer.nextCursor;
    if (cursor === null) break;
  }
  return found;
}

/** Who may do what: tokens by the party that they are of. */
export const tokensPage = ({ items, nextCursor }: TokensTold): WebPage =>
  definePage({
    path: 'admin/tokens',
    template: 'tokens',
    section: 'admin',
    roles: ADMINISTERS,
    async make(context) {
      const { href, names } = context;
      const wanted = new Set(items.map(({ party }) => party));
      const known = await partiesOf(context, wanted);
      const parties = [...wanted].map((party) => ({
        name: fullNameOf(names, known.get(party)?.reference ?? party),
        href: href(pathOf('party', known.get(party)?.reference ?? party)),
        tokens: items.filter((token) => token.party === party).map(rowOf),
      }));
      const live = items.filter(({ revokedAt }) => revokedAt === null).length;
      return {
        title: 'Tokens',
        crumbs: [{ text: 'Administration', href: '/admin' }],
        says: `${count(live, 'token')} of ${items.length} on this page ${live === 1 ? 'is' : 'are'} in use. Who holds a token may do what it says, in the name of its party.`,
        parties: parties.sort((one, other) => one.name.localeCompare(other.name, 'en-GB')),
        more: nextPage(href, '/admin/tokens', {}, nextCursor),
        makes: creationForms(context, ['token']),
      };
    },
  });

export const roleWord = (role: string): string =>
  (ROLE_CHOICES as Readonly<Record<string, { text: string }>>)[role]?.text ?? role;

const rowOf = ({ reference, roles, label, createdAt, revokedAt, lastUsedAt }: TokenTold) => ({
  reference,
  may: roles.map(roleWord).join(', '),
  label,
  made: when(createdAt),
  used: lastUsedAt && when(lastUsedAt),
  revoked: revokedAt && when(revokedAt),
  revoke: addressOf({ kind: 'token', verb: 'revoke' }, reference),
});
