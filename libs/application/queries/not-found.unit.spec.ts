import { expect, it } from '@jest/globals';
import { problemOf } from '../problems/problem.js';
import { notFound } from './not-found.js';

it.each<[string, string, string]>([
  ['parties/:ref', 'NHSX', 'There is no party NHSX.'],
  ['actions/:ref/history', 'SMI-A99', 'There is no action SMI-A99.'],
])('%s of %s: names what there is not', (path, ref, detail) => {
  expect(problemOf(notFound({ path }, { ref }))).toMatchObject({ status: 404, code: 'item-not-found', detail });
});
