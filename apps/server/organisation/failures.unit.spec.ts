import { describe, expect, it } from '@jest/globals';
import { AnswerTooLarge } from './bounded-fetch.js';
import { failureOf, OrganisationFailure } from './failures.js';

const coded = (code: string, more: object = {}) => Object.assign(new Error('Said'), { code, ...more });

describe('a failure of the sign-in at the organisation', () => {
  it.each<[string, unknown, string]>([
    ['a socket', new TypeError('fetch failed', { cause: coded('ECONNREFUSED') }), 'away'],
    ['no time left', coded('OAUTH_TIMEOUT'), 'away'],
    ['no JSON', coded('OAUTH_RESPONSE_IS_NOT_JSON'), 'away'],
    ['an endless answer', new AnswerTooLarge('Too large'), 'away'],
    ['an endless answer, wrapped', new Error('Said', { cause: new AnswerTooLarge('Too large') }), 'away'],
    ['a claim', coded('OAUTH_JWT_CLAIM_COMPARISON_FAILED'), 'untrusted'],
    ['a clock', coded('OAUTH_JWT_TIMESTAMP_CHECK_FAILED'), 'clock'],
    ['a used code', coded('OAUTH_RESPONSE_BODY_ERROR', { error: 'invalid_grant' }), 'over'],
    ['a wrong secret', coded('OAUTH_RESPONSE_BODY_ERROR', { error: 'invalid_client' }), 'misconfigured'],
    ['a person who refuses', coded('OAUTH_AUTHORIZATION_RESPONSE_ERROR', { error: 'access_denied' }), 'refused'],
    ['nothing that is an error', 'no', 'away'],
  ])('is told apart: %s', (_, error, trouble) => {
    expect(failureOf(error).trouble).toBe(trouble);
  });

  it('stays what it is, and carries into the log neither a cause nor more than a line', () => {
    const own = new OrganisationFailure('clock', 'Late');
    expect(failureOf(own)).toBe(own);
    const failure = failureOf(new Error(`a\nb${'x'.repeat(500)}`, { cause: { claims: 'private' } }));
    expect([failure.message.length, failure.message.slice(0, 3), failure.cause]).toEqual([200, 'a b', undefined]);
  });
});
