import { describe, expect, it } from '@jest/globals';
import { CommandFailure } from '#commands/failures.js';
import { refuse } from '#domain/kernel/decider.js';
import { StoreError } from '#event-store/port/errors.js';
import { ReadError } from '#read-store/query/errors.js';
import { HttpProblem, problemOf, wrongField } from './problem.js';

const NAMED = { field: 'into' };
const GIVEN = { ...NAMED, value: 'X' };

describe('an error as a problem', () => {
  it.each([
    refuse('figure-twice', 'No.', NAMED),
    refuse('period-twice', 'No.', GIVEN),
    refuse('range-out-of-order', 'No.', { ...NAMED, low: 2, high: 1 }),
    refuse('point-out-of-range', 'No.', { ...GIVEN, period: '2018' }),
    refuse('not-an-organisation', 'No.', GIVEN),
    refuse('not-a-person', 'No.'),
    refuse('split-into-itself', 'No.', NAMED),
    refuse('depends-on-itself', 'No.', NAMED),
    refuse('merge-into-itself', 'No.', NAMED),
    refuse('affects-itself', 'No.', GIVEN),
    refuse('cannot-be-affected', 'No.', GIVEN),
    refuse('replaced-by-itself', 'No.', GIVEN),
    refuse('supersedes-itself', 'No.', GIVEN),
    refuse('succeeds-itself', 'No.', NAMED),
    refuse('ambition-has-one-point', 'No.', { ...NAMED, points: 2 }),
  ])('is 422 where the command is wrong whatever the ledger holds: $refused', (refusal) => {
    expect(problemOf(new CommandFailure(refusal)).status).toBe(422);
  });

  it('is 409 where the state of the item stands against the command, with that state', () => {
    const state = { status: 'blocked', allowed: ['planned'] };
    expect(problemOf(new CommandFailure('action-blocked', 'PHC-A01 is blocked.', state))).toEqual({
      ...state,
      type: 'urn:action-ledger:problem:action-blocked',
      title: 'Action blocked',
      status: 409,
      code: 'action-blocked',
      detail: 'PHC-A01 is blocked.',
    });
  });

  it('tells the field that is wrong in errors as well', () => {
    const errors = [{ field: 'into', message: 'No.' }];
    expect(problemOf(new CommandFailure(refuse('split-into-itself', 'No.', NAMED)))).toMatchObject({ errors });
    expect(problemOf(new ReadError('unknown-reference', 'No.', GIVEN))).toMatchObject({
      ...GIVEN,
      status: 422,
      errors,
    });
    const failed = new CommandFailure('validation-failed', 'The body is wrong.', { errors });
    expect(problemOf(failed)).toMatchObject({ status: 400, errors });
    expect(problemOf(wrongField('bad-parameter', 'into', 'No.'))).toMatchObject({ status: 400, errors });
  });

  it('keeps to itself what the fields of the store say of the server', () => {
    const problem = problemOf(new StoreError('store-closed', 'It was closed.', { file: '/data/events.db' }));
    expect(problem).toMatchObject({ status: 503, code: 'store-closed' });
    expect(problem).not.toHaveProperty('file');
  });

  it('is one of the transport with its own status', () => {
    expect(problemOf(new HttpProblem('too-many-requests', 'Wait.', { retryAfterSeconds: 60 }))).toMatchObject({
      status: 429,
      retryAfterSeconds: 60,
    });
  });

  it('says nothing of the inside where it is not known', () => {
    const problem = problemOf(new Error('secret'));
    expect(problem).toMatchObject({ status: 500, code: 'internal-error' });
    expect(JSON.stringify(problem)).not.toContain('secret');
  });
});
