import { CommandBody } from '../kernel/command.js';
import { type Refusal, refuse, verb } from '../kernel/decider.js';
import { ADMINISTERS } from '../kernel/roles.js';
import { field } from '../kernel/validation.js';
import type { TokenFact } from './events.js';
import type { TokenState } from './state.js';

/** Links whomever the claim rule of the settings leads to the token's party. */
export const BY_CLAIM = 'claim';
const SIGN_IN = /^([0-9A-Z]{4}-[0-9A-Z]{4}|claim)$/;
const MOST = 50;

const IsSignIn = () =>
  field(
    'isSignIn',
    (value) => typeof value === 'string' && SIGN_IN.test(value),
    'must be an id such as K7M2-QX4D, which the page shows to whom it does not know, or claim',
    { type: 'string', pattern: SIGN_IN.source, examples: ['K7M2-QX4D'] },
  );

export class LinkSignIn extends CommandBody {
  /** The id that the person saw who signed in at the organisation; `claim`: whom the claim rule leads to the party. */
  @IsSignIn() signIn: string;
}

export class UnlinkSignIn extends CommandBody {
  /** As it was linked. */
  @IsSignIn() signIn: string;
}

export const linkSignIn = verb<TokenState, LinkSignIn, TokenFact>({
  body: LinkSignIn,
  roles: ADMINISTERS,
  summary: 'Let somebody who signs in at the organisation speak for it.',
  needs: ({ signIn }) => ({ signIn }),
  refusedIn: ifRevoked,
  decide({ signIn, reason }, state, { id, reference, lookup, signIn: known }) {
    const refused = ifRevoked(state);
    if (refused) return refused;
    if (state.signIns.includes(signIn)) return [];
    if (state.signIns.length >= MOST)
      return refuse(
        'too-many-sign-ins',
        `${MOST} sign-ins speak for ${reference}; unlink one, or make another token.`,
        {
          most: MOST,
        },
      );
    if (signIn !== BY_CLAIM && !known)
      return refuse('sign-in-unknown', `Nobody who signed in has the id ${signIn}. Ask them to sign in again.`, {
        field: 'signIn',
        value: signIn,
      });
    if (known && known.token !== null && known.token !== id) {
      const other = lookup.find('token', known.token)?.reference ?? 'another token';
      return refuse('sign-in-linked', `${signIn} speaks for ${other}; unlink it there first.`, {
        field: 'signIn',
        value: signIn,
      });
    }
    return [{ type: 'TokenSignInLinked', data: { token: id, signIn, reason } }];
  },
});

export const unlinkSignIn = verb<TokenState, UnlinkSignIn, TokenFact>({
  body: UnlinkSignIn,
  roles: ADMINISTERS,
  summary: 'Take that back: their sessions end, and what the ledger knows of the person who signed in is deleted.',
  decide({ signIn, reason }, { signIns }, { id }) {
    if (!signIns.includes(signIn)) return [];
    return [{ type: 'TokenSignInUnlinked', data: { token: id, signIn, reason } }];
  },
});

function ifRevoked({ revoked, reference }: TokenState): Refusal | undefined {
  if (!revoked) return undefined;
  return refuse('token-revoked', `${reference} is revoked; name a token that is not.`, { field: 'token' });
}
