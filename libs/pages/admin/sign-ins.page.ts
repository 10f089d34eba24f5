import { ADMINISTERS } from '#domain/index.js';
import { addressOf } from '../forms/form.js';
import { pathOf } from '../frame/address.js';
import { definePage, type WebPage } from '../frame/page.js';
import { when } from '../words/dates.js';
import { fullNameOf } from '../words/names.js';
import { partiesOf, roleWord } from './tokens.page.js';

interface SignInTold {
  readonly id: string;
  readonly shown: string | null;
  readonly token: string | null;
  readonly seenAt: string;
  readonly linkedAt: string | null;
}

interface TokenOfSignIn {
  readonly id: string;
  readonly reference: string;
  readonly party: string;
  readonly roles: readonly string[];
  /** Whom the claim rule leads to its party speaks for it. */
  readonly byClaim: boolean;
}

export interface SignInsTold {
  readonly label: string | undefined;
  readonly claim: string | undefined;
  readonly signIns: readonly SignInTold[];
  /** Those in use. */
  readonly tokens: readonly TokenOfSignIn[];
}

/** Who signs in at the organisation, and for which token each speaks. */
export const signInsPage = ({ label, claim, signIns, tokens }: SignInsTold): WebPage =>
  definePage({
    path: 'admin/sign-ins',
    template: 'sign-ins',
    section: 'admin',
    roles: ADMINISTERS,
    async make(context) {
      const { href, names } = context;
      const known = await partiesOf(context, new Set(tokens.map(({ party }) => party)));
      const referenceOf = ({ party }: TokenOfSignIn) => known.get(party)?.reference ?? party;
      const nameOf = (token: TokenOfSignIn) => fullNameOf(names, referenceOf(token));
      const tokenOf = (token: TokenOfSignIn) => ({
        reference: token.reference,
        party: nameOf(token),
        partyHref: href(pathOf('party', referenceOf(token))),
        may: token.roles.map(roleWord).join(', '),
      });
      const linked = signIns.flatMap((signIn) => {
        const token = tokens.find(({ id }) => id === signIn.token);
        return token ? [{ ...rowOf(signIn), ...tokenOf(token), unlink: unlinkOf(token, signIn.id) }] : [];
      });
      return {
        title: 'Sign-ins at the organisation',
        crumbs: [{ text: 'Administration', href: '/admin' }],
        label,
        claim,
        waiting: signIns.filter(({ token }) => token === null).map(rowOf),
        linked,
        byClaim: tokens
          .filter((token) => token.byClaim)
          .map((token) => ({ ...tokenOf(token), unlink: unlinkOf(token, 'claim') })),
        // Nobody is linked to the first token by haste.
        choices: [
          { value: '', text: 'Choose a token' },
          ...tokens.map((token) => ({
            value: token.reference,
            text: `${token.reference}: ${nameOf(token)} (${token.roles.map(roleWord).join(', ')})`,
          })),
        ],
      };
    },
  });

const rowOf = ({ id, shown, seenAt, linkedAt }: SignInTold) => ({
  id,
  shownAs: shown,
  seen: when(seenAt),
  since: linkedAt && when(linkedAt),
});

const unlinkOf = ({ reference }: TokenOfSignIn, id: string): string =>
  `${addressOf({ kind: 'token', verb: 'unlink-sign-in' }, reference)}?signIn=${id}`;
