import { expect, it } from '@jest/globals';
import { problemOf } from '../problems/problem.js';
import { notFound } from './not-found.js';
import type { PathValues } from './query-route.js';

it.each<[string, PathValues, string]>([
  ['parties/:ref', { ref: 'NHSX' }, 'There is no party NHSX.'],
  ['actions/:ref/history', { ref: 'SMI-A99' }, 'There is no action SMI-A99.'],
  ['references/:ref', { ref: 'SMI-A99' }, 'There is no item SMI-A99.'],
  ['audit/:number', { number: '99' }, 'There is no event 99.'],
  ['ledger', {}, 'There is no ledger.'],
])('%s of %s: names what there is not', (path, values, detail) => {
  expect(problemOf(notFound({ path }, values))).toMatchObject({ status: 404, code: 'item-not-found', detail });
});
