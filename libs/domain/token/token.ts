import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsOptional } from 'class-validator';
import { CommandBody } from '../kernel/command.js';
import { type Aggregate, isRefusal, PLURALS, type Recorded, refuse, unknownEvent, verb } from '../kernel/decider.js';
import { resolve, resolveAll } from '../kernel/resolve.js';
import { ADMINISTERS, ROLES, type Role } from '../kernel/roles.js';
import { IsItem, IsItems, IsLine } from '../kernel/validation.js';
import type { TokenFact } from './events.js';
import { linkSignIn, unlinkSignIn } from './sign-in.verbs.js';
import type { TokenState } from './state.js';

export class IssueToken extends CommandBody {
  @IsItem() party: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(ROLES.length) @ArrayUnique() @IsIn(ROLES, { each: true }) roles: Role[];
  /** The programmes that a contributor may report on besides its organisation's items. */
  @IsOptional() @IsItems() programmes?: string[];
  /** The groups whose restricted items it sees. */
  @IsOptional() @IsItems() groups?: string[];
  /** What it is for. */
  @IsOptional() @IsLine() label?: string;
}

export class RevokeToken extends CommandBody {}

const revoke = verb<TokenState, RevokeToken, TokenFact>({
  body: RevokeToken,
  roles: ADMINISTERS,
  summary: 'Revoke it: it is refused from now on, and its streams end.',
  decide(command, state, context) {
    return state.revoked ? [] : [{ type: 'TokenRevoked', data: { token: context.id, reason: command.reason } }];
  },
});

/** A token's story without its secret, which only its bearer has. */
export const token: Aggregate<TokenState, TokenFact> = {
  kind: 'token',
  plural: PLURALS.token,
  creation: {
    body: IssueToken,
    roles: ADMINISTERS,
    summary: 'Issue a token; its secret is in this answer and nowhere else.',
    secret: 'token',
    referencePrefix: () => 'TOKEN-',
    decide(command: IssueToken, context) {
      const party = resolve<{ retired: boolean }>(context, 'party', command.party, 'party');
      if (isRefusal(party)) return party;
      if (party.state.retired) {
        return refuse('party-retired', `${party.reference} is retired; name a party that is not.`, { field: 'party' });
      }
      const programmes = resolveAll(context, 'programme', command.programmes ?? [], 'programmes');
      if (isRefusal(programmes)) return programmes;
      const groups = resolveAll(context, 'group', command.groups ?? [], 'groups');
      if (isRefusal(groups)) return groups;
      const { roles, label } = command;
      return [
        {
          type: 'TokenIssued',
          data: { reference: context.reference, token: context.id, party: party.id, roles, programmes, groups, label },
        },
      ];
    },
  },
  verbs: { revoke, 'link-sign-in': linkSignIn, 'unlink-sign-in': unlinkSignIn },
  evolve: evolveToken,
};

function evolveToken(state: TokenState | undefined, event: Recorded<TokenFact>): TokenState {
  switch (event.type) {
    case 'TokenIssued':
      return { ...event.data, revoked: false, signIns: [] };
    case 'TokenRevoked':
      return { ...(state as TokenState), revoked: true };
    case 'TokenSignInLinked':
      return { ...(state as TokenState), signIns: [...(state as TokenState).signIns, event.data.signIn] };
    case 'TokenSignInUnlinked':
      return {
        ...(state as TokenState),
        signIns: (state as TokenState).signIns.filter((signIn) => signIn !== event.data.signIn),
      };
    default:
      return unknownEvent(event);
  }
}
