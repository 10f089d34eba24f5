import { expect, it } from '@jest/globals';
import { notFound } from './not-found.js';

it.each<[string, Record<string, string>, object, string]>([
  ['parties/:ref', { ref: 'NHSX' }, {}, 'There is no party NHSX.'],
  ['actions/:ref/history', { ref: 'SMI-A99' }, { limit: 10 }, 'There is no action SMI-A99.'],
  ['reports/governance', {}, { group: 'NONE' }, 'There is no group NONE.'],
  ['reports/governance', {}, { group: 'STP', programme: 'NONE' }, 'There is no group STP or programme NONE.'],
])('%s %j %j: names what there is not', (path, values, asked, detail) => {
  expect(notFound({ path }, values, asked)).toMatchObject({ status: 404, code: 'item-not-found', detail });
});
