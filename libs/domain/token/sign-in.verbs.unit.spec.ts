import { describe, expect, it } from '@jest/globals';
import type { LookupResult } from '../kernel/decider.js';
import { codeOrTypes, given, type SpecContext } from '../testing/specification.js';
import type { TokenFact } from './events.js';
import { token } from './token.js';

const ID = 'K7M2-QX4D';
const issued: TokenFact = {
  type: 'TokenIssued',
  data: { reference: 'TOKEN-01', token: 't1', party: 'p1', roles: ['viewer'], programmes: [], groups: [] },
};
const linked = (signIn = ID): TokenFact => ({ type: 'TokenSignInLinked', data: { token: 't1', signIn } });
const unlinked: TokenFact = { type: 'TokenSignInUnlinked', data: { token: 't1', signIn: ID } };
const revoked: TokenFact = { type: 'TokenRevoked', data: { token: 't1' } };
const OTHER: LookupResult = { kind: 'token', id: 't2', reference: 'TOKEN-02', state: {} };
const around: SpecContext = { id: 't1', reference: 'TOKEN-01', items: [OTHER], signIn: { token: null } };
const fifty = Array.from({ length: 50 }, (_, nth) => linked(`AAAA-00${String(nth).padStart(2, '0')}`));

describe('a sign-in of a token', () => {
  it.each<[string, TokenFact[], string, string, SpecContext, string | string[]]>([
    ['links', [], 'link', ID, around, ['TokenSignInLinked']],
    [
      'links the claim rule, which no person stands for',
      [],
      'link',
      'claim',
      { ...around, signIn: undefined },
      ['TokenSignInLinked'],
    ],
    ['links nothing twice', [linked()], 'link', ID, { ...around, signIn: { token: 't1' } }, []],
    ['links again after it was unlinked', [linked(), unlinked], 'link', ID, around, ['TokenSignInLinked']],
    ['knows who never tried', [], 'link', ID, { ...around, signIn: undefined }, 'sign-in-unknown'],
    ['knows who speaks for another token', [], 'link', ID, { ...around, signIn: { token: 't2' } }, 'sign-in-linked'],
    [
      'goes on where a crash left the access store ahead',
      [],
      'link',
      ID,
      { ...around, signIn: { token: 't1' } },
      ['TokenSignInLinked'],
    ],
    ['is for a token that lives', [revoked], 'link', ID, around, 'token-revoked'],
    ['is one of fifty', fifty, 'link', ID, around, 'too-many-sign-ins'],
    ['unlinks', [linked()], 'unlink', ID, around, ['TokenSignInUnlinked']],
    ['unlinks nothing that is not linked', [linked('claim')], 'unlink', ID, around, []],
    ['unlinks of a token that is revoked', [linked(), revoked], 'unlink', ID, around, ['TokenSignInUnlinked']],
  ])('%s', (_, before, verb, signIn, circumstances, outcome) => {
    const decided = given(token, [issued, ...before]).when(`${verb}-sign-in`, { signIn }, circumstances);
    expect(codeOrTypes(decided)).toEqual(outcome);
  });

  it('says which token it speaks for', () => {
    const refused = given(token, [issued]).when('link-sign-in', { signIn: ID }, { ...around, signIn: { token: 't2' } });
    expect(refused).toMatchObject({ detail: `${ID} speaks for TOKEN-02; unlink it there first.` });
  });
});
